// The first command of the README, as a newcomer meets it.
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { portProblem, sentenceOf } from '../../scripts/port.ts'
import { cleanUp, dev, stop } from './dev-server.ts'
import { freePort } from '../scripts/free-port.ts'

/** Runs the printed request as it would be pasted; answers its status. */
const paste = (printed: string): string => {
  const command = /^curl (?:.*\\\n)+.*$/m.exec(printed)?.[0] ?? 'false'
  const answer = execFileSync('bash', ['-c', command.replace('curl -i', 'curl -isS')], {
    encoding: 'utf8',
  })
  return answer.split('\r\n')[0] ?? ''
}

afterEach(stop)

afterAll(cleanUp)

it('serves the demo data, prints a request that answers 201 and then 200, and keeps its data', async () => {
  const port = await freePort()
  const first = await dev(port)
  expect(first).toContain('demo data loaded')
  expect(first).not.toContain('types might be out of date')
  expect(paste(first)).toContain('201 Created')
  expect(paste(first)).toContain('200 OK')
  await stop()

  const second = await dev(port)
  expect(second).not.toContain('demo data loaded')
  expect(paste(second)).toContain('200 OK')
})

/** Sends a body without an announced length, as a stream does. */
const stream = async (printed: string, body: string): Promise<number> => {
  const token = /Bearer ([\w.-]+)/.exec(printed)?.[1] ?? ''
  const url = /'(http:[^']+)'/.exec(printed)?.[1] ?? ''
  // Node asks for `duplex`, and the types of the Worker's fetch, which are here too, don't know it.
  const request: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'X-Popsell-Brand': '3',
      'Content-Type': 'application/json',
    },
    body: new Blob([body]).stream(),
    duplex: 'half',
  }
  const response = await fetch(url, request)
  await response.text()
  return response.status
}

it('answers the next request as ever after a stream that was too large', async () => {
  const printed = await dev(await freePort())
  for (const bytes of [70_000, 300_000, 20_000_000]) {
    expect(await stream(printed, 'x'.repeat(bytes))).toBe(413)
    expect(await stream(printed, '{}')).toBe(422)
  }
})

/** The addresses of localhost that this machine has. */
const loopback = Object.values(networkInterfaces())
  .flatMap((addresses = []) => addresses.map(({ address }) => address))
  .filter((address) => ['127.0.0.1', '::1'].includes(address))

it.each(loopback)('says in one line that a port of %s is taken', async (host) => {
  const blocker = createServer().listen(0, host)
  await once(blocker, 'listening')
  const address = blocker.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const printed = await dev(port, 'is taken')
  expect(printed).toContain(`Port ${port} is taken. Stop what uses it, or: npm run dev -- --port`)
  blocker.close()
})

it('tells a port that it may not use from one that is taken', () => {
  expect(sentenceOf(80, 'EACCES')).toMatch(/^This account can't listen on port 80 \(EACCES\)\. /)
})

it.each([
  [
    'what /health says',
    ['--var', 'SHARDS:DB_9'],
    '503 {"message":"The databases are misconfigured; the log says what to set.","status":"error","database":"misconfigured","keys":"ok"}',
  ],
  ['that nothing answers', ['--local-protocol', 'https'], 'no answer'],
])('says once %s when it does not become well, and goes on', async (_, flags, problem) => {
  vi.stubEnv('DEV_PATIENCE', '15')
  const port = await freePort()
  const printed = await dev(port, 'the server goes on', flags)
  vi.unstubAllEnvs()
  expect(printed).toContain(`http://localhost:${port}/health is not well after 15 s: ${problem}`)
  expect(await portProblem(port)).toContain('is taken')
})
