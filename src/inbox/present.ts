// Rows of an ambassador's own list to the wire.
import type { ChatroomPivotRow } from '../db/schema.ts'
import type { View } from '../contract/actor.ts'
import {
  type ListedRoomRow,
  type MemberRow,
  presentBriefChatroom,
} from '../domain/chatrooms/present.ts'
import { type AuthoredMessageRow, presentMessage } from '../domain/messages/present.ts'
import type { ListedChatroom } from './schema.ts'

/** A row of an ambassador's list, with its place in the room. */
export type OwnRoomRow = ListedRoomRow &
  Pick<ChatroomPivotRow, 'lastReadMessage' | 'isBlocked' | 'isArchived'> & { unread: number }

/** A room as one of its members sees it in its list. */
export const presentListedChatroom = (
  room: OwnRoomRow,
  members: readonly MemberRow[],
  lastMessage: AuthoredMessageRow | undefined,
  view: View,
): ListedChatroom => ({
  ...presentBriefChatroom(room, members, view),
  last_message: lastMessage === undefined ? null : presentMessage(lastMessage, view),
  unread_messages: room.unread,
})
