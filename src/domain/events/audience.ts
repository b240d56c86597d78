// Whom an event concerns, beside the brand's own systems, which are told everything.
import { EVENT_TYPES } from '../../contract/event-types.ts'

/** Members up to whom a room is told who has read what, who writes and who is there. */
export const SMALL_ROOM = 100

/** What travels from the Worker to a hub: both may be of different versions for a while, so fields are only ever added. */
export interface Audience {
  readonly ambassadors?: readonly number[]
  /** All members of this room. */
  readonly room?: number
  /** All members of the brand: those who take up conversations. */
  readonly isForMembers?: boolean
  /** Those who share a one-to-one room with this ambassador. */
  readonly peersOf?: number
}

export interface EventFacts {
  readonly typeEvent: number
  readonly idChatroom: number | null
  readonly idAmbassador: number | null
  /** `pair:1:2` or `tag:7`; null for an event without a room. */
  readonly roomKey: string | null
  /** Of an event that tells who has read what; null for the others. */
  readonly memberCount: number | null
}

const everybodyIn = ({ roomKey, idChatroom }: EventFacts): Audience => {
  const [kind, ...ids] = (roomKey ?? '').split(':')
  if (kind === 'pair') return { ambassadors: ids.map(Number) }
  return idChatroom === null ? {} : { room: idChatroom }
}

/** Whom an event concerns. An event of an unknown type is for the brand's systems alone. */
export const audienceOf = (told: EventFacts): Audience => {
  const own = told.idAmbassador === null ? [] : [told.idAmbassador]
  switch (EVENT_TYPES[told.typeEvent]) {
    case 'message.created':
    case 'message.updated':
    case 'chatroom.created':
    case 'chatroom.updated':
    case 'rating.updated':
    case 'summary.created':
      return everybodyIn(told)
    case 'chatroom.read':
      return (told.memberCount ?? 0) > SMALL_ROOM ? { ambassadors: own } : everybodyIn(told)
    case 'waiting.created':
    case 'waiting.handled':
      return { ambassadors: own, isForMembers: true }
    case 'ambassador.updated':
      return { ambassadors: own, peersOf: own[0] ?? 0 }
    case 'pivot.updated':
      return { ambassadors: own }
    default:
      return {}
  }
}
