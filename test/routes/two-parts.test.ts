// Lists of two parts with a filter, beyond the 10,000 rows that a request asks: where the first part does not end, the list ends there.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { arrangeManyRows, FIRST, FITTING, MOST, ORIGIN, read, ROWS } from '../support/many-rows.ts'

beforeEach(arrangeManyRows)

const change = (...statements: string[]) =>
  env.DB.batch(statements.map((sql) => env.DB.prepare(sql)))

interface Room {
  readonly id_chatroom: number
}

const pathOf = (url: string) => url.replace(ORIGIN, '')

/** The rooms of the pages from `path` on by their next links, and the number of the pages. */
const follow = async (path: string) => {
  const seen: number[] = []
  let pages = 0
  for (let next: string | null = path; next !== null; pages += 1) {
    const { body } = await read(pathOf(next))
    seen.push(...body.data.map((room: Room) => room.id_chatroom))
    next = body.next_page_url
  }
  return { seen, pages }
}

/** The last page by number, one room a page, as the first one links it. */
const lastOf = async (path: string) => {
  const { body: first } = await read(`${path}&per_page=1`)
  const { body } = await read(pathOf(first.last_page_url))
  expect(body.next_page_url).toContain('cursor=')
  return { total: first.total, last: body.data.map((room: Room) => room.id_chatroom) }
}

describe('rooms of the brand by a date that some do not have', () => {
  const listBy = (sort: string) => `/api/v2/manager/chatrooms?filter[source]=hot_list&sort=${sort}`

  it.each([
    ['-last_message_date', [18_000, 17_000], 17_000],
    ['last_message_date', [], undefined],
  ])(
    'are not counted when more than 10,000 have one: %s',
    async (sort, dated: readonly number[], last) => {
      await change(
        'update chatrooms set last_message_date = null where id_chatroom in (9500, 19000)',
      )
      const { body } = await read(listBy(sort))
      expect(body.data.map((room: Room) => room.id_chatroom)).toStrictEqual(dated)
      expect(body).toMatchObject({ total: dated.length, last_page: 1 })
      expect(await lastOf(listBy(sort))).toStrictEqual({
        total: dated.length,
        last: last === undefined ? [] : [last],
      })
      const { seen } = await follow(listBy(sort))
      expect(seen.toSorted((one, other) => one - other)).toStrictEqual(FITTING)
    },
  )

  it.each([
    ['-last_message_date', [3000, 19_000, 18_000, 17_000]],
    ['last_message_date', [3000, 9500]],
  ])('are counted, 10,000 of them, when fewer have one: %s', async (sort, found) => {
    await change(
      `update chatrooms set last_message_date = null where id_chatroom > 4000`,
      'update chatrooms set source = 2 where id_chatroom = 3000',
    )
    const { body } = await read(listBy(sort))
    expect(body.data.map((room: Room) => room.id_chatroom)).toStrictEqual(found)
    expect(await lastOf(listBy(sort))).toStrictEqual({ total: found.length, last: found.slice(-1) })
  })
})

describe('rooms of the brand by a date that fewer than 10,000 have', () => {
  it.each([
    ['source]=hot_list', 6],
    // Another row is read for each room that is asked.
    ['ambassador]=1', 10],
  ])(
    'are asked for the page and for the total, and walked once more: %s',
    async (filter, times) => {
      // With the rooms of `arrange`.
      await change(
        `update chatrooms set last_message_date = null where id_chatroom >= ${FIRST + MOST - 10}`,
      )
      const path = `/api/v2/manager/chatrooms?filter[${filter}&sort=-last_message_date`
      const { rowsRead } = await read(path, times * MOST + 100)
      expect(rowsRead).toBeGreaterThan(times * MOST - 200)
    },
  )
})

describe('one-to-many rooms behind 10,000 others', () => {
  const CROWDS = 20
  const path = '/api/v2/chat/ambassadors/1/chatrooms?filter[flag]=1,2'

  /** With dates from `date` on. */
  const arrangeCrowds = (date: number) =>
    change(
      `update chatroom_pivots set flag = 1 where id_ambassador = 1 and id_chatroom in (${FITTING.join(', ')})`,
      `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert)
       with recursive n(id) as (select 1 union all select id + 1 from n where id < ${CROWDS})
       select 3, id + 50000, 'tag:' || (id + 50000), 7, 2, 0, id + ${date} from n`,
      `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, flag)
       select 3, id_chatroom, 1, 2 from chatrooms where id_chatroom > 50000`,
    )

  it('are neither counted nor shown by number, and all found by cursor', async () => {
    await arrangeCrowds(0)
    const { body } = await read(path)
    expect(body.data.map((room: Room) => room.id_chatroom)).toStrictEqual([19_000, 18_000, 17_000])
    expect(body).toMatchObject({ total: 3, last_page: 1 })
    expect(await lastOf(path)).toStrictEqual({ total: 3, last: [17_000] })
    const { seen } = await follow(path)
    expect(seen.length).toBe(FITTING.length + CROWDS)
    expect(new Set(seen).size).toBe(seen.length)
  })

  it('are shown by number in front of them, and lead on', async () => {
    await arrangeCrowds(FIRST + ROWS)
    const { seen } = await follow(path)
    expect(seen.length).toBe(FITTING.length + CROWDS)
    expect(new Set(seen).size).toBe(seen.length)
  })
})
