// Webhooks between processes: the example, and endpoints that behave badly on real connections.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { processIo } from '../../scripts/io.ts'
import { localSecret } from '../../scripts/local.ts'
import { signToken } from '../../scripts/sign-token.ts'
import { freePort } from '../scripts/free-port.ts'
import { useServer } from '../scripts/server.ts'

const server = useServer()

const opened: Server[] = []
const started: ChildProcess[] = []

afterAll(() => {
  for (const one of opened) {
    one.closeAllConnections()
    one.close()
  }
  for (const one of started) one.kill()
})

// The tests assert what they need of an answer, so its type is theirs.
// eslint-disable-next-line typescript/no-explicit-any
const call = async (method: string, path: string, body?: unknown): Promise<any> => {
  const claims = { brands: [3], sub: 'test', scope: 'chat:brand manager', ttl: 600 }
  const token = await signToken(localSecret(processIo.root), claims)
  const answer = await fetch(`${server.url}/api/v2${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      'X-Popsell-Brand': '3',
      'Content-Type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return answer.json()
}

const listen = async (answer: RequestListener): Promise<string> => {
  const one = createServer(answer).listen(0, 'localhost')
  opened.push(one)
  await once(one, 'listening')
  return `http://localhost:${(one.address() as { port: number }).port}/`
}

const tried = async (url: string) => {
  const { id_webhook: id } = await call('POST', '/manager/webhooks', { url, active: false })
  const outcome = await call('POST', `/manager/webhooks/${id}/test`)
  await call('DELETE', `/manager/webhooks/${id}`)
  return outcome
}

const [make = '', start = '', tryOut = ''] = [
  ...readFileSync('docs/webhooks.md', 'utf8').matchAll(/```sh\n([^]*?)```/g),
].map(([, block]) => block)

/** Runs lines of the guide as they would be typed, but for the ports and the id, which others may have; answers what they print. */
const type = async (lines: string, port: number, id = 3): Promise<string> => {
  const typed = lines
    .replace('http://localhost:8787', server.url)
    .replace('localhost:9000', `localhost:${port}`)
    .replace('webhooks/3/', `webhooks/${id}/`)
  return (await promisify(execFile)('bash', ['-c', typed])).stdout
}

it('the quick start of docs/webhooks.md works as it is typed, and examples/webhook.ts prints what is verified', async () => {
  const port = await freePort()
  const { id_webhook: id, secret } = JSON.parse(await type(make, port))
  const example = spawn('bash', ['-c', start.replace('whsec_…', secret)], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  started.push(example)
  let printed = ''
  example.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const until = async (text: string) => {
    while (!printed.includes(text)) await once(example.stdout, 'data')
  }
  try {
    await until('Listening')
    const token = make.split('\n')[0]
    const outcome = JSON.parse(await type(`${token}\n${tryOut}`, port, id))
    expect(outcome).toMatchObject({ status: 204, error: null })
    await until('webhook.test')
    const message = { id_ambassador: 1, type_message: 0, content: 'to the webhook' }
    await call('POST', '/chat/chatrooms/1/messages', message)
    await until('to the webhook')
    expect(printed).toMatch(/^evt_3_\d+_[\da-z]+ message\.created \{.*"content":"to the webhook"/m)
    const forged = await fetch(`http://localhost:${port}/`, { method: 'POST', body: '{}' })
    expect(forged.status).toBe(401)
  } finally {
    if (example.pid !== undefined) process.kill(-example.pid)
    await call('DELETE', `/manager/webhooks/${id}`)
  }
})

it.concurrent('a refused connection is one that nobody answers', async () => {
  const url = `http://localhost:${await freePort()}/`
  expect(await tried(url)).toMatchObject({ status: null, error: 'unreachable', body: null })
})

it.concurrent('a redirect is not followed', async () => {
  let asked = 0
  const target = await listen((_, response) => {
    asked += 1
    response.end()
  })
  const url = await listen((_, response) => response.writeHead(307, { Location: target }).end())
  expect(await tried(url)).toMatchObject({ status: 307 })
  expect(asked).toBe(0)
})

it.concurrent('an endless answer is read as far as it is shown, and then hung up on', async () => {
  const hungUp = Promise.withResolvers<void>()
  const url = await listen((_, response) => {
    const timer = setInterval(() => response.write('x'.repeat(500)), 5)
    response.on('close', () => {
      clearInterval(timer)
      hungUp.resolve()
    })
  })
  expect(await tried(url)).toMatchObject({ status: 200, body: 'x'.repeat(1000) })
  await hungUp.promise
})

it.concurrent('an endpoint that says nothing is waited for 15 seconds', async () => {
  const url = await listen(() => undefined)
  const { milliseconds, ...outcome } = await tried(url)
  expect(outcome).toStrictEqual({ status: null, error: 'timeout', body: null })
  expect(Math.round(milliseconds / 1000)).toBe(15)
})

it.concurrent('headers that come bit by bit without end are no answer either', async () => {
  const url = await listen((request) => {
    request.socket.write('HTTP/1.1 200 OK\r\n')
    const timer = setInterval(() => request.socket.write('X-More: x\r\n'), 100)
    request.socket.on('close', () => clearInterval(timer))
    request.socket.on('error', () => undefined)
  })
  expect(await tried(url)).toMatchObject({ status: null, body: null })
})
