// What the OpenAPI document says of the chatroom routes.
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { BrandHeader } from '../http/brand.ts'
import { errorResponses, json } from '../http/openapi.ts'
import { Chatroom, ChatroomPath, CreateChatroom } from './schema.ts'

const chatroomExample = {
  id_chatroom: 8,
  ambassadors: [
    {
      id_ambassador: 1,
      image: 'https://images.example.com/alice.moreau.jpg',
      firstname: 'Alice',
      lastname: 'Moreau',
      username: 'alice.moreau',
      email: 'alice.moreau@example.com',
      email_tmp: null,
      active: 1,
      status: 3,
      online: true,
      last_action_date: '2025-05-04T09:42:00.000000Z',
      customer_id: 'C-3-1',
      anonymized: false,
      chatroom_pivot_data: [
        {
          id_chatroom: 8,
          id_ambassador: 1,
          last_read_message: null,
          is_blocked: false,
          archived: false,
        },
      ],
    },
    {
      id_ambassador: 2,
      image: 'https://images.example.com/bruno.keller.jpg',
      firstname: 'Bruno',
      lastname: 'Keller',
      username: 'bruno.keller',
      email: 'bruno.keller@example.com',
      email_tmp: null,
      active: 1,
      status: 7,
      online: false,
      last_action_date: '2025-05-04T08:59:00.000000Z',
      customer_id: 'C-3-2',
      anonymized: false,
      chatroom_pivot_data: [
        {
          id_chatroom: 8,
          id_ambassador: 2,
          last_read_message: null,
          is_blocked: false,
          archived: false,
        },
      ],
    },
  ],
  date_insert: '2023-10-06T13:41:09.123000Z',
  last_message_date: null,
  type_chatroom: 0,
  type_discussion: 2,
  source: 0,
  established_dialogue: null,
  last_rating: null,
  last_summary: null,
}

export const chatroomPaths: ZodOpenApiPathsObject = {
  '/api/v2/chat/chatrooms': {
    post: {
      operationId: 'createChatroom',
      tags: ['Chatrooms'],
      summary: 'Create a chatroom',
      description:
        'Opens the room of two ambassadors, or of everybody under a brand tag. A room is identified by who is in it: ' +
        'asking again answers the room that is there, with 200. For a tag, ambassadors who came under it since join the room.\n\n' +
        'A token with the scope `chat:self` may only open rooms that its own ambassador is part of; a room for a tag needs `chat:brand`.',
      requestParams: { header: BrandHeader },
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: CreateChatroom,
            examples: {
              pair: { summary: 'One to one', value: { ids_ambassadors: [1, 2], source: 0 } },
              tag: { summary: 'One to many', value: { id_brand_tag: 1, source: 0 } },
            },
          },
        },
      },
      responses: {
        201: json('The created chatroom.', Chatroom, chatroomExample),
        200: json('The chatroom that was already there.', Chatroom, chatroomExample),
        ...errorResponses(413, 415),
      },
    },
  },
  '/api/v2/chat/chatrooms/{id}': {
    get: {
      operationId: 'getChatroom',
      tags: ['Chatrooms'],
      summary: 'Read a chatroom',
      description:
        'The room with all of its members. A `chat:self` token sees only rooms that its ambassador is in.',
      requestParams: { header: BrandHeader, path: ChatroomPath },
      responses: {
        200: json('The chatroom.', Chatroom, chatroomExample),
        ...errorResponses(404),
      },
    },
  },
}
