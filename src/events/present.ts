// Events to the wire.
import type { View } from '../auth/caller.ts'
import type { EventRow } from '../db/event-schema.ts'
import { type AuthoredMessageRow, presentMessage } from '../messages/present.ts'
import { dateTime } from '../contract/fields.ts'
import { encodeCursor } from './cursor.ts'
import type { Event } from './schema.ts'
import { EVENT_TYPES } from './types.ts'

/** An event with what it tells of. */
export interface FilledRow extends Omit<EventRow, 'idBrand'> {
  readonly message: AuthoredMessageRow | null
}

/** An event as the caller sees it; null for one of a type that is not known here. */
export const presentEvent = (row: FilledRow, view: View): Event | null => {
  const type = EVENT_TYPES[row.typeEvent]
  const head = {
    id_event: row.idEvent,
    cursor: encodeCursor(row),
    date_insert: dateTime(row.insertedAt),
  }
  switch (type) {
    case 'message.created':
    case 'message.updated':
      return {
        type,
        ...head,
        id_chatroom: row.idChatroom!,
        id_message: row.idMessage!,
        data: row.message === null ? null : presentMessage(row.message, view),
      }
    default:
      return null
  }
}

const BRAND = { self: null, scopes: new Set(['chat:brand']) }

/** An event as the brand's own systems see it at the time `now` (milliseconds). */
export const presentWhole = (row: FilledRow, now: number): Event | null =>
  presentEvent(row, { caller: BRAND, now })
