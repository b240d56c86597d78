// Rows of an ambassador's own list to the wire.
import type { ChatroomPivotRow } from '../db/schema.ts'
import type { View } from '../contract/actor.ts'
import { type ListedRoomRow, presentBriefChatroom } from '../domain/chatrooms/present.ts'
import type { LastMessageRow } from '../domain/messages/parts.ts'
import { presentMessage } from '../domain/messages/present.ts'
import type { ListedChatroom } from './schema.ts'

/** A row of an ambassador's list, with its place in the room. */
export type OwnRoomRow = ListedRoomRow &
  Pick<ChatroomPivotRow, 'lastReadMessage' | 'isBlocked' | 'isArchived'> & {
    last: LastMessageRow | null
    unread: number
  }

const presentLast = (last: LastMessageRow, { members }: OwnRoomRow, view: View) => {
  const author =
    last.author ?? members.find(({ person }) => person.idAmbassador === last.idAuthor)!.person
  return presentMessage({ ...author, ...last }, view)
}

/** A room as one of its members sees it in its list. */
export const presentListedChatroom = (room: OwnRoomRow, view: View): ListedChatroom => ({
  ...presentBriefChatroom(room, view),
  last_message: room.last && presentLast(room.last, room, view),
  unread_messages: room.unread,
})
