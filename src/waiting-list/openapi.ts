// What the OpenAPI document says of the routes of the waiting list.
import * as z from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { BrandHeader, OptionalBrandHeader } from '../http/brand.ts'
import { errorResponses, json, jsonBody } from '../../scripts/openapi/responses.ts'
import { JoinWaitingList, TakeEntry, WaitingEntry, WaitingPath, WaitingQuery } from './schema.ts'
import { IdempotencyHeader } from '../wire.ts'

const open = {
  id_waiting: 7,
  id_ambassador: null,
  id_user: 2,
  id_brand: 3,
  id_chat_topic: null,
  content: 'Is this jacket in stock in Lyon?',
  id_chatroom: null,
  date_insert: '2023-10-06T13:40:00.000000Z',
  date_handled: null,
  date_update: '2023-10-06T13:40:00.000000Z',
  date_delete: null,
  source: 0,
  id_transferrer: null,
  id_chatroom_transferred: null,
  comment: null,
}

const taken = {
  ...open,
  id_ambassador: 1,
  id_chatroom: 8,
  date_handled: '2023-10-06T13:41:09.123000Z',
  date_update: '2023-10-06T13:41:09.123000Z',
}

const tags = ['Waiting list']

export const waitingListPaths: ZodOpenApiPathsObject = {
  '/api/v2/chat/waiting-list': {
    get: {
      operationId: 'listWaitingList',
      tags,
      summary: 'List the waiting list',
      description:
        'The newest 1,000 entries, oldest first. A `chat:self` token of a member lists all of them, one of an external ambassador its own.',
      requestParams: { header: BrandHeader, query: WaitingQuery },
      responses: { 200: json('The entries.', z.array(WaitingEntry), [open]), ...errorResponses() },
    },
    post: {
      operationId: 'joinWaitingList',
      tags,
      summary: 'Join the waiting list',
      description:
        'Adds an entry for an external ambassador, each time anew. A `chat:self` token may only add its own ambassador. With an `Idempotency-Key` a repeat of the request answers the first entry with 200; the key with another body is a 422.',
      requestParams: { header: BrandHeader.extend(IdempotencyHeader.shape) },
      requestBody: jsonBody(JoinWaitingList, {
        id_user: 2,
        content: 'Is this jacket in stock in Lyon?',
        source: 0,
      }),
      responses: {
        201: json('The new entry.', WaitingEntry, open),
        200: json('The entry that came with this key before.', WaitingEntry, open),
        ...errorResponses(413, 415),
      },
    },
  },
  '/api/v2/chat/waiting-list/{id}': {
    patch: {
      operationId: 'takeWaitingEntry',
      tags,
      summary: 'Take an entry of the waiting list',
      description:
        'Hands the entry over to a member and opens the room of both with `source` 1, or uses the room that they have. Only one member gets the entry, any other a 409; a repeat by the one who got it is answered with 200. When the user of an open entry is not available any more, nobody gets it (409). A `chat:self` token may only take entries for its own ambassador.',
      requestParams: { header: OptionalBrandHeader, path: WaitingPath },
      requestBody: jsonBody(TakeEntry, { id_ambassador: 1 }),
      responses: {
        200: json('The entry, taken.', WaitingEntry, taken),
        ...errorResponses(404, 409, 413, 415),
      },
    },
  },
}
