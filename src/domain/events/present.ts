// Events to the wire.
import { presentAmbassador } from '../ambassadors/present.ts'
import { SYSTEM, type View } from '../../contract/actor.ts'
import { presentBriefChatroom } from '../chatrooms/present.ts'
import { EVENT_TYPES, type EventType } from '../../contract/event-types.ts'
import { dateTime } from '../../contract/fields.ts'
import type { EventRow } from '../../db/event-schema.ts'
import { presentMessage } from '../messages/present.ts'
import { presentRating } from '../ratings/present.ts'
import { presentSummary } from '../summaries/present.ts'
import { presentEntry } from '../waiting-list/present.ts'
import { encodeCursor } from './cursor.ts'
import type { Event } from './schema.ts'
import type { Subject } from './subject.ts'

/** An event with what it tells of. */
export interface FilledRow extends Omit<EventRow, 'idBrand'> {
  readonly subject: Subject | null
}

const presentSubject = (subject: Subject, view: View) => {
  if ('message' in subject) return presentMessage({ ...subject.author, ...subject.message }, view)
  if ('room' in subject) {
    const { room, lasts, members } = subject
    return presentBriefChatroom({ ...room, ...lasts, members }, view)
  }
  if ('rating' in subject) return presentRating(subject.rating)
  if ('summary' in subject) return presentSummary(subject.summary)
  if ('entry' in subject) return presentEntry(subject.entry)
  if ('person' in subject) return presentAmbassador(subject.person, view)
  const { pivot } = subject
  return {
    id_chatroom: pivot.idChatroom,
    id_ambassador: pivot.idAmbassador,
    last_read_message: pivot.lastReadMessage,
    is_blocked: pivot.isBlocked,
    archived: pivot.isArchived,
    flag: pivot.flag,
    purged_message: pivot.purgedMessage,
  }
}

/** All that there is to say of an event that tells who has read what. */
const presentRead = ({ idChatroom, idAmbassador, idMessage }: FilledRow) => ({
  id_chatroom: idChatroom,
  id_ambassador: idAmbassador,
  last_read_message: idMessage,
})

/** An event as the caller sees it; null for one of a type that is not known here. */
export const presentEvent = (row: FilledRow, view: View): Event | null => {
  const type: EventType | undefined = EVENT_TYPES[row.typeEvent]
  if (type === undefined) return null
  const { subject } = row
  return {
    type,
    id_event: row.idEvent,
    cursor: encodeCursor(row),
    date_insert: dateTime(row.insertedAt),
    ...(row.idChatroom === null ? {} : { id_chatroom: row.idChatroom }),
    ...(type.startsWith('message.') ? { id_message: row.idMessage } : {}),
    data: type === 'chatroom.read' ? presentRead(row) : subject && presentSubject(subject, view),
  } as Event
}

/** A whole event at the time `now` (milliseconds), as the brand's own systems see it. */
export const presentWhole = (row: FilledRow, now: number): Event | null =>
  presentEvent(row, { actor: SYSTEM, now })
