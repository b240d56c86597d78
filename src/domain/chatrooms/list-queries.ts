// The SQL that turns the rooms of a page into rows. A page is a subquery `page` of `id` and sort `key`, walked first: every
// other table is looked up by key.
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { INT32_MAX } from '../../contract/codes.ts'
import { ambassadors, chatroomPivots, chatrooms } from '../../db/schema.ts'
import { bound, literal, select } from '../../db/statement.ts'
import { lastsOf, memberColumns, roomColumns } from './queries.ts'

/** Members that a list shows of a room. */
export const SHOWN_MEMBERS = 50

/** The rooms of a page and their order. */
export interface Page {
  readonly rooms: SQL
  readonly order: SQL
}

export const sortColumns = {
  sortKey: sql<number | null>`page.key`,
  sortId: sql<number>`page.id`,
}

/** Looks up the room of a row of the page. */
export const isRoomOf = (idBrand: number) =>
  and(eq(chatrooms.idBrand, idBrand), eq(chatrooms.idChatroom, sql`page.id`))

/** The rooms of a page. */
export const listRooms = (idBrand: number, { rooms, order }: Page) =>
  bound(
    select({ ...roomColumns, ...lastsOf, ...sortColumns })
      .from(sql`(${rooms}) page`)
      .crossJoin(chatrooms)
      .where(isRoomOf(idBrand))
      .orderBy(order),
  )

/** The id of the last member that is shown of a large room, or the largest id there is. */
const lastShown = (idBrand: number) => sql`coalesce((
  select (
    select shown.id_ambassador from ${chatroomPivots} shown
    where shown.id_brand = ${idBrand} and shown.id_chatroom = page.id
    order by shown.id_ambassador limit 1 offset ${literal(SHOWN_MEMBERS - 1)})
  from ${chatrooms} where ${isRoomOf(idBrand)} and ${chatrooms.memberCount} > ${literal(SHOWN_MEMBERS)}), ${literal(INT32_MAX)})`

/** The first members of each room of a page, in no order: a sort is a row read for each. */
export const listMembersOfRooms = (idBrand: number, { rooms }: Page) =>
  bound(
    select(memberColumns)
      .from(sql`(${rooms}) page`)
      .crossJoin(chatroomPivots)
      .crossJoin(ambassadors)
      .where(
        and(
          eq(chatroomPivots.idBrand, idBrand),
          eq(chatroomPivots.idChatroom, sql`page.id`),
          sql`${chatroomPivots.idAmbassador} <= ${lastShown(idBrand)}`,
          eq(ambassadors.idBrand, idBrand),
          eq(ambassadors.idAmbassador, chatroomPivots.idAmbassador),
        ),
      ),
  )
