// Whether a local server can have a port.
import { createServer } from 'node:net'

/** A machine without IPv6, or without IPv4, has only one of the two addresses of localhost. */
const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])

const listenTo = (port: number, host: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code))
    probe.listen(port, host, () => probe.close(() => resolve(undefined)))
  })

/** What is wrong and what to do when listening fails with `code`. */
export const sentenceOf = (port: number, code: string): string =>
  code === 'EADDRINUSE'
    ? `Port ${port} is taken. Stop what uses it, or: npm run dev -- --port ${port + 1}`
    : `This account can't listen on port ${port} (${code}). Take one above 1023: npm run dev -- --port 8787`

/** Why a server can't listen on `port` of localhost; undefined when it can. */
export const portProblem = async (port: number): Promise<string | undefined> => {
  for (const host of ['127.0.0.1', '::1']) {
    const code = await listenTo(port, host)
    if (code !== undefined && !NO_SUCH_ADDRESS.has(code)) return sentenceOf(port, code)
  }
  return undefined
}
