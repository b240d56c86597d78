// Whatever is written, lost, cut off and put to sleep: everybody has been told, in order and once, what the log says concerns it.
import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
import { emptyDatabase } from '../support/empty-database.ts'
import { ambassadors, brandTag } from '../support/factories.ts'
import { hubOf, lineTo } from '../support/hubs.ts'
import { closeHubs, eventsOf, type Frame, type Listener, listenFrom } from '../support/socket.ts'
import { signToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

afterEach(closeHubs)

const BRANDS = [3, 4] as const
const PEOPLE = [1, 2, 3] as const
const ROOMS = [
  { members: [1, 2] },
  { members: [2, 3] },
  { members: [1, 3] },
  // All under a tag.
  { members: [1, 2, 3] },
] as const

const brandToken = (brand: number) => signToken({ brands: [brand] })

const arrange = async () => {
  await closeHubs()
  await emptyDatabase(env.DB)
  for (const brand of BRANDS) {
    const token = await brandToken(brand)
    await ambassadors([...PEOPLE], { idBrand: brand })
    await brandTag(1, [...PEOPLE], brand)
    for (const { members } of ROOMS) {
      const who = members.length === 2 ? { ids_ambassadors: members } : { id_brand_tag: 1 }
      await create({ ...who, source: 0 }, { token, brand })
    }
  }
}

/** Somebody who listens, comes back where it was cut off, and remembers all that it was told. */
class Person {
  readonly told: Frame[] = []
  #listener: Listener | null = null
  #cursor = '0-0'

  readonly brand: number
  readonly self: number | null

  constructor(brand: number, self: number | null) {
    this.brand = brand
    this.self = self
  }

  token() {
    const claims = { sub: String(this.self), scope: 'chat:self', brands: [this.brand] }
    return this.self === null ? brandToken(this.brand) : signToken(claims)
  }

  async comeBack() {
    if (this.#listener !== null) return
    const options = { token: await this.token(), brand: this.brand, since: this.#cursor }
    this.#listener = await listenFrom(options)
  }

  leave() {
    if (this.#listener === null) return
    const events = eventsOf(this.#listener.frames)
    this.told.push(...events)
    this.#cursor = events.at(-1)?.cursor ?? this.#cursor
    this.#listener.socket.close()
    this.#listener = null
  }

  /** What the log says that it may see. */
  async seen(): Promise<number[]> {
    const path = '/api/v2/chat/events?since=0-0&limit=500'
    const { body } = await send('GET', path, { token: await this.token(), brand: this.brand })
    return body.data.map((event: { id_event: number }) => event.id_event)
  }

  newest(): number {
    const all = [...this.told, ...eventsOf(this.#listener?.frames ?? [])]
    return Number(all.at(-1)?.['id_event'] ?? 0)
  }
}

type Step =
  | { kind: 'post'; brand: number; room: number; author: number; isLost: boolean }
  | { kind: 'delete'; brand: number; message: number }
  | { kind: 'leave' | 'come'; person: number }
  | { kind: 'sleep' | 'beat'; brand: number }

const brand = fc.constantFrom(...BRANDS)
const person = fc.nat({ max: 7 })

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('post' as const),
      brand,
      room: fc.nat({ max: ROOMS.length - 1 }),
      author: fc.nat({ max: 2 }),
      isLost: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('delete' as const),
      brand,
      message: fc.integer({ min: 1, max: 10 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('leave' as const, 'come' as const), person }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('sleep' as const, 'beat' as const), brand }),
  },
)

const lost = lineTo(async () => undefined)

const carryOut = async (one: Step, people: readonly Person[], deleted: Set<string>) => {
  switch (one.kind) {
    case 'post': {
      const { members } = ROOMS[one.room]!
      const body = {
        id_ambassador: members[one.author % members.length],
        type_message: 0,
        content: `in ${one.brand}`,
      }
      const options = { token: await brandToken(one.brand), brand: one.brand }
      await post(one.room + 1, body, { ...options, env: one.isLost ? lost : {} })
      return
    }
    case 'delete':
      deleted.add(`${one.brand}:${one.message}`)
      await send('PATCH', `/api/v2/chat/messages/${one.message}`, {
        token: await brandToken(one.brand),
        brand: one.brand,
        body: { active: false },
      })
      return
    case 'leave':
      people[one.person]!.leave()
      return
    case 'come':
      await people[one.person]!.comeBack()
      return
    case 'sleep':
      // It may not have woken up yet.
      await evictDurableObject(hubOf(one.brand)).catch(() => undefined)
      return
    case 'beat':
      await runDurableObjectAlarm(hubOf(one.brand))
  }
}

it('holds for several people of two brands', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
      await arrange()
      const people = BRANDS.flatMap((id) => [...PEOPLE, null].map((self) => new Person(id, self)))
      const deleted = new Set<string>()
      for (const one of people) await one.comeBack()
      for (const one of steps) await carryOut(one, people, deleted)
      for (const one of people) await one.comeBack()
      for (const id of BRANDS) await runDurableObjectAlarm(hubOf(id))
      for (const one of people) {
        const seen = await one.seen()
        await vi.waitUntil(() => one.newest() >= (seen.at(-1) ?? 0), { timeout: 4000 })
        one.leave()
        const isGone = (event: Frame) => deleted.has(`${one.brand}:${String(event['id_message'])}`)
        const told = one.told.map((event) => Number(event['id_event']))
        // Once and in order, and nothing of the other brand.
        expect(told).toStrictEqual([...new Set(told)].toSorted((a, b) => a - b))
        expect(JSON.stringify(one.told)).not.toContain(`in ${one.brand === 3 ? 4 : 3}`)
        // What was deleted later may have been told before.
        const lasting = one.told.filter((event) => seen.includes(Number(event['id_event'])))
        expect(lasting.map((event) => event['id_event'])).toStrictEqual(seen)
        expect(one.told.filter((event) => !lasting.includes(event)).every(isGone)).toBe(true)
      }
    }),
    { numRuns: 4 },
  )
}, 120_000)
