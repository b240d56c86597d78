// Whatever managers do meanwhile, and however the endpoint and the object fail: nothing is lost, and rooms stay in order.
import { evictDurableObject } from 'cloudflare:test'
import { beforeEach, expect, it } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import {
  answer,
  deliveriesOf,
  HOUR,
  later,
  listen,
  makeWebhook,
  manage,
  objectOf,
  say,
  settle,
  stopClock,
} from '../support/webhooks.ts'
import { send } from '../support/worker.ts'

const ROOMS = 4
const STEPS = 60

/** Numbers from 0 to 1 that are the same in every run. */
const random = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

interface Logged {
  readonly type: string
  readonly id_event: number
  readonly cursor: string
}

const readLog = async (): Promise<Logged[]> =>
  (await send('GET', '/api/v2/chat/events?since=0-0&limit=500')).body.data

const idsOf = (log: readonly Logged[]): number[] =>
  log.filter(({ type }) => type === 'message.created').map((event) => event.id_event)

beforeEach(async () => {
  stopClock()
  const people = Array.from({ length: ROOMS + 1 }, (_, index) => index + 1)
  await ambassadors(people)
  for (const person of people.slice(1)) {
    const body = { ids_ambassadors: [1, person], source: 0 }
    await send('POST', '/api/v2/chat/chatrooms', { body })
  }
})

it.each([3, 7])(
  'all is taken, and for the first time in order inside each room (%d)',
  async (seed) => {
    const dice = random(seed * 7919)
    const taken: { room: number; event: number }[] = []
    let failing = 0.3
    listen(async ({ event }) => {
      await new Promise((resolve) => setTimeout(resolve, dice() * 8))
      if (dice() < failing) return answer(dice() < 0.02 ? 410 : 500)
      taken.push({ room: event.id_chatroom!, event: event.id_event })
      if (dice() < 0.05) throw new TypeError('Network connection lost.')
      return answer(204)
    })
    const { id_webhook: id } = await makeWebhook({ events: ['message.created'] })
    const path = `/${id}`
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(dice() * items.length)]!
    const actions: [number, () => Promise<unknown>][] = [
      [0.5, () => say('x', 1 + Math.floor(dice() * ROOMS))],
      [0.06, () => manage('PATCH', path, { url: `https://hooks.example.com/${dice()}` })],
      [0.06, () => manage('PATCH', path, { active: dice() < 0.7 })],
      [0.1, async () => manage('POST', `${path}/replay`, { since: pick(await readLog()).cursor })],
      [
        0.1,
        async () => {
          const ids = idsOf(await readLog()).filter(() => dice() < 0.3)
          if (ids.length > 0) await manage('POST', `${path}/replay`, { ids_events: ids })
        },
      ],
      [0.06, () => evictDurableObject(objectOf(id)).catch(() => {})],
      [
        0.12,
        async () => {
          failing = pick([0.3, 0.3, 1])
        },
      ],
    ]
    const underWay: Promise<unknown>[] = []
    for (let step = 0; step < STEPS; step += 1) {
      let left = dice()
      const [, act] = actions.find(([share]) => (left -= share) < 0)!
      underWay.push(act())
      if (dice() < 0.6) continue
      await Promise.all(underWay.splice(0))
      // Tokens end, so that nothing may be under way.
      if (dice() < 0.3) await later(dice() * HOUR, id)
    }
    await Promise.all(underWay)
    failing = 0
    await manage('PATCH', path, { url: 'https://well.example.com/', active: true })
    for (let times = 0; times < 4; times += 1) {
      await settle(id)
      await later(HOUR, id)
    }
    const firsts = new Map<number, Set<number>>()
    for (const { room, event } of taken) {
      firsts.set(room, (firsts.get(room) ?? new Set()).add(event))
    }
    const all = new Set(taken.map(({ event }) => event))
    expect(idsOf(await readLog()).filter((event) => !all.has(event))).toStrictEqual([])
    for (const events of firsts.values()) {
      expect([...events]).toStrictEqual([...events].toSorted((one, other) => one - other))
    }
    expect(await deliveriesOf(id, '?filter[state]=waiting,failed,dead')).toStrictEqual([])
  },
  60_000,
)
