// Requests as no HTTP library would send them, byte by byte over a socket.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signToken } from '../../scripts/sign-token.ts'
import { createLocalServer, type Server } from '../crash/server.ts'

let server: Server
let token = ''

beforeAll(async () => {
  server = await createLocalServer()
  await server.bringUp()
  const claims = { brands: [3], scope: 'chat:brand manager', sub: 'raw', ttl: 3600 }
  token = await signToken(server.secret, claims)
  const people = '[{"id_ambassador":1,"status":3},{"id_ambassador":2,"status":3}]'
  await answerTo('PUT', '/manager/ambassadors', people)
  await answerTo('POST', '/chat/chatrooms', '{"ids_ambassadors":[1,2],"source":0}')
}, 180_000)

afterAll(() => server.killAll())

/** A connection, and what has come over it so far. */
const open = async () => {
  const socket = connect(server.port, '127.0.0.1').setEncoding('latin1')
  let received = ''
  socket.on('data', (chunk: string) => (received += chunk))
  await once(socket, 'connect')
  return { socket, received: () => received }
}

const isWhole = (answer: string): boolean => {
  const [head = '', body] = answer.split('\r\n\r\n', 2)
  const length = /^content-length: *(\d+)$/im.exec(head)?.[1]
  return body !== undefined && body.length >= Number(length ?? 0)
}

const headerLines = (pad: string, more: Readonly<Record<string, string>>): string =>
  Object.entries({ Authorization: `Bearer ${token}`, 'X-Popsell-Brand': '3', ...more })
    .map(([name, value]) => `${name}:${pad}${value}${pad}\r\n`)
    .join('')

const requestOf = (
  method: string,
  path: string,
  body: string,
  { pad = '', headers = {}, length = body.length } = {},
): string => {
  const announced = body === '' ? '' : `Content-Length: ${length}\r\n`
  const type = body === '' ? {} : { 'Content-Type': 'application/json' }
  const lines = headerLines(pad, { ...type, ...headers })
  return `${method} /api/v2${path} HTTP/1.1\r\nHost: localhost\r\n${announced}${lines}\r\n${body}`
}

/** The whole answer to a request, from its first line on. */
const answerTo = async (...request: Parameters<typeof requestOf>): Promise<string> => {
  const { socket, received } = await open()
  socket.write(requestOf(...request))
  while (!isWhole(received()) && !socket.closed)
    await Promise.race([once(socket, 'data'), once(socket, 'close')])
  socket.destroy()
  return received()
}

it('takes no notice of white space around the values of headers', async () => {
  const bookmark = '00000001-00000002-00004f8e-0123456789abcdef0123456789abcdef'
  const message = '{"id_ambassador":1,"type_message":0,"content":"padded"}'
  for (const pad of ['', '  ', '\t', ' \t'.repeat(2000)]) {
    const read = await answerTo('GET', '/chat/chatrooms/1', '', {
      pad,
      headers: { 'X-D1-Bookmark': bookmark },
    })
    expect(read).toMatch(/^HTTP\/1\.1 200 /)
    const posted = await answerTo('POST', '/chat/chatrooms/1/messages', message, {
      pad,
      headers: { 'Idempotency-Key': 'one key' },
    })
    // The key without white space is the key of all of them.
    expect(posted).toMatch(pad === '' ? /^HTTP\/1\.1 201 / : /^HTTP\/1\.1 200 /)
  }
})

const hangUp: Record<string, (socket: Socket) => unknown> = {
  'closes its connection': (socket) => socket.end(),
  'resets its connection': (socket) => socket.resetAndDestroy(),
}

it.each(Object.entries(hangUp))(
  'has no error to report when a client %s while its body is read',
  async (_, leave) => {
    const half = requestOf('POST', '/chat/chatrooms', '{"ids_ambass', { length: 40 })
    const chunked = requestOf('POST', '/chat/chatrooms', '5\r\n{"ids\r\n').replace(
      /Content-Length: \d+/,
      'Transfer-Encoding: chunked',
    )
    for (const request of [half, chunked]) {
      const { socket } = await open()
      socket.write(request)
      await pause(300)
      leave(socket)
      await pause(300)
      socket.destroy()
    }
    expect(await answerTo('GET', '/chat/chatrooms/1', '')).toMatch(/^HTTP\/1\.1 200 /)
    expect(server.lastLines()).not.toContain('"level":"error"')
    expect(server.lastLines()).not.toMatch(/uncaught/i)
  },
)
