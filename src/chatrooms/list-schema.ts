// The wire shapes of lists of chatrooms.
import * as z from 'zod'
import { listOf } from '../lists/envelope.ts'
import { flag, listQuery, pageRequestOf, several } from '../lists/schema.ts'
import { Message } from '../messages/schema.ts'
import { IdText, instantBound } from '../wire.ts'
import { Chatroom } from './schema.ts'

export const AmbassadorPath = z.object({
  ambassador: IdText.meta({ description: 'The id of the ambassador whose rooms are listed.' }),
})

/** A room in a list: its first 50 members, and how many there are. */
export const BriefChatroom = Chatroom.extend({
  ambassadors_count: z.int().meta({
    description: 'How many members the room has; a list shows the first 50 of them.',
  }),
}).meta({ id: 'BriefChatroom' })

export type BriefChatroom = z.infer<typeof BriefChatroom>

/** A room with what was said in it last. */
export const ManagedChatroom = Chatroom.extend({
  messages: z.array(Message).meta({ description: 'The newest 100 messages, newest first.' }),
}).meta({ id: 'ManagedChatroom' })

/** A room as one of its members sees it in its list. */
export const ListedChatroom = BriefChatroom.extend({
  last_message: Message.nullable().meta({
    description: 'The newest message that the ambassador sees.',
  }),
  unread_messages: z.int().meta({
    description: 'Messages of others, not deleted, behind what the ambassador has read or purged.',
  }),
}).meta({ id: 'ListedChatroom' })

export type ListedChatroom = z.infer<typeof ListedChatroom>

export const ListedChatroomList = listOf(ListedChatroom, 'ListedChatroom')
export const BriefChatroomList = listOf(BriefChatroom, 'BriefChatroom')

const types = several(z.enum(['0', '7']).transform(Number))

/** Every order of the manager's list; `date_insert` is the order of the ids, because rooms are dated as they are numbered. */
const MANAGER_SORTS = ['id_chatroom', 'date_insert', 'last_message_date', 'last_rating'] as const

export const AmbassadorRoomsQuery = listQuery(['last_action_date'], '-last_action_date', {
  last_action_date_before: instantBound,
  archived: flag.meta({ description: 'True lists archived rooms instead of the others.' }),
  flag: several(z.enum(['1', '2']).transform(Number)),
  type_chatroom: types,
  unread: flag,
}).transform((query) => ({
  ...pageRequestOf(query),
  before: query['filter[last_action_date_before]'] ?? null,
  isArchived: query['filter[archived]'] ?? false,
  flags: query['filter[flag]'] ?? null,
  types: query['filter[type_chatroom]'] ?? null,
  isUnread: query['filter[unread]'] ?? null,
}))

export type AmbassadorRoomsQuery = z.output<typeof AmbassadorRoomsQuery>

const SOURCES = ['direct', 'waiting_list', 'hot_list'] as const

export const ManagerRoomsQuery = listQuery(MANAGER_SORTS, '-id_chatroom', {
  type_chatroom: types,
  type_discussion: several(z.enum(['0', '1', '2']).transform(Number)),
  source: several(z.enum(SOURCES).transform((name) => SOURCES.indexOf(name))),
  dialogue: z.enum(['established', 'not_established']),
  last_rating: several(
    z
      .enum(['not_rated', '0', '1', '2', '3', '4', '5'])
      .transform((text) => (text === 'not_rated' ? null : Number(text))),
  ),
  ambassador: IdText.meta({ description: 'Rooms in which this ambassador has posted.' }),
}).transform((query) => ({
  ...pageRequestOf(query),
  types: query['filter[type_chatroom]'] ?? null,
  discussions: query['filter[type_discussion]'] ?? null,
  sources: query['filter[source]'] ?? null,
  dialogue: query['filter[dialogue]'] ?? null,
  ratings: query['filter[last_rating]'] ?? null,
  author: query['filter[ambassador]'] ?? null,
}))

export type ManagerRoomsQuery = z.output<typeof ManagerRoomsQuery>
