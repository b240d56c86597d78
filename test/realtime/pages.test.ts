// A page of events asks the database for what it needs a little at a time, however large the rooms are of which it tells.
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { codeOf, type EventType } from '../../src/contract/event-types.ts'
import { lastAction } from '../support/beats.ts'
import { ambassadors, crowd } from '../support/factories.ts'
import { hubOf, watchHubs } from '../support/hubs.ts'
import { closeHubs, type Listener, listenFrom, until } from '../support/socket.ts'
import { signSelfToken } from '../support/tokens.ts'

const EVENTS = 45

/** Members of each room, and rooms of each person. */
const SIZE = 20

/** Rows that the database answers at once; all that a page needs together is more. */
const MOST_ROWS = 10 * SIZE

const numbers = (count: number) =>
  `with recursive n(id) as (select 1 union all select id + 1 from n where id < ${count})`

const LISTENER = 1001

const run = (...statements: string[]) => env.DB.batch(statements.map((sql) => env.DB.prepare(sql)))

/** Two in each room: the ambassadors 1 to 45, each with the 20 from 1001 to 1020. */
const pairs = () =>
  run(
    `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert, member_count)
     ${numbers(EVENTS * SIZE)} select 3, id, 'pair:' || ((id - 1) / ${SIZE} + 1) || ':' || ((id - 1) % ${SIZE} + 1001), 0, 0, 0, 0, 2 from n`,
    `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador)
     ${numbers(EVENTS * SIZE)} select 3, id, (id - 1) / ${SIZE} + 1 from n`,
    `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador)
     ${numbers(EVENTS * SIZE)} select 3, id, (id - 1) % ${SIZE} + 1001 from n`,
  )

/** 45 rooms, each of the 20 from 1001 to 1020. */
const tagRooms = () =>
  run(
    `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert, member_count)
     ${numbers(EVENTS)} select 3, id, 'tag:' || id, 7, 0, 0, 0, ${SIZE} from n`,
    `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador)
     ${numbers(EVENTS * SIZE)} select 3, (id - 1) / ${SIZE} + 1, (id - 1) % ${SIZE} + 1001 from n`,
  )

/** One event of a type for each ambassador, or each room, behind the first `before`. */
const append = (type: EventType, before = 0) =>
  run(
    `insert into events (id_brand, id_event, type_event, ${type === 'ambassador.updated' ? 'id_ambassador' : 'id_chatroom'}, date_insert)
     ${numbers(EVENTS)} select 3, id + ${before}, ${codeOf(type)}, id, 1 from n`,
  )

const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

const idsOf = async (listener: Listener, count: number) =>
  (await listener.events(count)).map((event) => event['id_event'])

const asListener = async (since?: string) =>
  listenFrom({ token: await signSelfToken(LISTENER), ...(since && { since }) })

/** What asks for the members of rooms and the peers of people is refused when it is too much. */
const isPreparing = (statements: readonly { sql: string }[]) =>
  statements.length === 2 && statements.every(({ sql }) => sql.includes('json_each'))

const refuseTooMuch = () =>
  watchHubs(async (carryOut, statements) => {
    const results = await carryOut()
    const isTooMuch = results.some((result) => result.results.length > MOST_ROWS)
    if (isPreparing(statements) && isTooMuch) throw new Error('D1_ERROR: it takes too long')
    return results
  })

beforeEach(async () => {
  await ambassadors(oneTo(EVENTS))
  await crowd(SIZE, 1)
})

afterEach(closeHubs)

describe.each([
  ['ambassador.updated', pairs],
  ['chatroom.created', tagRooms],
  ['chatroom.updated', tagRooms],
] as const)('many events of the type %s', (type, fill) => {
  it('are told in order to all whom they concern, with a bound to what is asked at once', async () => {
    await fill()
    refuseTooMuch()
    const listeners = [await listenFrom(), await asListener()]
    await append(type)
    await runDurableObjectAlarm(hubOf())
    for (const listener of listeners) {
      expect(await idsOf(listener, EVENTS)).toStrictEqual(oneTo(EVENTS))
    }
  })

  it('are told in order to one who has missed them, with the same bound', async () => {
    await fill()
    await append(type)
    refuseTooMuch()
    expect(await idsOf(await asListener('0-0'), EVENTS)).toStrictEqual(oneTo(EVENTS))
  })

  it('are told once, those that are behind a slice that fails too', async () => {
    await fill()
    const listeners = [await listenFrom(), await asListener()]
    await append(type)
    let asked = 0
    watchHubs(async (carryOut, statements) => {
      if (isPreparing(statements) && ++asked === 3) throw new Error('D1_ERROR: no such table')
      return carryOut()
    })
    await runDurableObjectAlarm(hubOf()).catch(() => undefined)
    expect(await idsOf(listeners[1]!, 20)).toStrictEqual(oneTo(20))
    await runDurableObjectAlarm(hubOf())
    for (const listener of listeners) {
      expect(await idsOf(listener, EVENTS)).toStrictEqual(oneTo(EVENTS))
    }
  })

  it('keep nobody from hearing what follows who comes when all have left in between', async () => {
    await fill()
    const first = await asListener()
    await append(type)
    let [asked, admissions, release] = [0, 0, (): void => undefined]
    const released = new Promise<void>((resolve) => (release = resolve))
    watchHubs(async (carryOut, statements) => {
      asked += Number(isPreparing(statements))
      admissions += Number(statements.some(({ sql }) => sql.includes('ambassadors_last_action')))
      if (asked === 2 && isPreparing(statements)) await released
      return carryOut()
    })
    const healed = runDurableObjectAlarm(hubOf())
    await until(() => asked === 2)
    first.socket.close()
    await until(async () => (await hubOf().counters()).sockets === 0)
    const coming = asListener()
    await until(() => admissions === 1)
    release()
    const second = await coming
    await healed
    await append(type, EVENTS)
    await runDurableObjectAlarm(hubOf())
    expect(await idsOf(second, EVENTS)).toStrictEqual(oneTo(EVENTS).map((id) => id + EVENTS))
  })
})

it('marks who is there also when the log cannot be read', async () => {
  let refused = 'update "ambassadors"'
  let refusals = 0
  watchHubs(async (carryOut, statements) => {
    if (!statements.some(({ sql }) => sql.includes(refused))) return carryOut()
    refusals += 1
    throw new Error('D1_ERROR: no such table')
  })
  await asListener()
  await until(() => refusals === 1)
  refused = 'from "events"'
  await runDurableObjectAlarm(hubOf()).catch(() => undefined)
  expect(refusals).toBe(2)
  expect(await lastAction(LISTENER)).not.toBeNull()
})
