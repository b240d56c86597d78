// npm run dev: what it says when it can't have its port, before it starts anything.
import { once } from 'node:events'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { expect, it } from 'vitest'
import { main } from '../../scripts/dev.ts'
import { sentenceOf } from '../../scripts/port.ts'
import { call } from './call.ts'

/** The addresses of localhost that this machine has. */
const loopback = Object.values(networkInterfaces())
  .flatMap((addresses = []) => addresses.map(({ address }) => address))
  .filter((address) => ['127.0.0.1', '::1'].includes(address))

it.each(loopback)('says in one line that a port of %s is taken', async (host) => {
  const blocker = createServer().listen(0, host)
  await once(blocker, 'listening')
  const address = blocker.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const { status, printed } = await call(main, ['--port', String(port)])
  expect(printed).toBe(
    `Port ${port} is taken. Stop what uses it, or: npm run dev -- --port ${port + 1}\n`,
  )
  expect(status).toBe(1)
  blocker.close()
})

it('tells a port that it may not use from one that is taken', () => {
  expect(sentenceOf(80, 'EACCES')).toMatch(/^This account can't listen on port 80 \(EACCES\)\. /)
})

it.each(['0', '65536', 'http'])('takes no port %s', async (port) => {
  const printed = '--port takes a number from 1 to 65535.\n'
  expect(await call(main, ['--port', port])).toMatchObject({ status: 1, printed })
})
