// Who is not there any more, and who is told of it. Hubs sleep between their beats.
import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import {
  ask,
  BEATS_OF_5_MINUTES,
  isOnline,
  lastAction,
  LONG,
  presencesIn,
  useBeats,
} from '../support/beats.ts'
import { bindHubs, hubOf } from '../support/hubs.ts'
import { type Listener, until } from '../support/socket.ts'
import { create } from '../support/worker.ts'

const MINUTE = 60_000

const clock = useBeats()

/** One more beat and ambassador 1 is offline, of which `peer` is told once. */
const isGoneAfterABeat = async (peer: Listener): Promise<void> => {
  await clock.pass(1, peer)
  expect(await isOnline(1)).toBe(false)
  await clock.pass(BEATS_OF_5_MINUTES, peer)
  expect(presencesIn(peer)).toStrictEqual([
    [1, true],
    [1, false],
  ])
}

describe('somebody who goes', LONG, () => {
  it('is marked once more when its last socket is closed, and offline 5 minutes later', async () => {
    const [peer, first, second] = [await clock.as(2), await clock.as(1), await clock.as(1)]
    await clock.pass(2, peer, first, second)
    const before = await lastAction(1)
    first.socket.close()
    await until(async () => (await hubOf().counters()).sockets === 2)
    await clock.pass(1, peer, second)
    expect(await lastAction(1)).toBe(before)
    await clock.leave(1, second)
    await clock.pass(BEATS_OF_5_MINUTES - 1, peer)
    expect(await isOnline(1)).toBe(true)
    expect(presencesIn(peer)).toHaveLength(1)
    await isGoneAfterABeat(peer)
  })

  it('without a word is offline 90 seconds and 5 minutes later, and told of by the next beat', async () => {
    const [peer, dead] = [await clock.as(2), await clock.as(1)]
    // Its last mark is as late as it can be: in the last beat in which it is not silent yet.
    await clock.pass(7, peer, dead)
    await clock.pass(3, peer)
    expect(dead.closed()).toBeNull()
    expect(await lastAction(1)).toBe(Date.now())
    await clock.pass(1, peer)
    expect(dead.closed()).toStrictEqual({ code: 1001, reason: 'silent' })
    await clock.pass(BEATS_OF_5_MINUTES - 2, peer)
    expect(await isOnline(1)).toBe(true)
    expect(presencesIn(peer)).toHaveLength(1)
    await isGoneAfterABeat(peer)
  })

  it('is online for as long as it sends requests', async () => {
    const [peer, first] = [await clock.as(2), await clock.as(1)]
    await clock.leave(1, first)
    for (let minutes = 0; minutes < 10; minutes += 5) {
      await clock.pass(BEATS_OF_5_MINUTES - 1, peer)
      await ask(1)
    }
    await clock.pass(BEATS_OF_5_MINUTES - 1, peer)
    expect(presencesIn(peer)).toStrictEqual([[1, true]])
    await clock.pass(2, peer)
    expect(presencesIn(peer)).toStrictEqual([
      [1, true],
      [1, false],
    ])
  })

  it('is not told of by a hub that nobody listens to, which then sleeps for good', async () => {
    const [one, two] = [await clock.as(1), await clock.as(2)]
    await clock.leave(1, one)
    await clock.leave(2, two)
    const alarm = () => runInDurableObject(hubOf(), (_, { storage }) => storage.getAlarm())
    await clock.pass(1)
    expect(await alarm()).toBe((await lastAction(1))! + 5 * MINUTE)
    await clock.pass(BEATS_OF_5_MINUTES)
    expect(await alarm()).toBeNull()
    const again = await clock.as(2)
    await clock.as(1)
    await clock.pass(1, again)
    expect(presencesIn(again)).toStrictEqual([[1, true]])
  })
})

describe('a brand with two hubs', LONG, () => {
  it('tells everybody once, also when its hub has nobody left', async () => {
    bindHubs({ HUBS: '3=2' })
    await create({ ids_ambassadors: [1, 3], source: 0 })
    const [even, odd, one] = [await clock.as(2), await clock.as(3), await clock.as(1)]
    await clock.leave(1, one)
    odd.socket.close()
    await clock.pass(2 * BEATS_OF_5_MINUTES, even)
    const both = [
      [1, true],
      [1, false],
    ]
    expect(presencesIn(even)).toStrictEqual(both)
    expect(presencesIn(odd)).toStrictEqual([[1, true]])
  })
})

it('ends with the brand: a hub of one that is closed sleeps', LONG, async () => {
  const [one] = [await clock.as(1), await clock.as(2)]
  bindHubs({ PINNED_BRANDS: '3=closed' })
  await clock.pass(1, one)
  expect(await one.isClosed()).toBe(1013)
  const alarm = () => runInDurableObject(hubOf(), (_, { storage }) => storage.getAlarm())
  expect(await alarm()).toBeNull()
})
