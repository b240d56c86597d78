// By cursor, page 1,000 of a list reads as many rows as page 1.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { encodeCursor } from '../../src/lists/cursor.ts'
import { metered } from '../support/metered.ts'
import { arrange, signFullToken } from '../support/operations.ts'
import { CHATROOMS, send } from '../support/worker.ts'

const ROWS = 5050
const PER_PAGE = 5
const FIRST = 2001

const numbers = `with recursive n(id) as (select ${FIRST} union all select id + 1 from n where id < ${FIRST + ROWS - 1})`

/** Rooms of ambassador 1, each with its own date, rating and other member; people and tags. */
beforeEach(async () => {
  await arrange()
  const statements = [
    `insert into ambassadors (id_brand, id_ambassador, active, status, last_action_date) ${numbers} select 3, id, 1, 7, id * 1000 from n`,
    `insert into brand_tags (id_brand, id_brand_tag, name, visibility_chat) ${numbers} select 3, id, 'x', 1 from n`,
    `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert, last_message_date, last_rating)
     ${numbers} select 3, id, 'pair:1:' || id, 0, 2, 0, id * 1000, id * 1000, 3 from n`,
    `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, last_action_date) ${numbers} select 3, id, 1, id * 1000 from n`,
    `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, last_action_date) ${numbers} select 3, id, id, id * 1000 from n`,
  ]
  await env.DB.batch(statements.map((sql) => env.DB.prepare(sql)))
})

const rowsRead = async (path: string): Promise<number> => {
  const { binding, meter } = metered(env.DB)
  const { status, body } = await send('GET', path, {
    token: await signFullToken(),
    env: { DB: binding },
  })
  expect([status, body.data.length]).toStrictEqual([200, PER_PAGE])
  return meter.rowsRead
}

/** The row before page 1,000 in either direction; the key of a list by id is the id, that of ratings the same for all. */
const cursorFor = (sort: string): string => {
  const before = 999 * PER_PAGE
  const id = sort.startsWith('-') ? FIRST + ROWS - before : FIRST + before
  const isById = /id_|date_insert/.test(sort) && !sort.includes('message')
  const keys: Record<string, number> = { last_rating: 3, visibility_chat: 1 }
  const key = keys[sort.replace('-', '')] ?? (isById ? id : id * 1000)
  return encodeCursor({ key, id, isBackward: false }, sort)
}

const BOTH = (sort: string) => [sort, `-${sort}`]

const LISTS = [
  ['/api/v2/chat/ambassadors/1/chatrooms', BOTH('last_action_date')],
  [
    '/api/v2/manager/chatrooms',
    ['id_chatroom', 'date_insert', 'last_message_date', 'last_rating'].flatMap(BOTH),
  ],
  ['/api/v2/chat/ambassadors', BOTH('last_action_date')],
  ['/api/v2/manager/ambassadors', ['id_ambassador', 'last_action_date'].flatMap(BOTH)],
  ['/api/v2/manager/brand-tags', ['id_brand_tag', 'visibility_chat'].flatMap(BOTH)],
] as const

describe('the rows read on page 1,000 are those of page 1', () => {
  it.each(LISTS)('of %s', async (path, sorts) => {
    for (const sort of sorts) {
      const query = `${path}?per_page=${PER_PAGE}&sort=${sort}&cursor=`
      const first = await rowsRead(query)
      const deep = await rowsRead(`${query}${cursorFor(sort)}`)
      // Pages differ by the ratings and messages that their own rooms happen to have.
      expect.soft(Math.abs(deep - first), `${query}: ${first} and ${deep}`).toBeLessThanOrEqual(12)
      expect.soft(first, query).toBeLessThan(160)
    }
  })

  it.each(BOTH('date_insert'))(`of the messages of a room by %s`, async (sort) => {
    await env.DB.prepare(
      `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
       ${numbers} select 3, id, 1, 1, 0, 'x', id * 1000 from n`,
    ).run()
    const query = `${CHATROOMS}/1/messages?per_page=${PER_PAGE}&sort=${sort}&cursor=`
    const first = await rowsRead(query)
    const at = FIRST + 2500
    const deep = await rowsRead(
      `${query}${encodeCursor({ key: at * 1000, id: at, isBackward: false }, sort)}`,
    )
    expect(Math.abs(deep - first)).toBeLessThanOrEqual(2)
  })
})
