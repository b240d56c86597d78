// Sockets as a client sees them, whose runtime tells of a close only once the server has let go of the connection.
import { expect, it } from 'vitest'
import { localSecret } from '../../scripts/local.ts'
import { processIo } from '../../scripts/io.ts'
import { signToken } from '../../scripts/sign-token.ts'
import { useServer } from '../scripts/server.ts'

const server = useServer()

/** How a socket ends, for the ambassador `sub` of the demo. */
const closeOf = async (sub: string, scope = 'chat:self'): Promise<number> => {
  const claims = { brands: [3], scope, sub, ttl: 600 }
  const token = await signToken(localSecret(processIo.root), claims)
  const url = `${server.url.replace('http', 'ws')}/api/v2/chat/socket?brand=3`
  const socket = new WebSocket(url, ['chat.v2', `bearer.${token}`])
  return new Promise((resolve) => {
    socket.addEventListener('close', ({ code }) => resolve(code))
  })
}

it('a client that is refused is told so at once', async () => {
  expect(await closeOf('1', 'manager')).toBe(4403)
  // Blocked, anonymized and unknown.
  for (const sub of ['11', '12', '99']) expect(await closeOf(sub)).toBe(4403)
})
