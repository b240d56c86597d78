// What the OpenAPI document says of an ambassador's place in a room.
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import type * as z from 'zod'
import { BrandHeader, OptionalBrandHeader } from '../http/brand.ts'
import { errorResponses, json, jsonBody } from '../http/openapi.ts'
import { messageExample } from '../messages/openapi.ts'
import { Message } from '../messages/schema.ts'
import { Archive, Block, Done, Flag, PivotPath, Purge, PurgePath } from './schema.ts'

const tags = ['Chatrooms']

const change = (
  operationId: string,
  summary: string,
  description: string,
  body: { schema: z.ZodType; example: unknown },
  message: string,
) => ({
  patch: {
    operationId,
    tags,
    summary,
    description,
    requestParams: { header: BrandHeader, path: PivotPath },
    requestBody: jsonBody(body.schema, body.example),
    responses: { 200: json('Done.', Done, { message }), ...errorResponses(404, 413, 415) },
  },
})

const PLACE = '/api/v2/chat/chatrooms/{chatroom}/ambassadors/{ambassador}'

export const pivotPaths: ZodOpenApiPathsObject = {
  '/api/v2/chat/chatrooms/{chatroom}/purge': {
    patch: {
      operationId: 'purgeChatroom',
      tags,
      summary: 'Purge a chatroom for an ambassador',
      description:
        'Hides everything said so far from that ambassador alone: it no longer lists or counts as unread for it.',
      requestParams: { header: OptionalBrandHeader, path: PurgePath },
      requestBody: jsonBody(Purge, { id_ambassador: 1 }),
      responses: {
        200: json('Done.', Done, { message: 'Chatroom purged successfully' }),
        ...errorResponses(404, 413, 415),
      },
    },
  },
  [`${PLACE}/archive`]: change(
    'archiveChatroom',
    'Archive or unarchive a chatroom',
    'An archived room is listed only with `filter[archived]=true`. A new message from somebody else brings it back.',
    { schema: Archive, example: { archive: true } },
    'Chatroom archived successfully',
  ),
  [`${PLACE}/block`]: change(
    'blockChatroom',
    'Block or unblock a chatroom',
    'Nobody can write in a one-to-one room with a block. In a one-to-many room a block changes nothing for the others.',
    { schema: Block, example: { is_blocked: true } },
    'chatroom 12 blocked successfully for ambassador 3',
  ),
  [`${PLACE}/flag`]: change(
    'flagChatroom',
    'Flag a chatroom',
    'Puts a note for itself on a room: to do, done, or none.',
    { schema: Flag, example: { flag: 1 } },
    'Chatroom flagged successfully',
  ),
  [`${PLACE}/read`]: {
    post: {
      operationId: 'readChatroom',
      tags,
      summary: 'Mark a chatroom as read',
      description: 'Marks everything up to the last message as read, and never moves backwards.',
      requestParams: { header: BrandHeader, path: PivotPath },
      responses: {
        200: json(
          'The last message, now read; null in an empty room.',
          Message.nullable(),
          messageExample,
        ),
        ...errorResponses(404),
      },
    },
  },
}
