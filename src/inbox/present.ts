// Rows of an ambassador's own list to the wire.
import type { ChatroomPivotRow } from '../db/schema.ts'
import type { View } from '../contract/actor.ts'
import { type ListedRoomRow, presentBriefChatroom } from '../domain/chatrooms/present.ts'
import type { MessageParts } from '../domain/messages/parts.ts'
import { presentMessage } from '../domain/messages/present.ts'
import type { ListedChatroom } from './schema.ts'

/** A row of an ambassador's list, with its place in the room. */
export type OwnRoomRow = ListedRoomRow &
  Pick<ChatroomPivotRow, 'lastReadMessage' | 'isBlocked' | 'isArchived'> & {
    last: MessageParts | null
    unread: number
  }

/** A room as one of its members sees it in its list. */
export const presentListedChatroom = (room: OwnRoomRow, view: View): ListedChatroom => ({
  ...presentBriefChatroom(room, view),
  last_message: room.last && presentMessage({ ...room.last.author, ...room.last.message }, view),
  unread_messages: room.unread,
})
