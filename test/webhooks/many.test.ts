// 1,000 events in 30 rooms, to an endpoint that fails at random and loses answers at random.
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import { DAY, HOUR, later, listen, makeWebhook, settle, stopClock } from '../support/webhooks.ts'
import { send } from '../support/worker.ts'

const ROOMS = 30
const EVENTS = 1000
const FAILING = 0.3
const LOST = 0.05

/** Numbers from 0 to 1 that are the same in every run. */
const random = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

beforeEach(stopClock)

it('all arrive, in order inside each room, and again only where an answer was lost', async () => {
  const people = Array.from({ length: ROOMS + 1 }, (_, index) => index + 1)
  await ambassadors(people)
  for (const person of people.slice(1)) {
    await send('POST', '/api/v2/chat/chatrooms', {
      body: { ids_ambassadors: [1, person], source: 0 },
    })
  }
  const tries = new Map<number, number>()
  const taken: { id: string; room: number; event: number }[] = []
  const lost: string[] = []
  listen(({ headers, event }) => {
    const attempt = (tries.get(event.id_event) ?? 0) + 1
    tries.set(event.id_event, attempt)
    // By event and try: rooms run side by side, and one in some runs would otherwise use up all tries of an event.
    const dice = random(Math.imul(event.id_event, 0x9e3779b1) ^ Math.imul(attempt, 0x85ebca6b))
    if (dice() < FAILING) return new Response(null, { status: 500 })
    const id = headers['webhook-id']!
    taken.push({ id, room: event.id_chatroom!, event: event.id_event })
    if (dice() >= LOST) return new Response(null, { status: 204 })
    lost.push(id)
    throw new TypeError('Network connection lost.')
  })
  const { id_webhook: id } = await makeWebhook({ events: ['message.created'] })
  await settle(id)
  const numbers = `with recursive n(id) as (select 1 union all select id + 1 from n where id < ${EVENTS})`
  const first = await env.DB.prepare(
    'select max(id_event) from events where id_brand = 3',
  ).first<number>('max(id_event)')
  await env.DB.batch([
    env.DB.prepare(
      `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
       ${numbers} select 3, id, 1 + id % ${ROOMS}, 1, 0, 'x', id from n`,
    ),
    env.DB.prepare(
      `insert into events (id_brand, id_event, type_event, id_chatroom, id_message, date_insert)
       ${numbers} select 3, ${first} + id, 0, 1 + id % ${ROOMS}, id, id from n`,
    ),
  ])
  const isUnderway = () => taken.length < EVENTS + lost.length
  for (let turns = 0; turns < 200 && isUnderway(); turns += 1) await later(HOUR, id)
  await later(DAY, id)
  // One more for each answer that was lost, and no more.
  const ids = taken.map((one) => one.id)
  const distinct = [...new Set(ids)]
  expect(distinct).toHaveLength(EVENTS)
  expect(ids.toSorted()).toStrictEqual([...distinct, ...lost].toSorted())
  expect(lost.length).toBeGreaterThan(EVENTS * LOST * 0.5)
  for (let room = 1; room <= ROOMS; room += 1) {
    const order = taken.filter((one) => one.room === room).map(({ event }) => event)
    expect(order.toSorted((one, other) => one - other)).toStrictEqual(order)
  }
}, 120_000)
