// The rows that a run starts from, and the requests that it sends. All are of brand 3.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A database that can be filled: D1, or a file. */
export interface Filled {
  prepare(sql: string): unknown
  batch(statements: never[]): Promise<unknown>
}

const BRAND = 3
const FIRST_ID = 1001
const AMBASSADORS = 3000
const ROOMS_PER_BATCH = 100_000
const EPOCH = 1_700_000_000_000

/** The ids of the members of the room with this index. No two indexes below four million share a pair. */
export const pairOf = (index: number): [number, number] => {
  const first = index % AMBASSADORS
  const second = (first + 1 + Math.floor(index / AMBASSADORS)) % AMBASSADORS
  return [FIRST_ID + first, FIRST_ID + second]
}

/** The id of the filled room with this index. */
export const roomOf = (index: number): number => FIRST_ID + index

const migrationFolder = join(import.meta.dirname, '..', 'migrations')

/** Makes the tables, as a deployment does. */
export const migrate = async (database: Filled): Promise<void> => {
  const files = readdirSync(migrationFolder).filter((file) => file.endsWith('.sql'))
  for (const file of files.toSorted()) {
    const statements = readFileSync(join(migrationFolder, file), 'utf8').split(
      '--> statement-breakpoint',
    )
    await run(database, statements)
  }
}

const numbers = (first: number, count: number) =>
  `with recursive n(i) as (select ${first} union all select i + 1 from n where i < ${first + count - 1})`

const run = async (database: Filled, statements: readonly string[]): Promise<void> => {
  await database.batch(statements.map((statement) => database.prepare(statement)) as never[])
}

/** Ambassadors with ids from 1001, each an active member. */
export const fillAmbassadors = (database: Filled): Promise<void> =>
  run(database, [
    `insert or ignore into brands (id_brand, date_insert) values (${BRAND}, ${EPOCH})`,
    `insert into ambassadors (id_brand, id_ambassador, firstname, lastname, username, email, image, active, status, customer_id, search_text)
     ${numbers(FIRST_ID, AMBASSADORS)} select ${BRAND}, i, 'First ' || i, 'Last ' || i, 'user.' || i, 'user.' || i || '@example.com',
       'https://images.example.com/' || i || '.jpg', 1, 3, 'C-' || i, 'first ' || i || ' last ' || i from n`,
  ])

/** Rooms for two, from index 0, each with a message, a rating and a summary. They are between the ambassadors from 1001. */
export const fillRooms = async (database: Filled, count: number): Promise<void> => {
  for (let first = 0; first < count; first += ROOMS_PER_BATCH) {
    const rooms = `${numbers(first, Math.min(ROOMS_PER_BATCH, count - first))}, room(id, at, a, b) as (
      select ${FIRST_ID} + i, ${EPOCH} + i, ${FIRST_ID} + i % ${AMBASSADORS},
        ${FIRST_ID} + (i % ${AMBASSADORS} + 1 + i / ${AMBASSADORS}) % ${AMBASSADORS} from n)`
    await run(database, [
      `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert, last_message_date, last_message, first_author, last_rating)
       ${rooms} select ${BRAND}, id, 'pair:' || min(a, b) || ':' || max(a, b), 0, 0, 0, at, at, id, a, id % 6 from room`,
      `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, has_posted, last_action_date)
       ${rooms} select ${BRAND}, id, a, 1, at from room union all select ${BRAND}, id, b, 0, at from room`,
      `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
       ${rooms} select ${BRAND}, id, id, a, 0, 'Hello, how can I help?', at from room`,
      `insert into ratings (id_brand, id_rating, id_chatroom, id_user_rater, id_user_rated, value, date_insert, date_update)
       ${rooms} select ${BRAND}, id, id, b, a, id % 6, at, at from room`,
      `insert into summaries (id_brand, id_summary, id_chatroom, summary, date_insert)
       ${rooms} select ${BRAND}, id, id, 'Asked for a size.', at from room`,
      `insert into waiting_list (id_brand, id_waiting, id_user, date_insert, date_update, date_handled)
       ${rooms} select ${BRAND}, id, a, at, at, at from room`,
    ])
  }
}

/** More messages in each of these rooms, until it has `each`, in turns: what is said later has a larger id. */
export const fillMessages = async (
  database: Filled,
  rooms: number,
  each: number,
): Promise<void> => {
  const last = FIRST_ID + rooms * each
  for (let turn = 1; turn < each; turn += 1) {
    for (let first = 0; first < rooms; first += ROOMS_PER_BATCH) {
      const upTo = Math.min(ROOMS_PER_BATCH, rooms - first)
      await run(database, [
        `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
         ${numbers(first, upTo)} select ${BRAND}, ${FIRST_ID + turn * rooms} + i, ${FIRST_ID} + i,
           ${FIRST_ID} + i % ${AMBASSADORS}, 0, 'Hello, how can I help?', ${EPOCH + turn * rooms} + i from n`,
      ])
    }
  }
  await run(database, [
    `update chatrooms set last_message = last_message + ${last - FIRST_ID - rooms}, last_message_date = last_message_date + ${last - FIRST_ID - rooms}
     where id_brand = ${BRAND}`,
    `update chatroom_pivots set last_action_date = last_action_date + ${last - FIRST_ID - rooms} where id_brand = ${BRAND}`,
  ])
}

/** What the examples of the OpenAPI document speak of: ambassadors 1 to 3 and a tag; the rest is sent through the API. */
export const fillExamples = (database: Filled): Promise<void> =>
  run(database, [
    `insert or ignore into brands (id_brand, date_insert) values (${BRAND}, ${EPOCH})`,
    `insert into ambassadors (id_brand, id_ambassador, active, status) values (${BRAND}, 1, 1, 3), (${BRAND}, 2, 1, 7), (${BRAND}, 3, 1, 3)`,
    `insert into brand_tags (id_brand, id_brand_tag, name) values (${BRAND}, 1, 'Tag 1')`,
    `insert into brand_tag_members (id_brand, id_brand_tag, id_ambassador) values (${BRAND}, 1, 1), (${BRAND}, 1, 2)`,
  ])

/** A tag with `count` ambassadors of its own, with ids from 1,000,001. */
export const fillCrowd = (database: Filled, idBrandTag: number, count: number): Promise<void> =>
  run(database, [
    `insert into brand_tags (id_brand, id_brand_tag, name) values (${BRAND}, ${idBrandTag}, 'Crowd')`,
    `insert into ambassadors (id_brand, id_ambassador, active, status) ${numbers(1_000_001, count)} select ${BRAND}, i, 1, 3 from n`,
    `insert into brand_tag_members (id_brand, id_brand_tag, id_ambassador) ${numbers(1_000_001, count)} select ${BRAND}, ${idBrandTag}, i from n`,
  ])
