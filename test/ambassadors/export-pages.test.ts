// The export of one ambassador over many pages: whole, in bounded memory, and not taken for whole when it breaks off.
import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import worker from '../../src/index.ts'
import { logLines, watchConsole } from '../support/console.ts'
import { ambassadors } from '../support/factories.ts'
import { type Fault, faulty } from '../support/faulty-database.ts'
import { intercepted } from '../support/intercepted.ts'
import { metered } from '../support/metered.ts'
import { signToken } from '../support/tokens.ts'
import { send } from '../support/worker.ts'

const PATH = '/api/v2/manager/ambassadors/1/export'

interface Line {
  readonly type: string
  readonly [field: string]: unknown
}

let token: string

beforeEach(async () => {
  token = await signToken({ scope: 'manager' })
  await ambassadors([1, 2])
})

const numbers = (count: number) =>
  `with recursive n(id) as (select 1 union all select id + 1 from n where id < ${count})`

const run = (...statements: string[]) => env.DB.batch(statements.map((sql) => env.DB.prepare(sql)))

/** Rooms of 1 and 2, in which 1 has posted. */
const insertRooms = (count: number) =>
  run(
    `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert)
     ${numbers(count)} select 3, id, 'room:' || id, 0, 0, 0, id from n`,
    // The order of the index has nothing to do with that of the ids.
    `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, has_posted, archived, last_action_date)
     ${numbers(count)} select 3, id, 1, 1, id % 3 = 0, (id * 7919) % 1000 from n`,
    `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, has_posted)
     ${numbers(count)} select 3, id, 2, 1 from n`,
  )

/** Every third is of 2. Those of a room come in no order of ids, and many at one moment. */
const insertMessages = (count: number, rooms: number, content = "'x'") =>
  run(
    `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
     ${numbers(count)} select 3, ${count + 1} - id, id % ${rooms} + 1, 1 + (id % 3 = 0), 0, ${content}, id / 50 from n`,
  )

const idsOf = (lines: readonly Line[], type: string, id: string) =>
  lines.filter((line) => line.type === type).map((line) => Number(line[id]))

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

const sorted = (ids: readonly number[]) => ids.toSorted((one, other) => one - other)

/** The ids of the messages that 1 has written, of `count`. */
const written = (count: number) => upTo(count).filter((id) => (count + 1 - id) % 3 !== 0)

describe('all pages', () => {
  it('have everything once: rooms, messages, tags, ratings given and got, entries waited in and taken', async () => {
    await insertRooms(450)
    await insertMessages(4000, 450)
    await run(
      `insert into brand_tags (id_brand, id_brand_tag, name) ${numbers(150)} select 3, id, 'x' from n`,
      `insert into brand_tag_members (id_brand, id_brand_tag, id_ambassador) ${numbers(150)} select 3, id, 1 from n`,
      `insert into ratings (id_brand, id_rating, id_chatroom, id_user_rater, id_user_rated, date_insert, date_update)
       ${numbers(500)} select 3, id, 1, 1 + id % 2, 2 - id % 2, id, id from n`,
      `insert into waiting_list (id_brand, id_waiting, id_user, id_ambassador, date_insert, date_update, date_handled)
       ${numbers(500)} select 3, id, 1 + id % 2, 2 - id % 2, id, id, id from n`,
    )
    const { binding, meter } = metered(env.DB)
    const { body } = await send('GET', PATH, { token, env: { DB: binding } })
    const lines = body as Line[]
    expect(sorted(idsOf(lines, 'chatroom_pivot', 'id_chatroom'))).toStrictEqual(upTo(450))
    expect(sorted(idsOf(lines, 'message', 'id_message'))).toStrictEqual(written(4000))
    expect(idsOf(lines, 'brand_tag', 'id_brand_tag')).toStrictEqual(upTo(150))
    expect(sorted(idsOf(lines, 'rating', 'id_rating'))).toStrictEqual(upTo(500))
    expect(sorted(idsOf(lines, 'waiting', 'id_waiting'))).toStrictEqual(upTo(500))
    expect(lines.at(-1)).toStrictEqual({ type: 'end', lines: lines.length - 1 })
    expect(meter.calls).toBeLessThan(30)
  })

  it.each([
    [1000, 1],
    [1500, 1],
    [3000, 200],
    [3000, 201],
    [601, 601],
  ])('have all of %i messages in %i rooms, oldest first in each', async (count, rooms) => {
    await insertRooms(rooms)
    await insertMessages(count, rooms)
    const { body } = await send('GET', PATH, { token })
    const messages = (body as Line[]).filter(({ type }) => type === 'message')
    expect(sorted(messages.map((line) => Number(line['id_message'])))).toStrictEqual(written(count))
    const places = new Map<unknown, string>()
    for (const { id_chatroom: room, date_insert: date, id_message: id } of messages) {
      const place = `${String(date)} ${String(id).padStart(9, '0')}`
      expect(place > (places.get(room) ?? '')).toBe(true)
      places.set(room, place)
    }
  })

  it('have no more than a megabyte of messages, and 100,000 messages in about as many batches as thousands', async () => {
    await insertRooms(3)
    await insertMessages(150_000, 3)
    const { binding, meter } = metered(env.DB)
    const { body } = await send('GET', PATH, { token, env: { DB: binding } })
    expect(idsOf(body, 'message', 'id_message')).toHaveLength(100_000)
    expect(meter.calls).toBeLessThanOrEqual(102)
    // In proportion to the messages: no page reads those before it again.
    expect(meter.rowsRead).toBeLessThan(100_000 * 12)

    await run('delete from messages')
    await insertMessages(300, 3, `replace(hex(zeroblob(10000)), '0', '漢')`)
    const response = await fetchExport()
    const sizes: number[] = []
    for await (const chunk of response.body!) sizes.push(chunk.byteLength)
    expect(sizes.reduce((sum, size) => sum + size)).toBeGreaterThan(200 * 60_000)
    expect(Math.max(...sizes)).toBeLessThan(1_100_000)
  }, 60_000)
})

const fetchExport = (bindings: Partial<Env> = {}, method = 'GET') =>
  worker.fetch(
    new Request(`https://chat.example.com${PATH}`, {
      method,
      headers: { Authorization: `Bearer ${token}` },
    }),
    { ...env, ...bindings },
    createExecutionContext(),
  )

/** What comes of an answer until it ends or breaks off. */
const readAll = async (response: Response) => {
  let text = ''
  const decoder = new TextDecoder()
  try {
    for await (const chunk of response.body!) text += decoder.decode(chunk, { stream: true })
    return { text, isBroken: false }
  } catch {
    return { text, isBroken: true }
  }
}

describe('a page', () => {
  beforeEach(async () => {
    await insertRooms(3)
    await insertMessages(6000, 3)
  })

  it('is read when the one before has been taken, and no more when the client has gone', async () => {
    const log = watchConsole()
    const { binding, meter } = metered(env.DB)
    const response = await fetchExport({ DB: binding })
    const reader = response.body!.getReader()
    await reader.read()
    await scheduler.wait(100)
    expect(meter.calls).toBe(1)
    await reader.read()
    await scheduler.wait(100)
    expect(meter.calls).toBe(2)
    expect(log).toStrictEqual([])
    await reader.cancel()
    await scheduler.wait(100)
    expect(meter.calls).toBe(2)
    expect(logLines(log)).toMatchObject([{ level: 'info', status: 200, reason: 'client_gone' }])
  })

  it('that is lost is sent again', async () => {
    const { env: bindings, line } = faulty([none, none, { kind: 'lost after' }])
    const { body } = await send('GET', PATH, { token, env: bindings })
    expect(idsOf(body, 'message', 'id_message')).toHaveLength(4000)
    expect(line.calls).toBe(6)
  })

  it.each([
    ['overloaded', 'D1_ERROR: D1 DB is overloaded.', 'database_overloaded'],
    ['a defect', 'secret of a@example.com', 'defect'],
  ])('that can not be had breaks the answer off, without an end: %s', async (_, text, reason) => {
    const log = watchConsole()
    const { env: bindings } = faulty([none, none, { kind: 'error', text }])
    const response = await fetchExport(bindings)
    expect(response.status).toBe(200)
    const { text: lines, isBroken } = await readAll(response)
    expect(isBroken).toBe(true)
    expect(lines).toContain('"type":"message"')
    expect(lines).not.toContain('"type":"end"')
    expect(logLines(log)).toMatchObject([{ level: 'error', status: 200, reason }])
    expect(JSON.stringify(log)).not.toContain('example.com')
  })

  it('of which there are several has one line in the log, at the end, with what all have cost', async () => {
    const log = watchConsole()
    const { binding, meter } = metered(env.DB)
    const answer = await send('GET', PATH, { token, env: { DB: binding } })
    expect(logLines(log)).toMatchObject([
      {
        level: 'info',
        requestId: answer.headers.get('X-Request-Id'),
        route: '/api/v2/manager/ambassadors/:id/export',
        status: 200,
        d1: meter,
      },
    ])
    expect(meter.calls).toBe(5)
  })

  it('is not read for HEAD', async () => {
    const log = watchConsole()
    const { binding, meter } = metered(env.DB)
    const response = await fetchExport({ DB: binding }, 'HEAD')
    expect(response.status).toBe(200)
    expect((await response.arrayBuffer()).byteLength).toBe(0)
    expect(meter.calls).toBe(1)
    expect(logLines(log)).toMatchObject([{ method: 'HEAD', status: 200 }])
  })
})

/** A call that goes well. */
const none = undefined as unknown as Fault

it('meets what was there at the beginning, whatever is written meanwhile', async () => {
  await insertRooms(650)
  await insertMessages(3000, 650)
  let calls = 0
  const { binding } = intercepted(env.DB, async (carryOut) => {
    const results = await carryOut()
    calls += 1
    await run(
      `update chatroom_pivots set archived = 1 - archived, last_action_date = ${calls} * id_chatroom % 977`,
      `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert)
       values (3, ${1000 + calls}, 'new:${calls}', 0, 0, 0, 0)`,
      `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, has_posted) values (3, ${1000 + calls}, 1, 1)`,
      `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, date_insert)
       values (3, ${10_000 + calls}, ${calls}, 1, 0, 100000)`,
    )
    return results
  })
  const { body } = await send('GET', PATH, { token, env: { DB: binding } })
  const rooms = idsOf(body, 'chatroom_pivot', 'id_chatroom')
  const messages = idsOf(body, 'message', 'id_message')
  expect(calls).toBeGreaterThan(4)
  expect(new Set(rooms).size).toBe(rooms.length)
  expect(new Set(messages).size).toBe(messages.length)
  expect(rooms).toStrictEqual(expect.arrayContaining(upTo(650)))
  expect(messages).toStrictEqual(expect.arrayContaining(written(3000)))
})
