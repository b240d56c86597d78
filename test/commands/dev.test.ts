// The first command of the README, as a newcomer meets it.
import { execFileSync } from 'node:child_process'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { processIo } from '../../scripts/io.ts'
import { localSecret } from '../../scripts/local.ts'
import { portProblem } from '../../scripts/port.ts'
import { DEFAULT_TOKEN, signToken } from '../../scripts/sign-token.ts'
import { cleanUp, dev, stop } from './dev-server.ts'
import { freePort } from '../scripts/free-port.ts'
import { useServer } from '../scripts/server.ts'

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
  expect(first).not.toContain('will not work in local development')
  expect(paste(first)).toContain('201 Created')
  expect(paste(first)).toContain('200 OK')
  await stop()

  const second = await dev(port)
  expect(second).not.toContain('demo data loaded')
  expect(paste(second)).toContain('200 OK')
})

const server = useServer()

it('lets browser apps of this machine in, and prints where the home page and the reference are', async () => {
  expect(server.printed).toContain(
    `\nServing ${server.url}/ and, as the reference, ${server.url}/docs.\n`,
  )
  const ask = async (origin: string) => {
    const answer = await fetch(`${server.url}/health`, { headers: { Origin: origin } })
    return answer.headers.get('Access-Control-Allow-Origin')
  }
  for (const origin of ['http://localhost:5173', 'http://127.0.0.1:3000']) {
    expect(await ask(origin)).toBe(origin)
  }
  expect(await ask('https://attacker.example.com')).toBeNull()
})

/** Sends a body without an announced length, as a stream does. */
const stream = async (body: string): Promise<number> => {
  const token = await signToken(localSecret(processIo.root), DEFAULT_TOKEN)
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
  const response = await fetch(`${server.url}/api/v2/chat/chatrooms`, request)
  await response.text()
  return response.status
}

it('answers the next request as ever after a stream that was too large', async () => {
  for (const bytes of [70_000, 300_000, 20_000_000]) {
    expect(await stream('x'.repeat(bytes))).toBe(413)
    expect(await stream('{}')).toBe(422)
  }
})

it.each([
  [
    'what /health says',
    ['--var', 'SHARDS:DB_9'],
    '503 {"message":"The databases are misconfigured; the log says what to set.","status":"error","database":"misconfigured","keys":"ok","hubs":"ok","webhooks":"ok"}',
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
