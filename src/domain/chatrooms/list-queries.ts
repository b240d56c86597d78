// The SQL that turns the rooms of a page into rows. A page is a subquery `page` of `id` and sort `key`, walked first: every
// other table is looked up by key.
import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
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

/** The first members of each room of a page, by id, and `owner` wherever it is a member. */
export const listMembersOfRooms = (idBrand: number, owner: number | null, { rooms }: Page) =>
  bound(
    select(memberColumns)
      .from(sql`(${rooms}) page`)
      .crossJoin(chatroomPivots)
      .crossJoin(ambassadors)
      .where(
        and(
          eq(chatroomPivots.idBrand, idBrand),
          eq(chatroomPivots.idChatroom, sql`page.id`),
          sql`${chatroomPivots.idAmbassador} in (
            select * from (
              select shown.id_ambassador from ${chatroomPivots} shown
              where shown.id_brand = ${idBrand} and shown.id_chatroom = page.id
              order by shown.id_ambassador limit ${literal(SHOWN_MEMBERS)})
            union select ${owner})`,
          eq(ambassadors.idBrand, chatroomPivots.idBrand),
          eq(ambassadors.idAmbassador, chatroomPivots.idAmbassador),
        ),
      )
      .orderBy(asc(chatroomPivots.idChatroom), asc(chatroomPivots.idAmbassador)),
  )
