// What is held about one person to the lines of its export.
import type { View } from '../contract/actor.ts'
import type { MessageRow, RatingRow } from '../db/conversation-schema.ts'
import type { ChatroomPivotRow } from '../db/schema.ts'
import { presentRating } from '../domain/ratings/present.ts'
import { type EntryRow, presentEntry } from '../domain/waiting-list/present.ts'
import { dateTime } from '../contract/fields.ts'
import type { ExportLine } from './export-schema.ts'
import type { PersonRow } from '../domain/ambassadors/present.ts'
import { presentManagedAmbassador } from './present.ts'

export const personLine = (row: PersonRow, view: View): ExportLine => ({
  type: 'ambassador',
  ...presentManagedAmbassador(row, view),
})

export const tagLine = ({ id, name }: { id: number; name: string }): ExportLine => ({
  type: 'brand_tag',
  id_brand_tag: id,
  name,
})

export const pivotLine = (row: Omit<ChatroomPivotRow, 'idBrand'>): ExportLine => ({
  type: 'chatroom_pivot',
  id_chatroom: row.idChatroom,
  last_read_message: row.lastReadMessage,
  is_blocked: row.isBlocked,
  archived: row.isArchived,
  flag: row.flag,
  purged_message: row.purgedMessage,
  has_posted: row.hasPosted,
  last_action_date: dateTime(row.lastActionAt),
})

export type WrittenRow = Omit<MessageRow, 'idBrand' | 'requestKey' | 'requestHash' | 'request'>

export const messageLine = (row: WrittenRow): ExportLine => ({
  type: 'message',
  id_message: row.idMessage,
  id_chatroom: row.idChatroom,
  date_insert: dateTime(row.insertedAt),
  content: row.content,
  type_message: row.typeMessage,
  status_moderation: row.statusModeration,
  active: row.isActive,
  id_rating: row.idRating,
})

export const ratingLine = (row: RatingRow & { idChatroom: number }): ExportLine => ({
  type: 'rating',
  id_chatroom: row.idChatroom,
  ...presentRating(row),
})

export const entryLine = (row: EntryRow): ExportLine => ({ type: 'waiting', ...presentEntry(row) })

/** An entry that the person has taken up. What the one who waited said is not about the person. */
export const takenLine = (row: EntryRow): ExportLine =>
  entryLine({ ...row, content: null, comment: null })
