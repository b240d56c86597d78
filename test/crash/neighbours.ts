// npm run test:neighbours: 100 endpoints of 20 brands, 10 of them dead, and how long the others wait for their events: with the
// dead ones switched off, and with them. Ends with status 1 when they wait more than half as long again.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { signToken } from '../../scripts/sign-token.ts'
import { createLocalServer } from './server.ts'

const BRANDS = 20
const ENDPOINTS = 5
/** Of the brands up to this one the first endpoint is dead: every second one refuses, the others never answer. */
const DEAD = 10
/** Milliseconds between two messages, of any brand, and for which they are posted. */
const PACE = 150
const DURATION = 15_000
const MOST = 1.5

const server = await createLocalServer()
await server.bringUp()
const origin = `http://127.0.0.1:${server.port}/api/v2`
const brands = Array.from({ length: BRANDS }, (_, index) => index + 1)
const claims = { brands, sub: 'load', scope: 'chat:brand manager', ttl: 3600 }
const token = await signToken(server.secret, claims)

const send = async (method: string, idBrand: number, path: string, body: unknown) => {
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      'X-Popsell-Brand': String(idBrand),
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Record<string, number>
}

let delays: number[] = []
const receiver = createServer((request, response) => {
  if (request.url === '/dead') return
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => (text += chunk))
  request.on('end', () => {
    const { date_insert: date } = JSON.parse(text) as { date_insert: string }
    delays.push(Date.now() - Date.parse(date))
    response.writeHead(204).end()
  })
}).listen(0, '127.0.0.1')
await once(receiver, 'listening')
const { port } = receiver.address() as { port: number }

const dead: { readonly idBrand: number; readonly path: string }[] = []
for (const idBrand of brands) {
  const people = [1, 2].map((id) => ({ id_ambassador: id, status: 3 }))
  await send('PUT', idBrand, '/manager/ambassadors', people)
  await send('POST', idBrand, '/chat/chatrooms', { ids_ambassadors: [1, 2], source: 0 })
  for (let place = 0; place < ENDPOINTS; place += 1) {
    const isDead = place === 0 && idBrand <= DEAD
    const deadUrl = idBrand % 2 === 0 ? 'http://127.0.0.1:9/' : `http://127.0.0.1:${port}/dead`
    const { id_webhook: id } = await send('POST', idBrand, '/manager/webhooks', {
      url: isDead ? deadUrl : `http://127.0.0.1:${port}/`,
      events: ['message.created'],
      active: !isDead,
    })
    if (isDead) dead.push({ idBrand, path: `/manager/webhooks/${id}` })
  }
}

const run = async (): Promise<{ count: number; median: number; p99: number }> => {
  delays = []
  const end = Date.now() + DURATION
  const posted: Promise<unknown>[] = []
  for (let count = 0; Date.now() < end; count += 1) {
    const message = { id_ambassador: 1, type_message: 0, content: 'x' }
    posted.push(send('POST', 1 + (count % BRANDS), '/chat/chatrooms/1/messages', message))
    await pause(PACE)
  }
  await Promise.all(posted)
  await pause(5000)
  const sorted = delays.toSorted((one, other) => one - other)
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
  return { count: sorted.length, median: at(0.5), p99: at(0.99) }
}

await run()
const without = await run()
for (const { idBrand, path } of dead) await send('PATCH', idBrand, path, { active: true })
const beside = await run()
for (const [name, figures] of Object.entries({
  'without the dead': without,
  'beside them': beside,
})) {
  const { count, median, p99 } = figures
  console.log(`${name}: ${count} events, ${median} ms in the median, ${p99} ms for all but 1 %`)
}
const isSlow = beside.median > MOST * without.median || beside.p99 > MOST * without.p99
console.log(isSlow ? '0 passed, 1 failed' : '1 passed, 0 failed')
await server.killAll()
process.exit(isSlow ? 1 : 0)
