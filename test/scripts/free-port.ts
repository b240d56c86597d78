// A port for a server of a test's own.
import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port of the local host that nobody listens on; nothing keeps it free. */
export const freePort = async (host = 'localhost'): Promise<number> => {
  const probe = createServer().listen(0, host)
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
