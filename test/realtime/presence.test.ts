// Who is there, by its sockets, and who is told of it. Hubs sleep between their beats.
import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
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
import { brandTag, crowd } from '../support/factories.ts'
import { hubOf, watchHubs } from '../support/hubs.ts'
import { until } from '../support/socket.ts'
import { create } from '../support/worker.ts'

const MINUTE = 60_000

const clock = useBeats()

describe('somebody who comes', LONG, () => {
  it('is online, and those who share a room with it are told', async () => {
    const [peer, stranger] = [await clock.as(2), await clock.as(3)]
    expect(await isOnline(1)).toBe(false)
    await clock.as(1)
    expect(await peer.first('presence')).toStrictEqual({
      type: 'presence',
      id_ambassador: 1,
      online: true,
    })
    expect(await isOnline(1)).toBe(true)
    expect(presencesIn(stranger)).toStrictEqual([])
  })

  it('is told of when a request has marked it before', async () => {
    const peer = await clock.as(2)
    expect((await ask(1)).status).toBe(200)
    expect(await isOnline(1)).toBe(true)
    await clock.as(1)
    await clock.as(1)
    await clock.pass(1, peer)
    expect(presencesIn(peer)).toStrictEqual([[1, true]])
  })

  it('is not told of again when it comes back, also to a hub that has restarted', async () => {
    const [peer, first] = [await clock.as(2), await clock.as(1)]
    await clock.leave(1, first)
    await clock.pass(1, peer)
    await clock.as(1)
    await clock.pass(1, peer)
    expect(presencesIn(peer)).toStrictEqual([[1, true]])
    await evictDurableObject(hubOf(), { webSockets: 'close' })
    const again = await clock.as(2)
    await clock.as(1)
    await clock.pass(1, again)
    expect(presencesIn(again)).toStrictEqual([])
  })

  it('is told of to nobody in rooms of more than 100 members, and to everybody in one of 100', async () => {
    await crowd(101, 1)
    await brandTag(1, [3])
    await brandTag(2, [3, ...Array.from({ length: 99 }, (_, index) => 1001 + index)])
    for (const tag of [1, 2]) await create({ id_brand_tag: tag, source: 0 })
    const [inBoth, inLarge] = [await clock.as(1099), await clock.as(1101)]
    await clock.as(3)
    expect(presencesIn(inBoth)).toStrictEqual([[3, true]])
    expect(presencesIn(inLarge)).toStrictEqual([])
  })

  it('is marked and told of by the next beat when the database did not answer', async () => {
    const peer = await clock.as(2)
    let failures = 0
    watchHubs(async (carryOut, statements) => {
      if (failures === 0 && statements.some(({ sql }) => sql.startsWith('update "ambassadors"'))) {
        failures += 1
        throw new Error('D1_ERROR: no such table')
      }
      return carryOut()
    })
    const coming = clock.as(1)
    await until(() => failures === 1)
    await clock.pass(1, peer)
    await coming
    expect(presencesIn(peer)).toStrictEqual([[1, true]])
  })
})

describe('somebody who stays', LONG, () => {
  it('is online for as long as its socket pings, marked once in 4 minutes, and nobody is told anything', async () => {
    const [one, two] = [await clock.as(1), await clock.as(2)]
    const usage = { rows: 0, marks: 0 }
    watchHubs(async (carryOut) => {
      const results = await carryOut()
      for (const { meta } of results) usage.rows += meta.rows_written
      usage.marks += Number(results.some(({ meta }) => meta.changes > 0))
      return results
    })
    for (let beats = 0; beats < 4 * BEATS_OF_5_MINUTES; beats += 1) {
      await clock.pass(1, one, two)
      for (const id of [1, 2]) expect(await lastAction(id)).toBeGreaterThan(Date.now() - 5 * MINUTE)
    }
    // 20 minutes: each of the two has a row, and one of the index.
    expect(usage).toStrictEqual({ rows: 16, marks: 4 })
    expect(presencesIn(one)).toStrictEqual([[2, true]])
    expect(presencesIn(two)).toStrictEqual([])
    expect([one, two].map((listener) => listener.closed())).toStrictEqual([null, null])
  })

  it('is disconnected when it is marked the next time, if it may not listen any more', async () => {
    const [listener, other] = [await clock.as(2), await clock.as(1)]
    await env.DB.prepare('update ambassadors set active = -1 where id_ambassador = 2').run()
    await clock.pass(10, listener, other)
    expect(await listener.isClosed()).toBe(4403)
    expect(other.closed()).toBeNull()
  })
})
