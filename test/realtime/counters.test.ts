// What an operator can count on: each counter of a hub.
import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Notice } from '../../src/realtime/notice.ts'
import { ambassadors, forgetEvents } from '../support/factories.ts'
import { hubOf, lineTo } from '../support/hubs.ts'
import { closeHubs, listen, type Listener, listenFrom, until } from '../support/socket.ts'
import { signSelfToken } from '../support/tokens.ts'
import { create, post } from '../support/worker.ts'

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await create({ ids_ambassadors: [2, 3], source: 0 })
  await forgetEvents()
})

afterEach(async () => {
  vi.useRealTimers()
  await closeHubs()
})

const as = async (id: number): Promise<Listener> => listenFrom({ token: await signSelfToken(id) })

const say = (content: string, bindings: Partial<Env> = {}, idChatroom = 1) =>
  post(idChatroom, { id_ambassador: 2, type_message: 0, content }, { env: bindings })

const lost = lineTo(async () => undefined)

const counted = async () => hubOf().counters()

describe('a hub counts', () => {
  it('the sockets that are open', async () => {
    const [first] = [await as(1), await as(1), await listenFrom()]
    expect((await counted()).sockets).toBe(3)
    first.socket.close()
    await until(async () => (await counted()).sockets === 2)
    expect((await counted()).dropped).toBe(0)
  })

  it('an event once for each socket that it was sent to, and what is sent to one that comes back', async () => {
    const [one, two, brand] = [await as(1), await as(2), await listenFrom()]
    await as(3)
    await say('for 1, 2 and the brand')
    await Promise.all([one, two, brand].map((listener) => listener.events(1)))
    expect((await counted()).delivered).toBe(3)
    const token = await signSelfToken(1)
    await (await listenFrom({ token, since: '0-0' })).events(1)
    expect((await counted()).delivered).toBe(4)
  })

  it('as healed what it was not told of, and nothing else', async () => {
    await say('before anybody came')
    await say('and this')
    const listener = await listenFrom()
    expect((await counted()).healed).toBe(0)
    await say('told')
    await say('lost', lost)
    await say('lost too', lost)
    await runDurableObjectAlarm(hubOf())
    await listener.events(3)
    expect((await counted()).healed).toBe(2)
    await runDurableObjectAlarm(hubOf())
    expect((await counted()).healed).toBe(2)
  })

  it('nothing as healed that concerned nobody here before it slept', async () => {
    const listener = await as(3)
    await say('for 1 and 2')
    await until(async () => (await counted()).position?.idEvent === 1)
    await evictDurableObject(hubOf())
    await say('for 3', {}, 2)
    await listener.events(1)
    const { healed, longestGap } = await counted()
    expect({ healed, longestGap }).toStrictEqual({ healed: 0, longestGap: 0 })
  })

  it('the longest that an event has waited for one before it, whether that came late or had to be read', async () => {
    // The hub's own wait never ends, or on a busy machine it would read what is only late.
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    const listener = await listenFrom()
    const held: Notice[] = []
    const late = lineTo(async (notice) => void held.push(notice))
    const outOfOrder = async (milliseconds: number) => {
      await say('late', late)
      await say('next')
      vi.setSystemTime(Date.now() + milliseconds)
      await hubOf().notify(held.pop()!)
    }
    await outOfOrder(70)
    await listener.events(2)
    expect(await counted()).toMatchObject({ healed: 0, longestGap: 70 })
    await outOfOrder(30)
    await listener.events(4)
    expect((await counted()).longestGap).toBe(70)
    await say('lost', lost)
    await say('next')
    vi.setSystemTime(Date.now() + 500)
    await runDurableObjectAlarm(hubOf())
    await listener.events(6)
    expect(await counted()).toMatchObject({ healed: 1, longestGap: 500 })
  })

  it('as dropped the sockets that it has closed, and not those that it has refused', async () => {
    const listener = await as(1)
    await as(2)
    listener.socket.send('nonsense')
    await listener.isClosed()
    expect((await counted()).dropped).toBe(1)
    await env.DB.prepare('update ambassadors set active = -1 where id_ambassador = 3').run()
    await (await listen({ token: await signSelfToken(3) })).isClosed()
    expect(await counted()).toMatchObject({ dropped: 1, sockets: 1 })
  })

  it('what is rare also when it sleeps before its next beat', async () => {
    const [listener, other] = [await as(1), await as(2)]
    await say('lost', lost)
    await say('next')
    await listener.events(2)
    other.socket.send('nonsense')
    await other.isClosed()
    const before = await counted()
    expect(before).toMatchObject({ healed: 1, dropped: 1 })
    await evictDurableObject(hubOf())
    const { healed, dropped, longestGap } = await counted()
    expect({ healed, dropped, longestGap }).toStrictEqual({
      healed: 1,
      dropped: 1,
      longestGap: before.longestGap,
    })
  })

  it('its round trips, and the marks of presence apart', async () => {
    await listenFrom()
    const { reads, marks } = await counted()
    expect({ reads, marks }).toStrictEqual({ reads: 1, marks: 0 })
    await as(1)
    await until(async () => (await counted()).marks === 1)
    expect((await counted()).reads).toBe(2)
  })
})
