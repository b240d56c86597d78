// Rows of the waiting list to the wire.
import type { WaitingRow } from '../../db/conversation-schema.ts'
import { dateTime } from '../../contract/fields.ts'
import type { WaitingEntry } from './schema.ts'

/** All of an entry is shown. */
export type EntryRow = WaitingRow

export const presentEntry = (row: EntryRow): WaitingEntry => ({
  id_waiting: row.idWaiting,
  id_ambassador: row.idAmbassador,
  id_user: row.idUser,
  id_brand: row.idBrand,
  id_chat_topic: row.idChatTopic,
  content: row.content,
  id_chatroom: row.idChatroom,
  date_insert: dateTime(row.insertedAt),
  date_handled: dateTime(row.handledAt),
  date_update: dateTime(row.updatedAt),
  date_delete: dateTime(row.deletedAt),
  source: row.source as WaitingEntry['source'],
  id_transferrer: row.idTransferrer,
  id_chatroom_transferred: row.idChatroomTransferred,
  comment: row.comment,
})
