// A follower where there is no WebSocket, or none gets through: it asks, and changes over without losing or doubling anything.
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, forgetEvents } from '../support/factories.ts'
import { startFollowing } from '../support/followed.ts'
import { browserSays, holdClock, pass, settle, until } from '../support/network.ts'
import { closeHubs } from '../support/socket.ts'
import { signToken } from '../support/tokens.ts'
import { create, post } from '../support/worker.ts'

const say = (content = 'Hello') => post(1, { id_ambassador: 1, type_message: 0, content })

afterEach(closeHubs)

beforeEach(async () => {
  holdClock()
  await ambassadors([1, 2])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

describe('without a WebSocket', () => {
  it('asks every 5 seconds for what is new', async () => {
    const { events, ids, is, network, statuses } = startFollowing({ WebSocket: null })
    await is('pulling')
    expect(events).toStrictEqual([{ type: 'reset', cursor: '0-0' }])
    await say()
    await pass(4999)
    expect(network.requests).toHaveLength(1)
    await pass(1)
    expect(await ids(1)).toStrictEqual([1])
    await pass(5000)
    await settle()
    const asked = network.requests.map(({ path }) => path.replace(/^.*\?/, ''))
    const cursor = encodeURIComponent((events[1] as { cursor: string }).cursor)
    expect(asked).toStrictEqual([
      '/api/v2/chat/events',
      'since=0-0&limit=500',
      `since=${cursor}&limit=500`,
    ])
    expect(events).toHaveLength(2)
    expect(statuses).toStrictEqual(['pulling'])
    expect(network.wires).toStrictEqual([])
  })

  it('asks on at once when there is more', async () => {
    await say()
    await env.DB.prepare(
      `with recursive ids (id) as (select 2 union all select id + 1 from ids where id < 1200)
       insert into events (id_brand, id_event, type_event, id_chatroom, id_message, id_ambassador, date_insert)
       select id_brand, id, type_event, id_chatroom, id_message, id_ambassador, date_insert + id from ids, events`,
    ).run()
    const { ids, network } = startFollowing({ WebSocket: null }, { since: '0-0' })
    expect(await ids(1200)).toStrictEqual(Array.from({ length: 1200 }, (_, index) => index + 1))
    expect(network.requests).toHaveLength(3)
    expect(new Set(network.requests.map(({ at }) => at)).size).toBe(1)
  })

  it('says to load the lists when the log was lost from sight', async () => {
    await say()
    const { events, ids } = startFollowing({ WebSocket: null }, { since: '7-lost' })
    await until(() => events.length === 1)
    expect(events).toMatchObject([{ type: 'reset', cursor: expect.stringMatching(/^1-/) }])
    await say()
    await pass(5000)
    expect(await ids(1)).toStrictEqual([2])
  })

  it('is offline while nothing gets through, and looks when the network has come back', async () => {
    const { ids, is, network, stream } = startFollowing({ WebSocket: null })
    await is('pulling')
    network.isDown = true
    await pass(10_000)
    expect(stream.status).toBe('offline')
    await say()
    network.isDown = false
    browserSays('online')
    // At once, but for the pauses of a request that is under way.
    await pass(1500)
    await is('pulling')
    expect(await ids(1)).toStrictEqual([1])
  })

  it('does not wait when the network has come back during a try', async () => {
    let calls = 0
    const token = async () => {
      calls += 1
      if (calls > 1) return signToken()
      browserSays('online')
      throw new Error('the network is gone')
    }
    const { is } = startFollowing({ WebSocket: null, token })
    await is('pulling')
    expect(calls).toBe(2)
  })

  it('ends its request when it is ended', async () => {
    const { is, network, stream, ended } = startFollowing({ WebSocket: null })
    await is('pulling')
    await pass(5000)
    await stream.return()
    await until(ended)
    await pass(60_000)
    expect(network.requests).toHaveLength(2)
  })
})

describe('where sockets are blocked', () => {
  it('pulls after two of them, and goes back to a socket when one gets through', async () => {
    const { events, ids, is, network, statuses } = startFollowing()
    network.sockets = 'blocked'
    await pass(1000)
    await is('pulling')
    expect(network.wires).toHaveLength(2)
    await say()
    await pass(5000)
    expect(await ids(1)).toStrictEqual([1])
    network.sockets = 'open'
    await say()
    await pass(5000)
    await is('live')
    await say()
    expect(await ids(3)).toStrictEqual([1, 2, 3])
    expect(events).toHaveLength(4)
    expect(statuses).toStrictEqual(['pulling', 'live'])
  })

  it('tries a socket less and less often, and keeps pulling meanwhile', async () => {
    const { is, network, statuses } = startFollowing()
    network.sockets = 'blocked'
    await pass(1000)
    await is('pulling')
    const begin = network.wires[1]!.at
    await pass(650_000, 2500)
    const tried = network.wires.slice(2).map(({ at }) => at - begin)
    // After 10, 20, 40, 80, 160 and then 300 seconds, at the next pull.
    expect(tried.map((at) => Math.round(at / 10_000))).toStrictEqual([1, 3, 7, 15, 31, 61])
    expect(network.requests.length).toBeGreaterThan(120)
    expect(statuses).toStrictEqual(['pulling'])
  }, 30_000)

  it('does not take an outage for that: when the network is back, it is live again', async () => {
    const { is, network, statuses } = startFollowing()
    await is('live')
    network.isDown = true
    network.wires[0]!.drop()
    await pass(40_000)
    network.isDown = false
    await pass(40_000)
    await is('live')
    expect(statuses.filter((status) => status === 'live')).toHaveLength(2)
  })
})
