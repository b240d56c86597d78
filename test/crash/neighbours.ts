// npm run test:neighbours: 100 endpoints of 20 brands, 10 of them dead. Measures how long the others wait for their events, in turns
// with the dead ones switched off and on, and ends with status 1 when one of the others lacks an event, got one twice or in another
// order than its room has.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { signToken } from '../../scripts/sign-token.ts'
import { createLocalServer } from './server.ts'

const BRANDS = 20
const ENDPOINTS = 5
const ROOMS = 2
/** Of the brands up to this one the first endpoint is dead: every second one refuses, the others never answer. */
const DEAD = 10
/** Milliseconds between two messages, of any brand, and for which a round posts some. */
const PACE = 150
const ROUND = 10_000
/** Milliseconds that everything may take to arrive once nothing is posted any more. */
const PATIENCE = 60_000

const { values: flags } = parseArgs({ options: { rounds: { type: 'string', default: '4' } } })
const rounds = Number(flags.rounds)
if (!(rounds > 0)) throw new Error('--rounds takes a number above 0: of rounds with the dead ones.')

const server = await createLocalServer()
await server.bringUp()
const origin = `http://127.0.0.1:${server.port}/api/v2`
const brands = Array.from({ length: BRANDS }, (_, index) => index + 1)
const claims = { brands, sub: 'load', scope: 'chat:brand manager', ttl: 3600 }
const token = await signToken(server.secret, claims)

const send = async <Body>(
  method: string,
  idBrand: number,
  path: string,
  body?: unknown,
): Promise<Body> => {
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      'X-Popsell-Brand': String(idBrand),
      'Content-Type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Body
}

interface Got {
  readonly idEvent: number
  readonly idMessage: number
  readonly room: number
  readonly delay: number
}

/** What each endpoint that is well has got, in order, by its path: the brand and the number of the endpoint. */
const got = new Map<string, Got[]>()
let triesOfDead = 0
const receiver = createServer((request, response) => {
  if (request.url === '/dead') {
    triesOfDead += 1
    return
  }
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => (text += chunk))
  request.on('end', () => {
    const event = JSON.parse(text) as Record<'id_event' | 'id_message' | 'id_chatroom', number>
    const { date_insert: date } = JSON.parse(text) as { date_insert: string }
    got.get(request.url ?? '')?.push({
      idEvent: event.id_event,
      idMessage: event.id_message,
      room: event.id_chatroom,
      delay: Date.now() - Date.parse(date),
    })
    response.writeHead(204).end()
  })
}).listen(0, '127.0.0.1')
await once(receiver, 'listening')
const { port } = receiver.address() as { port: number }

const dead: { readonly idBrand: number; readonly path: string }[] = []
for (const idBrand of brands) {
  const people = [1, 2, 3].map((id) => ({ id_ambassador: id, status: 3 }))
  await send('PUT', idBrand, '/manager/ambassadors', people)
  for (let room = 1; room <= ROOMS; room += 1) {
    await send('POST', idBrand, '/chat/chatrooms', { ids_ambassadors: [1, 1 + room], source: 0 })
  }
  for (let place = 0; place < ENDPOINTS; place += 1) {
    const isDead = place === 0 && idBrand <= DEAD
    const path = `/${idBrand}/${place}`
    const deadUrl = idBrand % 2 === 0 ? 'http://127.0.0.1:9/' : `http://127.0.0.1:${port}/dead`
    const { id_webhook: id } = await send<{ id_webhook: number }>(
      'POST',
      idBrand,
      '/manager/webhooks',
      {
        url: isDead ? deadUrl : `http://127.0.0.1:${port}${path}`,
        events: ['message.created'],
        active: !isDead,
      },
    )
    if (isDead) dead.push({ idBrand, path: `/manager/webhooks/${id}` })
    else got.set(path, [])
  }
}

/** The messages of each brand that the server has acknowledged. */
const posted = new Map<number, number[]>(brands.map((idBrand) => [idBrand, []]))
let count = 0

const post = async (): Promise<void> => {
  const idBrand = 1 + (count % BRANDS)
  const room = 1 + (Math.floor(count / BRANDS) % ROOMS)
  count += 1
  const { id_message: id } = await send<{ id_message: number }>(
    'POST',
    idBrand,
    `/chat/chatrooms/${room}/messages`,
    { id_ambassador: 1, type_message: 0, content: 'x' },
  )
  posted.get(idBrand)?.push(id)
}

const brandOf = (path: string): number => Number(path.split('/')[1])

/** The endpoints that lack something, with how much. */
const lacking = (): string[] =>
  [...got].flatMap(([path, all]) => {
    const ids = new Set(all.map(({ idMessage }) => idMessage))
    const missing = (posted.get(brandOf(path)) ?? []).filter((id) => !ids.has(id)).length
    return missing === 0 ? [] : [`${path} lacks ${missing} messages`]
  })

const median = (values: readonly number[], share = 0.5): number =>
  values.toSorted((one, other) => one - other)[Math.floor(share * (values.length - 1))] ?? 0

interface Figures {
  readonly median: number
  readonly p99: number
}

const run = async (withDead: boolean): Promise<Figures> => {
  for (const { idBrand, path } of dead) await send('PATCH', idBrand, path, { active: withDead })
  await pause(1000)
  const before = new Map([...got].map(([path, all]) => [path, all.length]))
  const underway: Promise<void>[] = []
  const end = Date.now() + ROUND
  while (Date.now() < end) {
    underway.push(post())
    await pause(PACE)
  }
  await Promise.all(underway)
  const last = Date.now() + PATIENCE
  while (lacking().length > 0 && Date.now() < last) await pause(200)
  const delays = [...got].flatMap(([path, all]) =>
    all.slice(before.get(path)).map(({ delay }) => delay),
  )
  const figures = { median: median(delays), p99: median(delays, 0.99) }
  const which = withDead ? 'beside the dead' : 'without them'
  console.log(
    `${which}: ${delays.length} events, median ${figures.median} ms, p99 ${figures.p99} ms`,
  )
  return figures
}

// The first round warms up. Then each kind is now the first and now the second of a pair.
await run(true)
const beside: Figures[] = []
const without: Figures[] = []
for (let round = 0; round < rounds; round += 1) {
  for (const withDead of round % 2 === 0 ? [false, true] : [true, false]) {
    ;(withDead ? beside : without).push(await run(withDead))
  }
}

const problems = lacking()
for (const [path, all] of got) {
  const ids = new Set(all.map(({ idEvent }) => idEvent))
  if (ids.size < all.length) problems.push(`${path} got ${all.length - ids.size} events twice`)
  for (let room = 1; room <= ROOMS; room += 1) {
    const order = all.filter((one) => one.room === room).map(({ idEvent }) => idEvent)
    if (order.some((id, index) => id < (order[index - 1] ?? 0))) {
      problems.push(`${path} got events of room ${room} out of order`)
    }
  }
}
if (triesOfDead === 0) problems.push('the dead ones were not tried')
for (const { idBrand, path } of dead) {
  const query = `${path}/deliveries?filter[state]=failed,dead,delivered`
  const { data } = await send<{ data: { state: string }[] }>('GET', idBrand, query)
  const isDead = data.length > 0 && data.every(({ state }) => state !== 'delivered')
  if (!isDead) problems.push(`${path} of brand ${idBrand} is not dead`)
}

for (const name of ['median', 'p99'] as const) {
  const [one, other] = [without, beside].map((all) => median(all.map((figures) => figures[name])))
  const ratio = ((other ?? 0) / (one || 1)).toFixed(2)
  console.log(
    `${name}: ${one} ms without the dead, ${other} ms beside them, ${ratio} times as long`,
  )
}
for (const problem of problems) console.error(`- ${problem}`)
const total = [...got.values()].flat().length
console.log(
  `${count} messages, ${total} deliveries, ${triesOfDead} tries of endpoints that never answer.`,
)
console.log(problems.length > 0 ? '0 passed, 1 failed' : '1 passed, 0 failed')
await server.killAll()
process.exit(problems.length > 0 ? 1 : 0)
