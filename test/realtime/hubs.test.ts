// Several hubs for a brand, hubs of several brands, and what an operator sees of them.
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Hub } from '../../src/realtime/hub.ts'
import { ambassadors, forgetEvents } from '../support/factories.ts'
import { logLines, watchConsole } from '../support/console.ts'
import { hubOf } from '../support/hubs.ts'
import { closeHubs, listenFrom, until } from '../support/socket.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

afterEach(closeHubs)

const HUBS = { HUBS: '4=2, 3=2' }

beforeEach(async () => {
  await ambassadors([1, 2, 3, 4])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

const say = (content: string, bindings: Partial<Env> = {}) =>
  post(1, { id_ambassador: 1, type_message: 0, content }, { env: bindings })

describe('two hubs of a brand', () => {
  it('have the ambassadors by their ids, and both tell of every event', async () => {
    const listeners = []
    for (const id of [1, 2, 3]) {
      listeners.push(await listenFrom({ token: await signSelfToken(id), env: HUBS }))
    }
    expect((await hubOf(3, 0).counters()).sockets).toBe(1)
    expect((await hubOf(3, 1).counters()).sockets).toBe(2)
    await say('one', HUBS)
    for (const listener of listeners.slice(0, 2)) await listener.events(1)
    await say('two', HUBS)
    for (const listener of listeners.slice(0, 2)) {
      expect((await listener.events(2)).map((event) => event['id_event'])).toStrictEqual([1, 2])
    }
    expect(listeners[2]?.frames.filter(({ type }) => type !== 'ready')).toStrictEqual([])
  })
})

describe('the hub of a brand', () => {
  it('is not that of another one', async () => {
    await ambassadors([1, 2], { idBrand: 4 })
    const token = await signToken({ brands: [4] })
    await create({ ids_ambassadors: [1, 2], source: 0 }, { token, brand: 4 })
    const listener = await listenFrom({ token, brand: 4 })
    await say('in 3')
    await post(1, { id_ambassador: 1, type_message: 0, content: 'in 4' }, { token, brand: 4 })
    await listener.events(1)
    expect(JSON.stringify(listener.frames)).not.toContain('in 3')
  })

  it('closes its sockets when the brand is closed for a move', async () => {
    const listener = await listenFrom()
    await runInDurableObject(hubOf(), (hub: Hub) => {
      Object.assign((hub as unknown as { env: Env }).env, { PINNED_BRANDS: '3=closed' })
    })
    await runDurableObjectAlarm(hubOf())
    await runInDurableObject(hubOf(), (hub: Hub) => {
      Object.assign((hub as unknown as { env: Env }).env, { PINNED_BRANDS: '' })
    })
    expect(await listener.isClosed()).toBe(1013)
  })

  it('looks at the log while there are sockets, and sleeps when there are none', async () => {
    const listener = await listenFrom()
    const alarmOf = () => runInDurableObject(hubOf(), (_, { storage }) => storage.getAlarm())
    await until(async () => (await alarmOf()) !== null)
    await runDurableObjectAlarm(hubOf())
    expect(await alarmOf()).not.toBeNull()
    listener.socket.close()
    await until(async () => (await hubOf().counters()).sockets === 0)
    await runDurableObjectAlarm(hubOf())
    expect(await alarmOf()).toBeNull()
  })

  it('is in the jurisdiction of its brand', async () => {
    const asked: string[] = []
    const HUB = {
      idFromName: (name: string) => env.HUB.idFromName(name),
      get: (id: DurableObjectId) => env.HUB.get(id),
      jurisdiction: (name: string) => {
        asked.push(name)
        return HUB
      },
    } as unknown as Env['HUB']
    const settings = { HUB, JURISDICTIONS: '3=eu, 4=us' }
    const listener = await listenFrom({ env: settings })
    await say('one', settings)
    await listener.events(1)
    expect(new Set(asked)).toStrictEqual(new Set(['eu']))
  })
})

describe('a manager', () => {
  const look = async (bindings: Partial<Env> = {}) =>
    (
      await send('GET', '/api/v2/manager/realtime', {
        token: await signToken({ scope: 'manager' }),
        env: bindings,
      })
    ).body

  it('sees of each hub who listens, what it has told and read, and where it is', async () => {
    const nothing = {
      sockets: 0,
      delivered: 0,
      healed: 0,
      dropped: 0,
      longest_gap: 0,
      reads: 0,
      marks: 0,
    }
    expect(await look(HUBS)).toStrictEqual({
      cursor: '0-0',
      hubs: [
        { hub: 0, cursor: null, ...nothing },
        { hub: 1, cursor: null, ...nothing },
      ],
    })
    const listener = await listenFrom({ token: await signSelfToken(2), env: HUBS })
    await say('one', HUBS)
    const [event] = await listener.events(1)
    const { cursor, hubs } = await look(HUBS)
    expect(cursor).toBe(event?.cursor)
    expect(hubs[1]).toMatchObject({ cursor: null })
    expect(hubs[0]).toMatchObject({ cursor, sockets: 1, delivered: 1, healed: 0, dropped: 0 })
  })

  it('sees what a hub has done before it slept', async () => {
    const listener = await listenFrom()
    await say('one')
    await listener.events(1)
    await runDurableObjectAlarm(hubOf())
    await evictDurableObject(hubOf())
    expect((await look()).hubs[0]).toMatchObject({ sockets: 1, delivered: 1 })
  })
})

describe('a hub that does not answer, or is not bound, is a 503', () => {
  const silent = {
    idFromName: (name: string) => env.HUB.idFromName(name),
    get: () => ({ counters: () => Promise.reject(new Error('reset, with jane.doe@example.com')) }),
  } as unknown as Env['HUB']

  it.each<[string, Env['HUB'] | undefined, string]>([
    [
      'hub_unknown_error',
      silent,
      'A hub of the brand does not answer at the moment. Try again later.',
    ],
    [
      'misconfigured: bind the Durable Object HUB, as wrangler.toml does',
      undefined,
      'The database cannot answer at the moment. Try again later.',
    ],
  ])('by the reason %s', async (reason, HUB, message) => {
    const written = watchConsole()
    const token = await signToken({ scope: 'manager' })
    const options = { token, env: { HUB } as Partial<Env> }
    const { status, body } = await send('GET', '/api/v2/manager/realtime', options)
    expect({ status, body }).toStrictEqual({ status: 503, body: { message } })
    expect(logLines(written)).toMatchObject([{ level: 'error', reason }])
    expect(JSON.stringify(written)).not.toContain('jane.doe')
  })
})

describe('a write', () => {
  it('is answered as ever when no hub can be told', async () => {
    const broken = {
      HUB: {
        idFromName: (name: string) => env.HUB.idFromName(name),
        get: () => ({ notify: async () => Promise.reject(new Error('gone')) }),
      } as unknown as Env['HUB'],
    }
    expect((await say('one', broken)).status).toBe(201)
  })
})
