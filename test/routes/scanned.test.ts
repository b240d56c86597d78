// A filter that nothing fits: a request looks at 10,000 rows and says where the list goes on.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import {
  arrangeManyRows,
  FIRST,
  FITTING,
  MOST,
  MOST_ROWS_READ,
  ORIGIN,
  read,
  ROWS,
} from '../support/many-rows.ts'
import { filtersOf, lists, pathOf, sortsOf } from '../support/operations.ts'

beforeEach(arrangeManyRows)

const ofRooms = (room: { id_chatroom: number }) => room.id_chatroom

/** What few rows fit. */
const RARE = [
  ['/api/v2/manager/chatrooms?filter[source]=hot_list', ofRooms],
  ['/api/v2/manager/chatrooms?filter[source]=hot_list&sort=id_chatroom', ofRooms],
  ['/api/v2/manager/chatrooms?filter[source]=hot_list&sort=-last_message_date', ofRooms],
  ['/api/v2/manager/chatrooms?filter[source]=hot_list&sort=last_message_date', ofRooms],
  ['/api/v2/manager/chatrooms?filter[source]=hot_list&sort=last_rating', ofRooms],
  ['/api/v2/chat/ambassadors/1/chatrooms?filter[unread]=true', ofRooms],
  ['/api/v2/chat/ambassadors/1/chatrooms?filter[unread]=true&sort=last_action_date', ofRooms],
  [
    '/api/v2/chat/chatrooms/1/messages?filter[type_message]=7',
    (message: { id_message: number }) => message.id_message - 100_000,
  ],
  [
    '/api/v2/chat/ambassadors?filter[name]=zoe',
    (person: { id_ambassador: number }) => person.id_ambassador,
  ],
  [
    '/api/v2/manager/ambassadors?filter[status]=8',
    (person: { id_ambassador: number }) => person.id_ambassador,
  ],
] as const

describe.each(RARE)('%s', (path, idOf: (item: never) => number) => {
  it('finds all that fits by cursor, there and back, with at most 10,000 rows asked a request', async () => {
    const there: number[] = []
    const pages: string[] = []
    let page = `${path}&cursor=`
    while (page !== '') {
      const { body } = await read(page)
      there.push(...body.data.map(idOf))
      pages.push(page)
      page = (body.next_page_url ?? '').replace(ORIGIN, '')
    }
    expect(there.toSorted((one, other) => one - other)).toStrictEqual(FITTING)
    expect(pages.length).toBeGreaterThan(2)
    const back: number[] = []
    // The last page may be empty, and then nothing leads back from it.
    page = pages.at(-2)!
    while (page !== '') {
      const { body } = await read(page)
      back.unshift(...body.data.map(idOf))
      page = (body.prev_page_url ?? '').replace(ORIGIN, '')
    }
    expect([...new Set(back)]).toStrictEqual(there)
  })

  it('counts by page what fits among 10,000 rows, and goes on by cursor', async () => {
    const { body } = await read(path)
    expect(body.total).toBeLessThan(FITTING.length)
    expect(body.data.length).toBe(body.total)
    const seen: number[] = body.data.map(idOf)
    let next: string | null = body.next_page_url
    expect(next).toContain('cursor=')
    expect(body.links.at(-1).url).toBe(next)
    while (next !== null) {
      const { body: page } = await read(next.replace(ORIGIN, ''))
      seen.push(...page.data.map(idOf))
      next = page.next_page_url
    }
    expect(seen.toSorted((one, other) => one - other)).toStrictEqual(FITTING)
  })

  it('counts by page what its pages show, and the last one goes on by cursor', async () => {
    const { body: all } = await read(path)
    const { body: first } = await read(`${path}&per_page=1`)
    expect(first).toMatchObject({ total: all.data.length, last_page: all.data.length })
    const { body: last } = await read(first.last_page_url.replace(ORIGIN, ''))
    expect(last.data).toStrictEqual(all.data.slice(-1))
    expect(last.next_page_url).toContain('cursor=')
  })
})

describe('a page behind prev_cursor', () => {
  it('is empty and has no cursor where nothing comes before', async () => {
    const { body: first } = await read(`${RARE[1][0]}&cursor=`)
    const { body: second } = await read(first.next_page_url.replace(ORIGIN, ''))
    const { body: back } = await read(second.prev_page_url.replace(ORIGIN, ''))
    expect(back.data.map(ofRooms)).toStrictEqual([9500])
    const { body: front } = await read(back.prev_page_url.replace(ORIGIN, ''))
    expect(front).toMatchObject({ data: [], prev_cursor: null, next_cursor: null })
  })
})

describe('a list with any of its filters', () => {
  // One test for each list: 200,000 rows are made for it.
  it.each(lists.filter((list) => filtersOf(list).length > 0))(
    'asks at most 10,000 rows: $id',
    async (list) => {
      const pages = filtersOf(list).flatMap((filter) => [filter, `${filter}&cursor=`])
      for (const page of pages) {
        const { rowsRead } = await read(`${pathOf(list)}?${page}`)
        expect.soft(rowsRead, page).toBeLessThan(MOST_ROWS_READ)
      }
    },
  )

  it('asks at most 10,000 entries of the waiting list, also for several users, topics and dates', async () => {
    for (const filter of [
      '[id_user]=9',
      '[id_user]=9,10',
      '[id_chat_topic]=1,7',
      '[date_handled]=2030-01-01T00:00:00Z',
    ]) {
      const path = `/api/v2/chat/waiting-list?filter${filter}`
      expect.soft((await read(path)).rowsRead, path).toBeLessThan(2 * MOST)
    }
  })

  it('finds every entry of one topic, however old', async () => {
    await env.DB.prepare('update waiting_list set id_chat_topic = 9 where id_waiting = 1001').run()
    const { body, rowsRead } = await read('/api/v2/chat/waiting-list?filter[id_chat_topic]=9')
    expect(body.map(({ id_waiting: id }: { id_waiting: number }) => id)).toStrictEqual([1001])
    expect(rowsRead).toBeLessThan(10)
  })
})

describe('rooms without the date that the list is in the order of', () => {
  const FEW = [9500, 19_000]
  const path = '/api/v2/manager/chatrooms?sort=-last_message_date'

  beforeEach(() =>
    env.DB.prepare(
      `update chatrooms set last_message_date = null where id_chatroom in (${FEW.join(', ')})`,
    ).run(),
  )

  /** Follows the links from a cursor, and answers the rooms that are not dated. */
  const follow = async (cursor: readonly unknown[], link: 'next_page_url' | 'prev_page_url') => {
    const seen: number[] = []
    let page: string | null =
      `${path}&cursor=${btoa(JSON.stringify(['-last_message_date', ...cursor])).replaceAll('=', '')}`
    while (page !== null && seen.length < FEW.length) {
      const { body } = await read(page.replace(ORIGIN, ''))
      const undated = body.data.filter(
        ({ last_message_date: date }: { last_message_date: string | null }) => date === null,
      )
      seen.push(...undated.map(ofRooms))
      page = body[link]
    }
    return seen
  }

  it('are found behind all that have one, and before the end, with at most 10,000 rooms asked a request', async () => {
    expect(await follow([false, FIRST, FIRST], 'next_page_url')).toStrictEqual(FEW.toReversed())
    expect(await follow([true, null, 1], 'prev_page_url')).toStrictEqual(FEW)
  })

  it('are the last pages by number', async () => {
    const { body } = await read(`${path}&per_page=90&page=${Math.ceil((ROWS + 1) / 90)}`)
    expect(body.data.map(ofRooms).slice(-2)).toStrictEqual(FEW.toReversed())
  })
})

describe('a total without a filter', () => {
  it('is that of all rooms of the brand', async () => {
    expect((await read('/api/v2/manager/chatrooms')).body.total).toBe(FIRST + ROWS - 1)
  })

  /** The people of `arrange` come on top. */
  const EVERYBODY = ROWS + 4
  const ANONYMIZED = ROWS / 50

  it.each([
    ['listAmbassadors', EVERYBODY - ANONYMIZED],
    ['listManagedAmbassadors', EVERYBODY],
  ])('is that of all people of %s, for one row more than a page by cursor', async (id, total) => {
    await ambassadors([1, 2], { idBrand: 4 })
    await env.DB.prepare(
      `update ambassadors set anonymized = 1 where id_ambassador >= ${FIRST} and id_ambassador % 50 = 0`,
    ).run()
    const list = lists.find((one) => one.id === id)!
    for (const sort of sortsOf(list)) {
      const path = `${pathOf(list)}?sort=${sort}`
      const byCursor = await read(`${path}&cursor=`)
      const first = await read(path)
      expect(first.body.data).toStrictEqual(byCursor.body.data)
      expect([first.body.total, first.rowsRead]).toStrictEqual([total, byCursor.rowsRead + 1])
      const last = Math.ceil(total / 100)
      const { body } = await read(`${path}&per_page=100&page=${last}`)
      expect(body).toMatchObject({ total, last_page: last, to: total, next_page_url: null })
      expect(body.data.length).toBe(total % 100 || 100)
    }
  })

  it.each(['/api/v2/chat/chatrooms/1/messages', '/api/v2/chat/ambassadors/1/chatrooms'])(
    'counts 10,000 of %s, and pages behind them are there',
    async (path) => {
      const first = await read(path)
      expect(first.body.total).toBe(MOST)
      expect(first.rowsRead).toBeLessThan(2 * MOST)
      const { body } = await read(`${path}?per_page=100&page=101`)
      expect(body.data.length).toBe(100)
      expect(body.total).toBe(MOST + 101)
      expect(body.next_page_url).toContain('page=102')
    },
  )
})
