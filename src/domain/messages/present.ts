// Message rows to the wire.
import { presentAmbassador } from '../ambassadors/present.ts'
import type { View } from '../../contract/actor.ts'
import type { AmbassadorRow } from '../../db/schema.ts'
import { presentRating } from '../ratings/present.ts'
import { dateTime } from '../../contract/fields.ts'
import type { ShownMessageRow } from './parts.ts'
import type { Message } from './schema.ts'

/** A message with its author and its rating. */
export type AuthoredMessageRow = AmbassadorRow & ShownMessageRow

/** A message with its author as the caller sees it. */
export const presentMessage = (row: AuthoredMessageRow, view: View): Message => ({
  id_message: row.idMessage,
  date_insert: dateTime(row.sentAt),
  author: presentAmbassador(row, view),
  content: row.content,
  type_message: row.typeMessage,
  status_moderation: row.statusModeration,
  ...(row.rating === null ? {} : { rating: presentRating(row.rating) }),
})
