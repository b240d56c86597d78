// The wire shapes of lists of chatrooms, and of what a manager sees of them.
import * as z from 'zod/mini'
import { SOURCES, TypeChatroom, TypeDiscussion } from '../contract/codes.ts'
import { IdText } from '../contract/fields.ts'
import { listOf } from '../contract/lists/envelope.ts'
import { codes, listQuery, pageRequestOf, several } from '../contract/lists/schema.ts'
import { BriefChatroom, Chatroom } from '../domain/chatrooms/schema.ts'
import { Message } from '../domain/messages/schema.ts'

/** A room with what was said in it last. */
export const ManagedChatroom = z
  .extend(Chatroom, {
    messages: z.array(Message),
  })
  .register(z.globalRegistry, { id: 'ManagedChatroom' })

export const BriefChatroomList = listOf(BriefChatroom, 'BriefChatroom')

/** Every order of the manager's list; `date_insert` is the order of the ids, because rooms are dated as they are numbered. */
const MANAGER_SORTS = ['id_chatroom', 'date_insert', 'last_message_date', 'last_rating'] as const

export const ManagerRoomsQuery = z.pipe(
  listQuery(MANAGER_SORTS, '-id_chatroom', {
    type_chatroom: codes(TypeChatroom),
    type_discussion: codes(TypeDiscussion),
    source: several(
      z.pipe(
        z.enum(SOURCES),
        z.transform((name) => SOURCES.indexOf(name)),
      ),
    ),
    dialogue: z.enum(['established', 'not_established']),
    last_rating: several(
      z.pipe(
        z.enum(['not_rated', '0', '1', '2', '3', '4', '5']),
        z.transform((text) => (text === 'not_rated' ? null : Number(text))),
      ),
    ),
    ambassador: IdText,
  }),
  z.transform((query) => ({
    ...pageRequestOf(query),
    types: query['filter[type_chatroom]'] ?? null,
    discussions: query['filter[type_discussion]'] ?? null,
    sources: query['filter[source]'] ?? null,
    dialogue: query['filter[dialogue]'] ?? null,
    ratings: query['filter[last_rating]'] ?? null,
    author: query['filter[ambassador]'] ?? null,
  })),
)

export type ManagerRoomsQuery = z.output<typeof ManagerRoomsQuery>
