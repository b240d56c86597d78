// The SQL that turns the rooms of a page into rows of an ambassador's own list.
import { and, eq, sql } from 'drizzle-orm'
import { isRoomOf, type Page, sortColumns } from '../domain/chatrooms/list-queries.ts'
import { lastsOf, roomColumns } from '../domain/chatrooms/queries.ts'
import { messages } from '../db/conversation-schema.ts'
import { ambassadors, chatroomPivots, chatrooms } from '../db/schema.ts'
import { bound, select } from '../db/statement.ts'
import { authoredColumns, isAuthor, newestSeen } from '../domain/messages/queries.ts'
import { unreadCount } from './unread-queries.ts'

/** The rooms of a page as an ambassador sees them. */
export const listRoomsOf = (idBrand: number, idAmbassador: number, { rooms, order }: Page) =>
  bound(
    select({
      ...roomColumns,
      ...lastsOf,
      ...sortColumns,
      lastReadMessage: chatroomPivots.lastReadMessage,
      isBlocked: chatroomPivots.isBlocked,
      isArchived: chatroomPivots.isArchived,
      unread: sql<number>`${unreadCount}`,
    })
      .from(sql`(${rooms}) page`)
      .crossJoin(chatrooms)
      .crossJoin(chatroomPivots)
      .where(
        and(
          isRoomOf(idBrand),
          eq(chatroomPivots.idBrand, chatrooms.idBrand),
          eq(chatroomPivots.idChatroom, chatrooms.idChatroom),
          eq(chatroomPivots.idAmbassador, idAmbassador),
        ),
      )
      .orderBy(order),
  )

/** The newest message of each room of a page that the ambassador sees. */
export const listLastMessages = (idBrand: number, idAmbassador: number, { rooms }: Page) =>
  bound(
    select(authoredColumns)
      .from(sql`(${rooms}) page`)
      .crossJoin(messages)
      .crossJoin(ambassadors)
      .where(
        and(
          eq(messages.idBrand, idBrand),
          sql`${messages.idMessage} = ${newestSeen(idBrand, sql`page.id`, idAmbassador)}`,
          isAuthor,
        ),
      ),
  )
