// Events arrive once and in the order of the log, whatever becomes of the notifications, the hub and the sockets.
import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Notice } from '../../src/realtime/notice.ts'
import { ambassadors, forgetEvents } from '../support/factories.ts'
import { hubOf, lineTo } from '../support/hubs.ts'
import { closeHubs, type Listener, listenFrom } from '../support/socket.ts'
import { signSelfToken } from '../support/tokens.ts'
import { create, post } from '../support/worker.ts'

afterEach(closeHubs)

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

const say = (content: string, bindings: Partial<Env> = {}) =>
  post(1, { id_ambassador: 1, type_message: 0, content }, { env: bindings })

const idsOf = async (listener: Listener, count: number): Promise<unknown[]> =>
  (await listener.events(count)).map((event) => event['id_event'])

const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

const lost = lineTo(async () => undefined)

describe('a notification', () => {
  it('that comes twice is told once', async () => {
    const listener = await listenFrom()
    await say(
      'one',
      lineTo(async (notice, hand) => {
        await hand(notice)
        await hand(notice)
      }),
    )
    await say('two')
    expect(await idsOf(listener, 2)).toStrictEqual([1, 2])
  })

  it('that overtakes another one waits for it', async () => {
    // The hub's own wait never ends: a busy machine would take longer than that.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const listener = await listenFrom()
    const held: Notice[] = []
    await say(
      'one',
      lineTo(async (notice) => void held.push(notice)),
    )
    await say('two')
    await hubOf().notify(held[0]!)
    expect(await idsOf(listener, 2)).toStrictEqual([1, 2])
    expect(await hubOf().counters()).toMatchObject({ healed: 0, delivered: 2 })
  })

  it('that is lost is made good by the next one', async () => {
    const listener = await listenFrom()
    await say('one', lost)
    await say('two')
    expect(await idsOf(listener, 2)).toStrictEqual([1, 2])
    const { healed, longestGap } = await hubOf().counters()
    expect(healed).toBe(1)
    expect(longestGap).toBeGreaterThan(0)
  })

  it('that is lost and the last one is made good by the alarm', async () => {
    const listener = await listenFrom()
    await say('one', lost)
    expect(await runDurableObjectAlarm(hubOf())).toBe(true)
    expect(await idsOf(listener, 1)).toStrictEqual([1])
  })

  it('of another version brings an id alone, and the event is read', async () => {
    const listener = await listenFrom()
    await say(
      'one',
      lineTo(async (notice, hand) =>
        hand({
          ...notice,
          events: notice.events.map(({ idEvent, insertedAt, audience }) => ({
            idEvent,
            insertedAt,
            audience,
          })),
        }),
      ),
    )
    const [event] = await listener.events(1)
    expect(event).toMatchObject({ type: 'message.created', data: { content: 'one' } })
  })

  it('that something may have been written makes the hub look', async () => {
    const listener = await listenFrom()
    await say('one', lost)
    await hubOf().notify({ idBrand: 3, events: [], bookmark: null })
    expect(await idsOf(listener, 1)).toStrictEqual([1])
  })

  it('that is thrown away 30 times in 100 leaves nothing out, twice or out of order', async () => {
    const listeners = await Promise.all([
      listenFrom(),
      listenFrom({ token: await signSelfToken(1) }),
      listenFrom({ token: await signSelfToken(2) }),
    ])
    let sent = 0
    const unsteady = lineTo(async (notice, hand) => {
      sent += 1
      if ((sent * 7) % 10 >= 3) await hand(notice)
    })
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(oneTo(10).map((number) => say(`${round} ${number}`, unsteady)))
    }
    await runDurableObjectAlarm(hubOf())
    for (const listener of listeners) {
      expect(await idsOf(listener, 100)).toStrictEqual(oneTo(100))
    }
    expect((await hubOf().counters()).healed).toBeGreaterThan(0)
  })
})

describe('a hub that has slept', () => {
  it('goes on where it was, for each socket', async () => {
    const listeners = [await listenFrom(), await listenFrom({ token: await signSelfToken(2) })]
    await say('one')
    await Promise.all(listeners.map((listener) => listener.events(1)))
    await evictDurableObject(hubOf())
    await say('two')
    await evictDurableObject(hubOf())
    await say('three', lost)
    await say('four')
    for (const listener of listeners) {
      expect(await idsOf(listener, 4)).toStrictEqual([1, 2, 3, 4])
    }
  })
})

describe('a restored database', () => {
  const restore = async (last: number) => {
    await env.DB.prepare('delete from events where id_event > ?').bind(last).run()
  }

  it('tells everybody to load the lists again, and goes on from there', async () => {
    const listener = await listenFrom()
    for (const content of ['one', 'two', 'three']) await say(content)
    await listener.events(3)
    await restore(1)
    await say('other two')
    expect(await listener.first('reset')).toMatchObject({ cursor: expect.stringMatching(/^2-/) })
    await say('other three')
    expect(await idsOf(listener, 4)).toStrictEqual([1, 2, 3, 3])
  })

  it('is noticed by the alarm when nothing is written', async () => {
    const listener = await listenFrom()
    await say('one')
    await listener.events(1)
    await restore(0)
    await runDurableObjectAlarm(hubOf())
    expect(await listener.first('reset')).toStrictEqual({
      type: 'reset',
      cursor: '0-0',
      bookmark: expect.stringMatching(/^[\da-f-]{50,}$/),
    })
  })
})
