// A brand with more rows in each list than a request asks whether they fit.
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { metered } from './metered.ts'
import { arrange, signFullToken } from './operations.ts'
import { send } from './worker.ts'

/** Rows that a request asks. */
export const MOST = 10_000
export const ROWS = 25_000
export const FIRST = 1001
/** Each row that is asked, with another one that it is asked of, and the last of them once more; the total asks again. */
export const MOST_ROWS_READ = 5 * MOST + 100

export const ORIGIN = 'https://chat.example.com'

/** One among the oldest 10,000, three among the newest. */
export const FITTING = [9500, 17_000, 18_000, 19_000]

const numbers = `with recursive n(id) as (select ${FIRST} union all select id + 1 from n where id < ${FIRST + ROWS - 1})`

/** Rooms and messages of ambassador 1, people and entries of the waiting list. Four of each fit what few fit. */
export const arrangeManyRows = async () => {
  await arrange()
  const fits = `id in (${FITTING.join(', ')})`
  const statements = [
    `insert into ambassadors (id_brand, id_ambassador, active, status, last_action_date, search_text)
     ${numbers} select 3, id, 1, iif(${fits}, 8, 3), id, iif(${fits}, 'zoe', 'ann') from n`,
    `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert, last_message_date, last_message)
     ${numbers} select 3, id, 'pair:1:' || id, 0, 2, iif(${fits}, 2, 0), id, id, id from n`,
    `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, last_action_date, last_read_message)
     ${numbers} select 3, id, 1, id, id - (${fits}) from n`,
    `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, last_action_date) ${numbers} select 3, id, id, id from n`,
    `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
     ${numbers} select 3, id, id, id, 0, 'x', id from n`,
    `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
     ${numbers} select 3, id + 100000, 1, 1, iif(${fits}, 7, 0), 'x', 1900000000000 + id from n`,
    `insert into waiting_list (id_brand, id_waiting, id_user, date_insert, date_update, date_handled, id_chat_topic)
     ${numbers} select 3, id, 2, 0, 0, 0, id % 3 from n`,
    `update chatroom_pivots set last_read_message = ${FIRST + ROWS + 100_000} where id_chatroom = 1`,
  ]
  await env.DB.batch(statements.map((sql) => env.DB.prepare(sql)))
}

/** A page of a list, for fewer than `most` rows read. */
export const read = async (path: string, most = MOST_ROWS_READ) => {
  const { binding, meter } = metered(env.DB)
  const token = await signFullToken()
  const { status, body } = await send('GET', path, { token, env: { DB: binding } })
  expect([path, status]).toStrictEqual([path, 200])
  // A page by number walks past all that is in front of it.
  if (!path.includes('&page=')) expect.soft(meter.rowsRead, path).toBeLessThan(most)
  return { body, rowsRead: meter.rowsRead }
}
