// What the OpenAPI document says of the chatroom routes.
import { briefExample, chatroomExample } from '../domain/chatrooms/example.ts'
import { messageExample } from '../domain/messages/example.ts'
import type { Documentation } from '../http/documentation.ts'
import type { chatroomRoutes } from './routes.ts'

const tag = 'Chatrooms'

export const chatroomDocumentation: Documentation<typeof chatroomRoutes> = {
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
