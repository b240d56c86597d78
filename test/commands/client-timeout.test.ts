// The client in a Node that clears away all that nobody holds, before a server that takes requests and says nothing.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'

const client = pathToFileURL(join(import.meta.dirname, '..', '..', 'client', 'dist', 'client.js'))

it('gives up a try that nothing answers, and lets the process end', () => {
  const script = `
    import { createServer } from 'node:http'
    import { createRestClient } from '${client.href}'
    let asked = 0
    const server = createServer(() => (asked += 1)).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    server.unref()
    const clearing = setInterval(globalThis.gc, 20)
    const { GET } = createRestClient({
      baseUrl: 'http://127.0.0.1:' + server.address().port,
      token: 'a token',
      brand: 3,
      tries: 2,
      timeout: 300,
    })
    const error = await GET('/health').catch((reason) => reason)
    clearInterval(clearing)
    console.log(String(error), asked)`
  const flags = ['--expose-gc', '--input-type=module', '--eval', script]
  const printed = execFileSync('node', flags, { encoding: 'utf8', timeout: 30_000 })
  expect(printed.trim()).toBe('TypeError: Timeout. 2')
}, 40_000)
