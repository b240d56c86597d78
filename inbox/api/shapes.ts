// What the inbox keeps of what the service answers. The wire's names end here.
import type { Schemas } from 'edge-chatrooms/client'

export interface Person {
  readonly id: number
  readonly firstName: string | null
  readonly lastName: string | null
  readonly username: string | null
  /** 0 to 6 work for the brand, 7 and 8 are its clients. */
  readonly status: number
  readonly isOnline: boolean
  /** Milliseconds; null for never. */
  readonly lastSeenAt: number | null
  readonly isAnonymized: boolean
}

/** What one person has with one room. */
export interface Seat {
  readonly id: number
  readonly lastRead: number
  readonly isBlocked: boolean
  readonly isArchived: boolean
}

export interface Rating {
  readonly id: number
  readonly rater: number
  readonly rated: number
  readonly value: number | null
  readonly comment: string | null
}

export interface Message {
  readonly id: number
  readonly author: number
  readonly at: number
  readonly type: number
  readonly content: string
  readonly rating: Rating | null
  /** Changed or deleted while the page was open. The service keeps no mark of either. */
  readonly change: 'edited' | 'deleted' | null
}

export type Flag = 1 | 2 | null

export interface Room {
  readonly id: number
  readonly isPair: boolean
  readonly seats: readonly Seat[]
  readonly memberCount: number
  readonly lastMessage: Message | null
  /** When it was last written in, else made, in milliseconds. */
  readonly at: number
  readonly unread: number
  readonly flag: Flag
}

export interface Waiting {
  readonly id: number
  readonly user: number
  readonly content: string
  readonly at: number
}

const time = (date: string): number => Date.parse(date)

export const personOf = (wire: Schemas['Ambassador']): Person => ({
  id: wire.id_ambassador,
  firstName: wire.firstname,
  lastName: wire.lastname,
  username: wire.username,
  status: wire.status,
  isOnline: wire.online,
  lastSeenAt: wire.last_action_date ? time(wire.last_action_date) : null,
  isAnonymized: wire.anonymized,
})

export const ratingOf = (wire: Schemas['Rating']): Rating => ({
  id: wire.id_rating,
  rater: wire.id_user_rater,
  rated: wire.id_user_rated,
  value: wire.value,
  comment: wire.content,
})

export const messageOf = (wire: Schemas['Message']): Message => ({
  id: wire.id_message,
  author: wire.author.id_ambassador,
  at: time(wire.date_insert),
  type: wire.type_message,
  content: wire.content ?? '',
  rating: wire.rating ? ratingOf(wire.rating) : null,
  change: null,
})

const seatOf = (member: Schemas['ChatroomAmbassador']): Seat => {
  const pivot = member.chatroom_pivot_data[0]
  return {
    id: member.id_ambassador,
    lastRead: pivot?.last_read_message ?? 0,
    isBlocked: pivot?.is_blocked ?? false,
    isArchived: pivot?.archived ?? false,
  }
}

/** A room as the list of its member shows it. `last_message` and `unread_messages` are unknown elsewhere. */
export const roomOf = (
  wire: Schemas['Chatroom'] & Partial<Omit<Schemas['ListedChatroom'], keyof Schemas['Chatroom']>>,
): Room => ({
  id: wire.id_chatroom,
  isPair: wire.type_chatroom === 0,
  seats: wire.ambassadors.map(seatOf),
  memberCount: wire.ambassadors_count ?? wire.ambassadors.length,
  lastMessage: wire.last_message ? messageOf(wire.last_message) : null,
  at: time(wire.last_message_date ?? wire.date_insert),
  unread: wire.unread_messages ?? 0,
  flag: null,
})

export const waitingOf = (wire: Schemas['WaitingEntry']): Waiting => ({
  id: wire.id_waiting,
  user: wire.id_user,
  content: wire.content ?? '',
  at: time(wire.date_insert),
})
