// Whatever is written, lost, cut off and put to sleep: everybody has been told, in order and once, what the log says concerns it.
import { runDurableObjectAlarm } from 'cloudflare:test'
import * as fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { EVENT_TYPES } from '../../src/contract/event-types.ts'
import { carryOut, history, Leeway } from '../support/history.ts'
import { bindHubs } from '../support/hubs.ts'
import {
  closeHubs,
  eventsOf,
  type Frame,
  type Listener,
  listenFrom,
  until,
} from '../support/socket.ts'
import { signToken } from '../support/tokens.ts'
import { arrange, BRANDS, HUBS, hubsOf, PEOPLE } from '../support/two-brands.ts'
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

  /** The same over a socket: all that it is told now by one that has heard nothing yet. */
  async replayed(count: number): Promise<Frame[]> {
    const options = { token: await this.token(), brand: this.brand, since: '0-0' }
    const listener = await listenFrom(options)
    const events = await listener.events(count)
    listener.socket.close()
    await listener.isClosed()
    return events
  }

  has(idEvent: unknown): boolean {
    const all = [...this.told, ...eventsOf(this.#listener?.frames ?? [])]
    return all.some((event) => event['id_event'] === idEvent)
  }
}

const without = (event: Frame, ...names: string[]) =>
  Object.fromEntries(Object.entries(event).filter(([name]) => !names.includes(name)))

/** What a socket is told besides. */
const BESIDES = ['bookmark', 'idempotency_key']

/** What stays as it is, whenever an event is told: all but what it tells of, unless that never changes. */
const headOf = (event: Frame) =>
  ['chatroom.read', 'summary.created'].includes(event.type)
    ? without(event, ...BESIDES)
    : without(event, 'data', ...BESIDES)

/**
 * What is not of one moment. To ask is to be there. And what a message, or who reads it, changes of its room has an event of its
 * own that follows: a hub that has kept the room's event from before tells it as it was.
 */
const OF_THE_MOMENT = new Set([
  'online',
  'last_action_date',
  'last_message_date',
  'established_dialogue',
  'last_read_message',
  'archived',
])

/** All else of an event. */
const wholeOf = (event: Frame): unknown =>
  JSON.parse(
    JSON.stringify(without(event, ...BESIDES), (name, value: unknown) =>
      OF_THE_MOMENT.has(name) ? null : value,
    ),
  )

it('holds for several people of two brands', async () => {
  bindHubs({ HUBS })
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
      for (const hub of BRANDS.flatMap(hubsOf)) await runDurableObjectAlarm(hub)
      for (const one of people) {
        const isCertain = (event: Frame) => !leeway.covers(one.brand, one.self, event)
        const all = await one.seen()
        const seen = all.filter(isCertain)
        const last = seen.at(-1)?.['id_event']
        await until(() => last === undefined || one.has(last))
        one.leave()
        // Once and in order, and nothing of the other brand.
        const ids = one.told.map((event) => Number(event['id_event']))
        expect(ids).toStrictEqual([...new Set(ids)].toSorted((a, b) => a - b))
        expect(JSON.stringify(one.told)).not.toContain(`in ${one.brand === 3 ? 4 : 3}`)
        expect(one.told.filter(isCertain).map(headOf)).toStrictEqual(seen.map(headOf))
        // Of one moment both ways tell the same, word for word.
        const replayed = await one.replayed(all.length)
        expect(replayed.map(wholeOf)).toStrictEqual(all.map(wholeOf))
        for (const { type } of one.told) types.add(type)
      }
    }),
    { numRuns: 6, endOnFailure: true },
  )
  expect([...types].toSorted()).toStrictEqual([...EVENT_TYPES].toSorted())
}, 120_000)
