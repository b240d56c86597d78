// By cursor, page 1,000 of a list reads as many rows as page 1.
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { copiesOfAll } from '../support/copies.ts'
import { metered } from '../support/metered.ts'
import { arrange, lists, pathOf, signFullToken, sortsOf } from '../support/operations.ts'
import { fillDeliveries } from '../support/webhooks.ts'
import { send } from '../support/worker.ts'

const PAGES = 1000
const PER_PAGE = 2
/** Rows a request when all that matters is to get there. */
const STRIDE = 100
const ROWS = PAGES * PER_PAGE + 2 * STRIDE
const FIRST = 2001

const numbers = `with recursive n(id) as (select ${FIRST} union all select id + 1 from n where id < ${FIRST + ROWS - 1})`

/** Rooms of ambassador 1, each with its own date, rating and other member; messages of room 1; copies of all else. */
beforeEach(async () => {
  await arrange()
  const statements = [
    ...copiesOfAll(numbers),
    `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert, last_message_date, last_rating)
     ${numbers} select 3, id, 'pair:1:' || id, 0, 2, 0, id * 1000, id * 1000, 3 from n`,
    `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, last_action_date) ${numbers} select 3, id, 1, id * 1000 from n`,
    `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, last_action_date) ${numbers} select 3, id, id, id * 1000 from n`,
    `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
     ${numbers} select 3, id, 1, 1, 0, 'x', id * 1000 from n`,
    // Or the list of rooms counts them.
    `update chatroom_pivots set last_read_message = ${FIRST + ROWS - 1} where id_brand = 3 and id_chatroom = 1`,
  ]
  await env.DB.batch(statements.map((sql) => env.DB.prepare(sql)))
  // The deliveries of webhook 1 are in its object.
  await fillDeliveries(
    1,
    `${numbers} select id, 0, 0, 'room 1', 10, 3, null, 0, 500, null, 1 from n`,
  )
})

/** A page behind a cursor, with the rows that it read. */
const readPage = async (path: string, sort: string, cursor: string, perPage: number) => {
  const { binding, meter } = metered(env.DB)
  const query = new URLSearchParams({ sort, cursor, per_page: String(perPage) })
  const { status, body } = await send('GET', `${path}?${query.toString()}`, {
    token: await signFullToken(),
    env: { DB: binding },
  })
  expect([status, body.data.length]).toStrictEqual([200, perPage])
  return { next: body.next_cursor as string, rowsRead: meter.rowsRead }
}

it.each(lists.map((list) => [list.id, list] as const))(
  '%s reads on page 1,000 the rows of page 1, in each of its orders',
  async (_, list) => {
    const path = pathOf(list)
    for (const sort of sortsOf(list)) {
      const first = await readPage(path, sort, '', PER_PAGE)
      let cursor = ''
      for (let row = 0; row < (PAGES - 1) * PER_PAGE; row += STRIDE) {
        cursor = (await readPage(path, sort, cursor, STRIDE)).next
      }
      const deep = await readPage(path, sort, cursor, PER_PAGE)
      const figures = `${sort}: ${first.rowsRead} and ${deep.rowsRead}`
      // The first page may also have members, ratings and messages to read.
      expect.soft(deep.rowsRead - first.rowsRead, figures).toBeLessThanOrEqual(2)
      expect.soft(first.rowsRead, figures).toBeLessThan(64)
    }
  },
  60_000,
)
