// The law of the design: one round trip to D1 a request, and a cost that does not grow with the tables.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { dropTables } from '../support/empty-database.ts'
import { ambassadors, brandTag, crowd } from '../support/factories.ts'
import { metered } from '../support/metered.ts'
import { CHATROOMS, create, send } from '../support/worker.ts'

const MOST_ROWS_READ = 18
const MOST_ROWS_WRITTEN = 7

/** Sends a request with a metered D1; answers its status and what it cost. */
const cost = async (method: string, path: string, body?: unknown) => {
  const { binding, meter } = metered(env.DB)
  const { status } = await send(method, path, { body, env: { DB: binding } })
  return { status, ...meter }
}

const createCost = (body: unknown) => cost('POST', CHATROOMS, body)

/** Rooms 1 to `count` of brand 3, none of them of anybody in the tests. */
const fill = (count: number) =>
  env.DB.prepare(
    `with recursive n(id) as (select 1 union all select id + 1 from n where id < ?1)
     insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert)
     select 3, id, 'pair:' || (id + 100) || ':' || (id + 101), 0, 0, 0, 0 from n`,
  )
    .bind(count)
    .run()

beforeEach(() => ambassadors([1, 2, 3]))

describe('one round trip', () => {
  it('creates a pair, writes at most 7 rows and reads at most 18', async () => {
    const { status, calls, rowsRead, rowsWritten } = await createCost({
      ids_ambassadors: [1, 2],
      source: 0,
    })
    expect({ status, calls }).toStrictEqual({ status: 201, calls: 1 })
    expect(rowsWritten).toBeLessThanOrEqual(MOST_ROWS_WRITTEN)
    expect(rowsRead).toBeLessThanOrEqual(MOST_ROWS_READ)
  })

  it('answers a repeat and writes nothing', async () => {
    await create({ ids_ambassadors: [1, 2], source: 0 })
    const { rowsRead, ...rest } = await createCost({ ids_ambassadors: [2, 1], source: 1 })
    expect(rest).toStrictEqual({ status: 200, calls: 1, rowsWritten: 0 })
    expect(rowsRead).toBeLessThanOrEqual(MOST_ROWS_READ)
  })

  it('refuses an unknown ambassador and writes nothing', async () => {
    const { rowsRead: _, ...rest } = await createCost({ ids_ambassadors: [1, 99], source: 0 })
    expect(rest).toStrictEqual({ status: 422, calls: 1, rowsWritten: 0 })
  })

  it('reads a room, or finds that there is none', async () => {
    await create({ ids_ambassadors: [1, 2], source: 0 })
    expect(await cost('GET', `${CHATROOMS}/1`)).toMatchObject({
      status: 200,
      calls: 1,
      rowsWritten: 0,
    })
    expect(await cost('GET', `${CHATROOMS}/2`)).toMatchObject({
      status: 404,
      calls: 1,
      rowsWritten: 0,
    })
  })

  it('creates a room for a tag, and answers a repeat without a write', async () => {
    await brandTag(7, [1, 2, 3])
    expect(await createCost({ id_brand_tag: 7, source: 0 })).toMatchObject({
      status: 201,
      calls: 1,
    })
    expect(await createCost({ id_brand_tag: 7, source: 0 })).toMatchObject({
      status: 200,
      calls: 1,
      rowsWritten: 0,
    })
  })

  it('creates a room of 10,000 members with at most 2 written rows a member', async () => {
    await crowd(10_000, 9)
    const { status, calls, rowsWritten } = await createCost({ id_brand_tag: 9, source: 0 })
    expect({ status, calls }).toStrictEqual({ status: 201, calls: 1 })
    expect(rowsWritten).toBeLessThanOrEqual(2 * 10_000 + 3)
  })

  it('is not even needed when the request is refused before the database', async () => {
    expect(await createCost({ source: 0 })).toMatchObject({ status: 422, calls: 0 })
  })
})

it(
  'costs the same with 1,000 and with 1,000,000 rooms in the table',
  { timeout: 60_000 },
  async () => {
    // Deleting a million rows before the next test would take as long as making them.
    onTestFinished(() => dropTables(env.DB))
    await fill(1000)
    const few = [
      await createCost({ ids_ambassadors: [1, 2], source: 0 }),
      await createCost({ ids_ambassadors: [1, 2], source: 0 }),
      await cost('GET', `${CHATROOMS}/1001`),
    ]
    await env.DB.batch([
      env.DB.prepare('delete from chatroom_pivots'),
      env.DB.prepare('delete from chatrooms'),
      env.DB.prepare('delete from events'),
    ])
    await fill(1_000_000)
    const many = [
      await createCost({ ids_ambassadors: [1, 2], source: 0 }),
      await createCost({ ids_ambassadors: [1, 2], source: 0 }),
      await cost('GET', `${CHATROOMS}/1000001`),
    ]
    expect(few.map(({ status }) => status)).toStrictEqual([201, 200, 200])
    expect(many).toStrictEqual(few)
  },
)
