// The SQL that turns the rooms of a page into rows of an ambassador's own list.
import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { listedColumns } from '../domain/chatrooms/list-queries.ts'
import { messages } from '../db/conversation-schema.ts'
import { TypeChatroom } from '../contract/codes.ts'
import { jsonRow, jsonValue } from '../db/rows.ts'
import {
  ambassadorColumns,
  type AmbassadorRow,
  ambassadors,
  chatroomPivots,
  chatrooms,
} from '../db/schema.ts'
import { bound, literal, select } from '../db/statement.ts'
import type { LastMessageRow } from '../domain/messages/parts.ts'
import { isAuthor, messageColumns, newestSeen } from '../domain/messages/queries.ts'
import { mark, unreadCount } from './unread-queries.ts'

/** In a room for two the author is one of the members that the row has anyway. */
const lastColumns = {
  ...messageColumns,
  idAuthor: messages.idAuthor,
  author: jsonValue<AmbassadorRow | null>(sql`(
    select ${jsonRow(ambassadorColumns)} from ${ambassadors}
    where ${isAuthor} and ${chatrooms.typeChatroom} <> ${literal(TypeChatroom.oneToOne)})`),
}

/** A message of the room, if the ambassador sees it. */
const seen = (idMessage: SQLWrapper) => sql`(
  select ${jsonRow(lastColumns)} from ${messages}
  where ${messages.idBrand} = ${chatrooms.idBrand} and ${messages.idMessage} = ${idMessage}
    and ${messages.isActive} = 1 and ${messages.idMessage} > coalesce(${chatroomPivots.purgedMessage}, 0))`

/** The rooms of a page as an ambassador sees them: all members but itself, the newest message that it sees, and what is unread. */
export const listRoomsOf = (idBrand: number, idAmbassador: number, page: SQL) =>
  bound(
    select({
      ...listedColumns(idAmbassador),
      lastReadMessage: chatroomPivots.lastReadMessage,
      isBlocked: chatroomPivots.isBlocked,
      isArchived: chatroomPivots.isArchived,
      // Looked for only where the newest one was deleted or purged.
      last: jsonValue<LastMessageRow | null>(
        sql`coalesce(${seen(chatrooms.lastMessage)}, ${seen(newestSeen(idBrand, chatrooms.idChatroom, idAmbassador))})`,
      ),
      unread: sql<number>`iif(${mark} >= ${chatrooms.lastMessage}, 0, ${unreadCount})`,
    })
      .from(page)
      .crossJoin(chatrooms)
      .where(
        and(eq(chatrooms.idBrand, idBrand), eq(chatrooms.idChatroom, chatroomPivots.idChatroom)),
      ),
  )
