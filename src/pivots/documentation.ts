// What the OpenAPI document says of an ambassador's place in a room.
import type { Documentation, Texts } from '../http/operation.ts'
import { messageExample } from '../domain/messages/example.ts'
import type { pivotRoutes } from './routes.ts'

const tag = 'Chatrooms'

const done = (message: string) => ({ 200: { description: 'Done.', example: { message } } })

export const fields: Texts = {
  archive: 'True archives the room for the ambassador, false brings it back.',
  archived: 'Whether the ambassador has archived the room.',
  chatroom_pivot_data: "One object: the ambassador's place in this room.",
  flag: '1 to do, 2 done, null none.',
  is_blocked: 'Whether the ambassador has blocked the room.',
  'Block.is_blocked': 'True blocks the room for the ambassador, false unblocks it.',
  last_read_message: 'The id of the last message read; null when nothing has been read.',
  purged_message: 'Messages up to this one are hidden from the ambassador.',
  'Purge.id_ambassador': 'The member of the room for whom it is purged.',
}

export const parameters: Texts = {
  'path.ambassador': 'The id of the ambassador whose place in the room it is.',
}

export const operations: Documentation<typeof pivotRoutes> = {
  purgeChatroom: {
    tag,
    summary: 'Purge a chatroom for an ambassador',
    description:
      'Hides everything said so far from that ambassador alone: it is no longer listed or counted as unread for it.',
    body: { id_ambassador: 1 },
    answers: done('Chatroom purged successfully'),
  },
  archiveChatroom: {
    tag,
    summary: 'Archive or unarchive a chatroom',
    description:
      'An archived room is listed only with `filter[archived]=true`. A new message from somebody else brings it back.',
    body: { archive: true },
    answers: done('Chatroom archived successfully'),
  },
  blockChatroom: {
    tag,
    summary: 'Block or unblock a chatroom',
    description:
      'Nobody can write in a one-to-one room with a block. In a one-to-many room a block changes nothing for the others.',
    body: { is_blocked: true },
    answers: done('chatroom 12 blocked successfully for ambassador 3'),
  },
  flagChatroom: {
    tag,
    summary: 'Flag a chatroom',
    description: 'Puts a note for itself on a room: to do, done, or none.',
    body: { flag: 1 },
    answers: done('Chatroom flagged successfully'),
  },
  readChatroom: {
    tag,
    summary: 'Mark a chatroom as read',
    description: 'Marks everything up to the last message as read, and never moves backwards.',
    answers: {
      200: {
        description: 'The last message, now read; null in an empty room.',
        example: messageExample,
      },
    },
  },
}
