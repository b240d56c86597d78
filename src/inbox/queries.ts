// The SQL that turns the rooms of a page into rows of an ambassador's own list.
import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { listedColumns } from '../domain/chatrooms/list-queries.ts'
import { messages } from '../db/conversation-schema.ts'
import { jsonValue } from '../db/rows.ts'
import { ambassadors, chatroomPivots, chatrooms } from '../db/schema.ts'
import { bound, select } from '../db/statement.ts'
import type { MessageParts } from '../domain/messages/parts.ts'
import { isAuthor, messageParts, newestSeen } from '../domain/messages/queries.ts'
import { mark, unreadCount } from './unread-queries.ts'

/** A message of the room, if the ambassador sees it. */
const seen = (idMessage: SQLWrapper) => sql`(
  select ${messageParts} from ${messages} cross join ${ambassadors}
  where ${messages.idBrand} = ${chatrooms.idBrand} and ${messages.idMessage} = ${idMessage} and ${isAuthor}
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
      last: jsonValue<MessageParts | null>(
        sql`coalesce(${seen(chatrooms.lastMessage)}, ${seen(newestSeen(idBrand, chatrooms.idChatroom, idAmbassador))})`,
      ),
      unread: sql<number>`iif(${mark} >= ${chatrooms.lastMessage}, 0, ${unreadCount})`,
    })
      .from(page)
      .crossJoin(chatroomPivots)
      .where(
        and(
          eq(chatroomPivots.idBrand, idBrand),
          eq(chatroomPivots.idChatroom, chatrooms.idChatroom),
          eq(chatroomPivots.idAmbassador, idAmbassador),
        ),
      ),
  )
