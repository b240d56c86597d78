// What the OpenAPI document says of lists of chatrooms and of the manager's view.
import * as z from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { BrandHeader, OptionalBrandHeader } from '../http/brand.ts'
import { errorResponses, json, jsonBody, pageExample } from '../../scripts/openapi/responses.ts'
import { messageExample } from '../messages/openapi.ts'
import { Message } from '../messages/schema.ts'
import { chatroomExample } from './example.ts'
import {
  AmbassadorPath,
  AmbassadorRoomsQuery,
  BriefChatroomList,
  ListedChatroomList,
  ManagerRoomsQuery,
} from './list-schema.ts'
import { Chatroom, ChatroomPath, UpdateChatroom } from './schema.ts'

const ManagedChatroom = Chatroom.extend({
  messages: z.array(Message).meta({ description: 'The newest 100 messages, newest first.' }),
}).meta({ id: 'ManagedChatroom' })

const briefExample = { ...chatroomExample, ambassadors_count: 2 }

export const chatroomListPaths: ZodOpenApiPathsObject = {
  '/api/v2/chat/ambassadors/{ambassador}/chatrooms': {
    get: {
      operationId: 'listChatroomsOfAmbassador',
      tags: ['Chatrooms'],
      summary: 'List the chatrooms of an ambassador',
      description:
        'By last action: the last message, else the creation. Each room comes with its last message and the exact number of unread ones. Archived rooms are listed only with `filter[archived]=true`. A list shows the first 50 members of a room, and the ambassador itself.',
      requestParams: { header: BrandHeader, path: AmbassadorPath, query: AmbassadorRoomsQuery },
      responses: {
        200: json(
          'A page of chatrooms.',
          ListedChatroomList,
          pageExample('/api/v2/chat/ambassadors/1/chatrooms', {
            ...briefExample,
            last_message: messageExample,
            unread_messages: 1,
          }),
        ),
        ...errorResponses(404),
      },
    },
  },
  '/api/v2/manager/chatrooms': {
    get: {
      operationId: 'listChatroomsOfBrand',
      tags: ['Manager'],
      summary: 'List the chatrooms of the brand',
      description:
        'All rooms of the brand. Rooms without the date or rating that sorts the list come last. A list shows the first 50 members of a room.',
      requestParams: { header: OptionalBrandHeader, query: ManagerRoomsQuery },
      responses: {
        200: json(
          'A page of chatrooms.',
          BriefChatroomList,
          pageExample('/api/v2/manager/chatrooms', briefExample),
        ),
        ...errorResponses(),
      },
    },
  },
  '/api/v2/manager/chatrooms/{id}': {
    get: {
      operationId: 'getChatroomOfBrand',
      tags: ['Manager'],
      summary: 'Read a chatroom with its messages',
      description: 'Any room of the brand with all of its members and its newest 100 messages.',
      requestParams: { header: OptionalBrandHeader, path: ChatroomPath },
      responses: {
        200: json('The chatroom.', ManagedChatroom, {
          ...chatroomExample,
          messages: [messageExample],
        }),
        ...errorResponses(404),
      },
    },
  },
}

/** Belongs to the path of a single room, beside its GET. */
export const updateChatroomOperation = {
  operationId: 'updateChatroom',
  tags: ['Chatrooms'],
  summary: 'Set when the dialogue of a chatroom began',
  description: 'Messages set it by themselves; this corrects it.',
  requestParams: { header: BrandHeader, path: ChatroomPath },
  requestBody: jsonBody(UpdateChatroom, { established_dialogue: '2023-10-06T13:45:00Z' }),
  responses: {
    200: json('The chatroom.', Chatroom, chatroomExample),
    ...errorResponses(404, 413, 415),
  },
}
