// The wire shapes of an ambassador's own list of chatrooms.
import * as z from 'zod/mini'
import { Flag, TypeChatroom } from '../contract/codes.ts'
import { BriefChatroom } from '../domain/chatrooms/schema.ts'
import { IdText, instantBound } from '../contract/fields.ts'
import { listOf } from '../contract/lists/envelope.ts'
import { codes, flag, listQuery, pageRequestOf } from '../contract/lists/schema.ts'
import { Message } from '../domain/messages/schema.ts'

export const AmbassadorPath = z.object({
  ambassador: IdText,
})

/** A room as one of its members sees it in its list. */
export const ListedChatroom = z
  .extend(BriefChatroom, {
    last_message: z.nullable(Message),
    unread_messages: z.int(),
  })
  .register(z.globalRegistry, { id: 'ListedChatroom' })

export type ListedChatroom = z.infer<typeof ListedChatroom>

export const ListedChatroomList = listOf(ListedChatroom, 'ListedChatroom')

/** Whether only rooms with a comment are listed, or only those without; null: both. */
const commentedOf = (value: 'commented' | 'not_commented' | undefined): boolean | null =>
  value === undefined ? null : value === 'commented'

export const AmbassadorRoomsQuery = z.pipe(
  listQuery(['last_action_date'], '-last_action_date', {
    last_action_date_before: instantBound,
    archived: flag,
    flag: codes(Flag),
    type_chatroom: codes(TypeChatroom),
    unread: flag,
    commented: z.enum(['commented', 'not_commented']),
  }),
  z.transform((query) => ({
    ...pageRequestOf(query),
    before: query['filter[last_action_date_before]'] ?? null,
    isArchived: query['filter[archived]'] ?? false,
    flags: query['filter[flag]'] ?? null,
    types: query['filter[type_chatroom]'] ?? null,
    isUnread: query['filter[unread]'] ?? null,
    isCommented: commentedOf(query['filter[commented]']),
  })),
)

export type AmbassadorRoomsQuery = z.output<typeof AmbassadorRoomsQuery>
