// What the OpenAPI document says of the chatroom routes.
import { briefExample, chatroomExample } from '../domain/chatrooms/example.ts'
import { messageExample } from '../domain/messages/example.ts'
import type { Documentation, Texts } from '../http/operation.ts'
import type { chatroomRoutes } from './routes.ts'

const tag = 'Chatrooms'

const SOURCE = '0 direct, 1 waiting_list, 2 hot_list.'

export const tags: Texts = {
  Chatrooms: 'Rooms and who is in them.',
}

export const fields: Texts = {
  ambassadors: 'The members of the room, by `id_ambassador`, ascending.',
  ambassadors_count: 'How many members the room has; a list shows the first 50 of them.',
  'last_rating.comment': 'What the rater wrote beside the value; null for nothing.',
  established_dialogue:
    "When a second author's first message arrived, in UTC; null while there is at most one author.",
  last_message_date: 'When the newest message was posted, in UTC; null until there is one.',
  last_rating: 'The newest rating that has been given a value.',
  last_summary: 'The newest summary of the room; null while there is none.',
  messages: 'The newest 100 messages, newest first.',
  source: SOURCE,
  type_chatroom: '0 one to one, 7 one to many.',
  type_discussion: '0 between members, 1 between external, 2 between members and external.',
  'CreateChatroom.id_brand_tag': 'The brand tag whose ambassadors share a one-to-many room.',
  'CreateChatroom.ids_ambassadors': 'The two ambassadors of a one-to-one room, in any order.',
  'CreateChatroom.source': `Where the room comes from: ${SOURCE}`,
  'UpdateChatroom.established_dialogue':
    'When the dialogue began; null for not yet. Left out, nothing changes.',
}

export const parameters: Texts = {
  'Chatrooms.id': 'The room, by its `id_chatroom`.',
  'getChatroomOfBrand.id': 'The room, by its `id_chatroom`.',
  'filter[ambassador]': 'Rooms in which this ambassador has posted.',
  'filter[dialogue]': 'Rooms in which two authors have posted, or those in which they have not.',
  'filter[last_rating]': 'Rooms with this last rating, 0 to 5 or `not_rated`. Several with commas.',
  'filter[source]': 'Rooms with this source, by its name. Several with commas.',
  'filter[type_discussion]':
    'Rooms of this kind: 0 between members, 1 between external, 2 between both. Several with commas.',
}

export const operations: Documentation<typeof chatroomRoutes> = {
  createChatroom: {
    tag,
    summary: 'Create a chatroom',
    reach: 'pairs that it is part of',
    description:
      'Opens the room of two ambassadors, or of everybody under a brand tag. A room is identified by who is in it: ' +
      'asking again answers the room that is there, with 200. For a tag, ambassadors who came under it since join the room.\n\n' +
      'A token with the scope `chat:self` may only open rooms that its own ambassador is part of; a room for a tag needs `chat:brand`.',
    bodies: {
      pair: { summary: 'One to one', value: { ids_ambassadors: [1, 2], source: 0 } },
      tag: { summary: 'One to many', value: { id_brand_tag: 1, source: 0 } },
    },
    answers: {
      201: { description: 'The created chatroom.', example: chatroomExample },
      200: { description: 'The chatroom that was already there.', example: chatroomExample },
    },
  },
  getChatroom: {
    tag,
    summary: 'Read a chatroom',
    description:
      'The room with all of its members. A `chat:self` token sees only rooms that its ambassador is in.',
    answers: { 200: { description: 'The chatroom.', example: chatroomExample } },
  },
  updateChatroom: {
    tag,
    summary: 'Set when the dialogue of a chatroom began',
    description: 'Messages set it by themselves; this corrects it.',
    body: { established_dialogue: '2023-10-06T13:45:00Z' },
    answers: { 200: { description: 'The chatroom.', example: chatroomExample } },
  },
  listChatroomsOfBrand: {
    tag: 'Manager',
    summary: 'List the chatrooms of the brand',
    description:
      'All rooms of the brand. Rooms without the date or rating that sorts the list come last. A list shows the first 50 members of a room.',
    answers: { 200: { description: 'A page of chatrooms.', item: briefExample } },
  },
  getChatroomOfBrand: {
    tag: 'Manager',
    summary: 'Read a chatroom with its messages',
    description: 'Any room of the brand with all of its members and its newest 100 messages.',
    answers: {
      200: {
        description: 'The chatroom.',
        example: { ...chatroomExample, messages: [messageExample] },
      },
    },
  },
}
