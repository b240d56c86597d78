// What a hub keeps in memory has a bound, whoever comes and however large rooms are.
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, noUsage } from '../../src/db/client.ts'
import { Entry } from '../../src/realtime/entry.ts'
import type { Hub } from '../../src/realtime/hub.ts'
import { People } from '../../src/realtime/people.ts'
import { Rooms } from '../../src/realtime/rooms.ts'
import { logLines, watchConsole } from '../support/console.ts'
import { ambassadors, crowd } from '../support/factories.ts'
import { hubOf } from '../support/hubs.ts'
import { closeHubs, listen, listenFrom, until } from '../support/socket.ts'
import { signSelfToken } from '../support/tokens.ts'

const usage = noUsage()
const open = () => ({ idBrand: 3, database: openDatabase(env, 3, { isWrite: true, usage }) })

beforeEach(() => {
  usage.calls = 0
})

const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe('what is known of people', () => {
  it('is forgotten at 20,000 of them, and then asked for again', async () => {
    await crowd(20_001, 1)
    const people = new People(open)
    const find = async (...ids: number[]) => {
      usage.calls = 0
      const found = await Promise.all(ids.map((id) => people.find(id)))
      return { calls: usage.calls, found: new Set(found) }
    }
    const all = oneTo(20_000).map((number) => 1000 + number)
    expect(await find(...all)).toStrictEqual({ calls: 1, found: new Set([3]) })
    expect(await find(1001, 21_000)).toMatchObject({ calls: 0 })
    expect(await find(21_001)).toStrictEqual({ calls: 1, found: new Set([3]) })
    expect(await find(21_001)).toMatchObject({ calls: 0 })
    expect(await find(1001)).toStrictEqual({ calls: 1, found: new Set([3]) })
  })

  it('is asked for once, however often others change meanwhile', async () => {
    await ambassadors([1, 2])
    const people: People = new People(() => {
      const { database, idBrand } = open()
      const batch = async (statements: Parameters<typeof database.batch>[0]) => {
        const rows = await database.batch(statements)
        people.forget(2)
        return rows
      }
      return { idBrand, database: { ...database, batch } as typeof database }
    })
    expect(await people.find(1)).toBe(3)
    expect(usage.calls).toBe(1)
  })
})

describe('what is known of rooms', () => {
  it('is forgotten at 100,000 places in them, and then asked for again', async () => {
    const rooms = 11
    await crowd(10_000, 1)
    const among = (first: number, count: number) =>
      `with recursive n(id) as (select ${first} union all select id + 1 from n where id < ${first + count - 1})`
    await env.DB.batch([
      env.DB.prepare(
        `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert, member_count)
         ${among(1, rooms + 1)} select 3, id, 'tag:' || id, 7, 0, 0, 0, 10000 from n`,
      ),
      ...oneTo(rooms).map((id) =>
        env.DB.prepare(
          `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador) ${among(1001, 10_000)} select 3, ${id}, id from n`,
        ),
      ),
    ])
    const known = new Rooms(open, {} as never)
    const prepare = async (room: number) => {
      usage.calls = 0
      const told = { idEvent: 1, insertedAt: 1, audience: { room } }
      await known.prepare([new Entry({ ...told, event: null })])
      expect(known.isMember(room, 11_000)).toBe(room <= rooms)
      return usage.calls
    }
    for (const room of oneTo(rooms)) expect(await prepare(room)).toBe(1)
    expect(await prepare(1)).toBe(0)
    expect(await prepare(rooms + 1)).toBe(1)
    expect(await prepare(1)).toBe(1)
    expect(await prepare(rooms + 1)).toBe(0)
  }, 30_000)
})

describe('an answer about rooms', () => {
  it('is not kept when everybody has left since it was asked for', async () => {
    const known: Rooms = new Rooms(
      () => {
        const { database, idBrand } = open()
        const batch = async (statements: Parameters<typeof database.batch>[0]) => {
          const rows = await database.batch(statements)
          if (usage.calls === 1) known.forgetAll()
          return rows
        }
        return { idBrand, database: { ...database, batch } as typeof database }
      },
      { forgetAll: () => undefined } as never,
    )
    const audiences = [{ room: 1 }, { peersOf: 1 }]
    const entries = audiences.map(
      (audience) => new Entry({ idEvent: 1, insertedAt: 1, audience, event: null }),
    )
    for (const calls of [1, 2, 2]) {
      await known.prepare(entries)
      expect(usage.calls).toBe(calls)
    }
  })
})

describe('a hub', () => {
  afterEach(closeHubs)

  it('that is full turns away who comes, also while others are still on their way', async () => {
    await ambassadors([1, 2, 3])
    await runInDurableObject(hubOf(), (hub: Hub) => {
      hub.mostSockets = 2
    })
    const written = watchConsole()
    const tokens = await Promise.all([1, 2, 3].map((id) => signSelfToken(id)))
    const listeners = await Promise.all(tokens.map((token) => listen({ token })))
    const refused = await until(() => listeners.find((one) => one.closed() !== null))
    expect(refused.closed()).toMatchObject({ code: 1013 })
    await until(async () => (await hubOf().counters()).sockets === 2)
    expect(logLines(written)).toContainEqual(
      expect.objectContaining({ refused: 'unavailable', reason: 'hub_full' }),
    )
    const left = listeners.find((one) => one !== refused)
    left?.socket.close()
    await until(async () => (await hubOf().counters()).sockets === 1)
    await listenFrom({ token: tokens[2]! })
  })
})
