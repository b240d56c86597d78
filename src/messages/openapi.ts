// What the OpenAPI document says of the message routes.
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { ambassadorExample } from '../ambassadors/example.ts'
import { BrandHeader, OptionalBrandHeader } from '../http/brand.ts'
import { errorResponses, json, jsonBody, pageExample } from '../../scripts/openapi/responses.ts'
import {
  Message,
  MessageList,
  MessagePath,
  MessagesQuery,
  PostMessage,
  RoomPath,
  UpdateMessage,
} from './schema.ts'
import { IdempotencyHeader } from '../wire.ts'

export const messageExample = {
  id_message: 42,
  date_insert: '2023-10-06T13:45:00.000000Z',
  author: ambassadorExample,
  content: 'Hello, how can I help?',
  type_message: 0,
  status_moderation: 0,
}

const tags = ['Messages']

export const messagePaths: ZodOpenApiPathsObject = {
  '/api/v2/chat/chatrooms/{chatroom}/messages': {
    get: {
      operationId: 'listMessages',
      tags,
      summary: 'List the messages of a chatroom',
      description:
        'Newest first unless sorted otherwise. Deleted messages are listed with `filter[active]=false`, for a `chat:self` token its own alone. What the ambassador of a `chat:self` token has purged is not listed.',
      requestParams: { header: BrandHeader, path: RoomPath, query: MessagesQuery },
      responses: {
        200: json(
          'A page of messages.',
          MessageList,
          pageExample('/api/v2/chat/chatrooms/1/messages', messageExample),
        ),
        ...errorResponses(404),
      },
    },
    post: {
      operationId: 'postMessage',
      tags,
      summary: 'Post a message',
      description:
        'Writes a message in a room that its author is in. With an `Idempotency-Key` a repeat of the request answers the first message with 200; the key with another body is a 422. In a one-to-one room with a block nobody can write (403).',
      requestParams: {
        header: OptionalBrandHeader.extend(IdempotencyHeader.shape),
        path: RoomPath,
      },
      requestBody: jsonBody(PostMessage, {
        id_ambassador: 1,
        type_message: 0,
        content: 'Hello, how can I help?',
      }),
      responses: {
        201: json('The new message.', Message, messageExample),
        200: json('The message that came with this key before.', Message, messageExample),
        ...errorResponses(404, 413, 415),
      },
    },
  },
  '/api/v2/chat/messages/{id}': {
    get: {
      operationId: 'getMessage',
      tags,
      summary: 'Read a message',
      description: 'A deleted message is there for its author and for `chat:brand` tokens only.',
      requestParams: { header: BrandHeader, path: MessagePath },
      responses: { 200: json('The message.', Message, messageExample), ...errorResponses(404) },
    },
    patch: {
      operationId: 'updateMessage',
      tags,
      summary: 'Change or delete a message',
      description: 'Only its author, or a `chat:brand` token. `active: false` deletes the message.',
      requestParams: { header: OptionalBrandHeader, path: MessagePath },
      requestBody: jsonBody(UpdateMessage, { content: 'Hello! How can I help you?' }),
      responses: {
        200: json('The changed message.', Message, messageExample),
        ...errorResponses(404, 413, 415),
      },
    },
  },
}
