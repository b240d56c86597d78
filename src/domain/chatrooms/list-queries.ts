// The SQL that turns the rooms of a page into rows of a list. A page is what `pageOf` makes of
// rooms. It is walked first and everything else is looked up by key, so the rows come in its order: a sort is a row read for each.
import type { SQL } from 'drizzle-orm'
import { edgeColumns } from '../../db/keyset.ts'
import { chatrooms } from '../../db/schema.ts'
import { bound, select } from '../../db/statement.ts'
import { firstMembers, lastsOf, roomColumns } from './queries.ts'

/** What a list shows of the rooms of a page, but for the member who is `known`. */
export const listedColumns = (known: number | null) => ({
  ...roomColumns,
  ...lastsOf,
  members: firstMembers(known),
  ...edgeColumns,
  sortId: chatrooms.idChatroom,
})

/** The rooms of a page. */
export const listRooms = (page: SQL) => bound(select(listedColumns(null)).from(page))
