// Whatever is written, lost, cut off and put to sleep: everybody has been told, in order and once, what the log says concerns it.
import { runDurableObjectAlarm } from 'cloudflare:test'
import * as fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { EVENT_TYPES } from '../../src/contract/event-types.ts'
import { arrange, BRANDS, carryOut, history, Leeway, PEOPLE } from '../support/history.ts'
import { hubOf } from '../support/hubs.ts'
import {
  closeHubs,
  eventsOf,
  type Frame,
  type Listener,
  listenFrom,
  until,
} from '../support/socket.ts'
import { signToken } from '../support/tokens.ts'
import { send } from '../support/worker.ts'

afterEach(closeHubs)

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
    const scope = this.self === null ? 'chat:brand' : 'chat:self'
    return signToken({ sub: String(this.self), scope, brands: [this.brand] })
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
  async seen(): Promise<Frame[]> {
    const path = '/api/v2/chat/events?since=0-0&limit=500'
    return (await send('GET', path, { token: await this.token(), brand: this.brand })).body.data
  }

  has(idEvent: unknown): boolean {
    const all = [...this.told, ...eventsOf(this.#listener?.frames ?? [])]
    return all.some((event) => event['id_event'] === idEvent)
  }
}

const briefly = (event: Frame) => `${String(event['id_event'])} ${event.type}`

it('holds for several people of two brands', async () => {
  const types = new Set<string>()
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      await arrange()
      const people = BRANDS.flatMap((brand) =>
        [...PEOPLE, null].map((self) => new Person(brand, self)),
      )
      const leeway = new Leeway()
      for (const one of people) await one.comeBack()
      for (const one of steps) {
        if (one.kind === 'leave') people[one.listener]!.leave()
        if (one.kind === 'come') await people[one.listener]!.comeBack()
        await carryOut(one, leeway)
        if (one.kind !== 'restart') continue
        // All of them were cut off.
        for (const cut of people.filter(({ brand }) => brand === one.brand)) {
          cut.leave()
          await cut.comeBack()
        }
      }
      for (const one of people) await one.comeBack()
      for (const brand of BRANDS) await runDurableObjectAlarm(hubOf(brand))
      for (const one of people) {
        const isCertain = (event: Frame) => !leeway.covers(one.brand, one.self, event)
        const seen = (await one.seen()).filter(isCertain)
        const last = seen.at(-1)?.['id_event']
        await until(() => last === undefined || one.has(last))
        one.leave()
        // Once and in order, and nothing of the other brand.
        const ids = one.told.map((event) => Number(event['id_event']))
        expect(ids).toStrictEqual([...new Set(ids)].toSorted((a, b) => a - b))
        expect(JSON.stringify(one.told)).not.toContain(`in ${one.brand === 3 ? 4 : 3}`)
        expect(one.told.filter(isCertain).map(briefly)).toStrictEqual(seen.map(briefly))
        for (const { type } of one.told) types.add(type)
      }
    }),
    { numRuns: 4 },
  )
  expect([...types].toSorted()).toStrictEqual([...EVENT_TYPES].toSorted())
}, 120_000)
