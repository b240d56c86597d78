// A month of a brand that goes on writing while its endpoint is dead.
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import {
  answer,
  DAY,
  deliveriesOf,
  HOUR,
  later,
  listen,
  MINUTE,
  makeWebhook,
  manage,
  nextLook,
  objectOf,
  type Received,
  settle,
  stopClock,
} from '../support/webhooks.ts'
import { send } from '../support/worker.ts'

const ROOMS = 30
const DAYS = 30
/** Messages that are written every three hours. */
const PACE = 24
const STEP = 3 * HOUR
const STEPS_A_DAY = DAY / STEP
const EVENTS = PACE * STEPS_A_DAY * DAYS

beforeEach(async () => {
  stopClock()
  const people = Array.from({ length: ROOMS + 1 }, (_, index) => index + 1)
  await ambassadors(people)
  for (const person of people.slice(1)) {
    await send('POST', '/api/v2/chat/chatrooms', {
      body: { ids_ambassadors: [1, person], source: 0 },
    })
  }
})

/** The messages of a step, in the database as the Worker would write them. */
const write = async (step: number): Promise<void> => {
  const first = step * PACE
  const numbers = `with recursive n(id) as (select ${first + 1} union all select id + 1 from n where id < ${first + PACE})`
  await env.DB.batch([
    env.DB.prepare(
      `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
       ${numbers} select 3, id, 1 + id * 7 % ${ROOMS}, 1, 0, 'x', ${Date.now()} from n`,
    ),
    env.DB.prepare(
      `insert into events (id_brand, id_event, type_event, id_chatroom, id_message, date_insert)
       ${numbers} select 3, id + ${ROOMS}, 0, 1 + id * 7 % ${ROOMS}, id, ${Date.now()} from n`,
    ),
  ])
}

/** How much the object keeps. */
const sizeOf = (id: number) =>
  runInDurableObject(objectOf(id), (_, { storage }) => ({
    rows: Number(storage.sql.exec('select count(*) as n from deliveries').one()['n']),
    bytes: storage.sql.databaseSize,
  }))

/** Lets a step pass, and the object do what is due in it at its time. */
const pass = async (id: number): Promise<void> => {
  const end = Date.now() + STEP
  for (;;) {
    const look = await nextLook(id)
    if (look === null || look >= end) break
    await later(Math.max(0, look - Date.now()), id)
  }
  vi.setSystemTime(end)
}

const dayOf = ({ at }: { at: number }): number => Math.floor(at / DAY)

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

/** Days after which a manager switches it on again, in vain. */
const STARTS = [10, 20]

it('an endpoint that is dead for a month, in which 5,760 messages are written, costs few tries, few rows and one line a day, and loses nothing', async () => {
  // Shortly before midnight, so that a line for each 24 hours would leave a day out.
  const firstDay = Math.floor(Date.now() / DAY)
  vi.setSystemTime((firstDay + 1) * DAY - 2 * MINUTE)
  const lines: { at: number; event: string }[] = []
  const spy = vi.spyOn(console, 'log').mockImplementation((text: string) => {
    const { event, webhook } = JSON.parse(text) as { event?: string; webhook?: number }
    if (event !== undefined && webhook === id) lines.push({ at: Date.now(), event })
  })
  onTestFinished(() => spy.mockRestore())
  let tries = 0
  let isWell = false
  const taken: Received['event'][] = []
  listen(({ event }) => {
    if (isWell) {
      taken.push(event)
      return answer(204)
    }
    tries += 1
    throw new TypeError('refused')
  })
  const { id_webhook: id } = await makeWebhook({ events: ['message.created'] })
  await settle(id)
  const sizes: Awaited<ReturnType<typeof sizeOf>>[] = []
  for (let step = 0; step < STEPS_A_DAY * DAYS; step += 1) {
    if (STARTS.includes(step / STEPS_A_DAY)) await manage('PATCH', `/${id}`, { active: true })
    await write(step)
    await objectOf(id).wake({ idBrand: 3, idWebhook: id })
    await pass(id)
    sizes.push(await sizeOf(id))
  }
  // 5 days each time, with a try an hour.
  expect(tries).toBeLessThan(450)
  expect(Math.max(...sizes.map(({ rows }) => rows))).toBeLessThan(100)
  expect(Math.max(...sizes.map(({ bytes }) => bytes))).toBeLessThan(50_000)
  const starts = [0, ...STARTS].map((start) => firstDay + start)
  const daysOf = (kind: string) => lines.filter(({ event }) => event === kind).map(dayOf)
  expect(daysOf('disabled')).toStrictEqual(starts.map((start) => start + 6))
  expect(daysOf('failing')).toStrictEqual(starts.flatMap((start) => range(start, start + 6)))

  isWell = true
  await manage('PATCH', `/${id}`, { active: true })
  await settle(id)
  const dead = await deliveriesOf(id, '?filter[state]=dead&per_page=100')
  const ids = [...taken, ...dead].map((event) => event.id_event)
  const inOrder = (numbers: readonly number[]) => numbers.toSorted((one, other) => one - other)
  expect(inOrder(ids)).toStrictEqual(range(ROOMS + 1, ROOMS + EVENTS))
  for (let room = 1; room <= ROOMS; room += 1) {
    const order = taken.filter((one) => one.id_chatroom === room).map((one) => one.id_event)
    expect(order).toStrictEqual(inOrder(order))
  }
}, 120_000)
