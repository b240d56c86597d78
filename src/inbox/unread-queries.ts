// What is unread, by the definition of the contract: an index is asked each time, no counter can drift.
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { messages } from '../db/conversation-schema.ts'
import { chatroomPivots, chatrooms } from '../db/schema.ts'

/** Up to where the ambassador of a pivot has read or purged its room. */
export const mark = sql`max(coalesce(${chatroomPivots.lastReadMessage}, 0), coalesce(${chatroomPivots.purgedMessage}, 0))`

/**
 * The unread messages of the pivot in scope: those of others, not deleted, behind its mark. The date of the mark lets the index
 * begin there: inside a room dates never decrease as ids grow.
 */
const unread = (selected: SQL): SQL => sql`(
  select ${selected} from ${messages} indexed by messages_chatroom
  where ${messages.idBrand} = ${chatroomPivots.idBrand} and ${messages.idChatroom} = ${chatroomPivots.idChatroom}
    and ${messages.insertedAt} >= coalesce((
      select marked.date_insert from ${messages} marked
      where marked.id_brand = ${chatroomPivots.idBrand} and marked.id_message = ${mark}), 0)
    and ${messages.idMessage} > ${mark} and ${messages.isActive} = 1
    and ${messages.idAuthor} <> ${chatroomPivots.idAmbassador})`

/** How many unread messages the pivot in scope has. */
export const unreadCount: SQLWrapper = unread(sql`count(*)`)

/** Whether the pivot in scope has an unread message. Where the newest one has been read, no message is looked at. */
export const hasUnread: SQLWrapper = sql`(${mark} < (
  select ${chatrooms.lastMessage} from ${chatrooms}
  where ${chatrooms.idBrand} = ${chatroomPivots.idBrand} and ${chatrooms.idChatroom} = ${chatroomPivots.idChatroom})
  and exists ${unread(sql`1`)})`
