// The SQL that turns the rooms of a page into rows of a list. A page is a subquery of rooms, each with the `key` that it is sorted
// by. It is walked first and everything else is looked up by key, so the rows come in its order: a sort is a row read for each.
import { type SQL, sql } from 'drizzle-orm'
import { chatrooms } from '../../db/schema.ts'
import { bound, select } from '../../db/statement.ts'
import { firstMembers, lastsOf, roomColumns } from './queries.ts'

/** What a list shows of the rooms of a page, but for the member who is `known`. */
export const listedColumns = (known: number | null) => ({
  ...roomColumns,
  ...lastsOf,
  members: firstMembers(chatrooms.idBrand, chatrooms.idChatroom, known),
  sortKey: sql<number | null>`key`,
  sortId: chatrooms.idChatroom,
})

/** The rooms of a brand whose ids and keys are the rows of `found`, in their order. */
export const roomsOf = (idBrand: number, found: SQL): SQL => sql`
  select ${chatrooms}.*, page.key from (${found}) page cross join ${chatrooms}
  where ${chatrooms.idBrand} = ${idBrand} and ${chatrooms.idChatroom} = page.id`

/** The rooms of a page. */
export const listRooms = (page: SQL) =>
  bound(select(listedColumns(null)).from(sql`(${page}) ${chatrooms}`))
