// Message rows to the wire.
import { presentAmbassador } from '../ambassadors/present.ts'
import type { MessageRow } from '../db/conversation-schema.ts'
import type { AmbassadorRow } from '../db/schema.ts'
import { presentRating } from '../ratings/present.ts'
import { dateTime } from '../wire.ts'
import type { Message } from './schema.ts'

/** A message with its author; its rating comes as JSON. */
export type AuthoredMessageRow = AmbassadorRow &
  Pick<MessageRow, 'idMessage' | 'idChatroom' | 'content' | 'typeMessage' | 'statusModeration'> & {
    sentAt: number
    rating: string | null
  }

/** A message with its author as it looks at the time `now` (milliseconds). */
export const presentMessage = (row: AuthoredMessageRow, now: number): Message => ({
  id_message: row.idMessage,
  date_insert: dateTime(row.sentAt),
  author: presentAmbassador(row, now),
  content: row.content,
  type_message: row.typeMessage,
  status_moderation: row.statusModeration,
  ...(row.rating === null ? {} : { rating: presentRating(JSON.parse(row.rating)) }),
})
