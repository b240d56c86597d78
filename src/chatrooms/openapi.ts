// What the OpenAPI document says of the chatroom routes.
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { BrandHeader } from '../http/brand.ts'
import { errorResponses, json } from '../../scripts/openapi/responses.ts'
import { chatroomExample } from './example.ts'
import { updateChatroomOperation } from './list-openapi.ts'
import { Chatroom, ChatroomPath, CreateChatroom } from './schema.ts'

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
    patch: updateChatroomOperation,
  },
}
