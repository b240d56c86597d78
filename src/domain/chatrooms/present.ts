// Chatroom rows to the wire.
import { presentAmbassador } from '../ambassadors/present.ts'
import type { View } from '../../contract/actor.ts'
import type { LastRatingRow, LastSummaryRow } from '../../db/conversation-schema.ts'
import type { AmbassadorRow, chatrooms } from '../../db/schema.ts'
import { dateTime } from '../../contract/fields.ts'
import { presentLastSummary } from '../summaries/present.ts'
import type { MemberParts, PlaceRow } from './member-parts.ts'
import type { BriefChatroom } from './schema.ts'
import type { Chatroom } from './schema.ts'

/** A room without what only SQL needs. */
export type ShownRoomRow = Omit<
  typeof chatrooms.$inferSelect,
  | 'idBrand'
  | 'roomKey'
  | 'lastMessage'
  | 'firstAuthor'
  | 'idLastRating'
  | 'lastRatingValue'
  | 'idLastSummary'
>

/** A room with its newest rating and summary. */
export interface RoomRow extends ShownRoomRow {
  lastRating: LastRatingRow | null
  lastSummary: LastSummaryRow | null
}

/** A member: the ambassador with its place in the room. */
export type MemberRow = AmbassadorRow & PlaceRow

/** A room with the members that a list shows. */
export interface BriefRoomRow extends RoomRow {
  members: readonly MemberParts[]
}

const presentMember = (row: MemberRow, view: View): Chatroom['ambassadors'][number] => ({
  ...presentAmbassador(row, view),
  chatroom_pivot_data: [
    {
      id_chatroom: row.idChatroom,
      id_ambassador: row.idAmbassador,
      last_read_message: row.lastReadMessage,
      is_blocked: row.isBlocked,
      archived: row.isArchived,
    },
  ],
})

/** `2023-10-06 13:41:09.123`, UTC: the one date of the contract in this form. */
const presentEstablished = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace('T', ' ').replace('Z', '')

/** A row of a list, which carries what it is sorted by. */
export type ListedRoomRow = BriefRoomRow & { sortKey: number | null; sortId: number }

/** A room with its members as the caller sees it. */
export const presentChatroom = (
  room: RoomRow,
  members: readonly MemberRow[],
  view: View,
): Chatroom => ({
  id_chatroom: room.idChatroom,
  ambassadors: members.map((member) => presentMember(member, view)),
  date_insert: dateTime(room.insertedAt),
  last_message_date: dateTime(room.lastMessageAt),
  type_chatroom: room.typeChatroom as Chatroom['type_chatroom'],
  type_discussion: room.typeDiscussion as Chatroom['type_discussion'],
  source: room.source as Chatroom['source'],
  established_dialogue: room.establishedAt === null ? null : presentEstablished(room.establishedAt),
  last_rating: room.lastRating,
  last_summary: room.lastSummary === null ? null : presentLastSummary(room.lastSummary),
})

/** The same as lists and events show it. */
export const presentBriefChatroom = (room: BriefRoomRow, view: View): BriefChatroom => ({
  ...presentChatroom(
    room,
    room.members.map(({ person, place }) => ({ ...person, ...place })),
    view,
  ),
  ambassadors_count: room.memberCount,
})
