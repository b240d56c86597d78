// What the OpenAPI document says of the summary routes.
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { OptionalBrandHeader } from '../http/brand.ts'
import { errorResponses, json, jsonBody } from '../http/openapi.ts'
import { RoomPath } from '../messages/schema.ts'
import { Summary, WriteSummary } from './schema.ts'
import { IdempotencyHeader } from '../wire.ts'

const summary = { summary: 'Asked for a size that is out of stock.', anomaly: null, topic: 3 }

export const summaryPaths: ZodOpenApiPathsObject = {
  '/api/v2/chat/chatrooms/{chatroom}/summaries': {
    post: {
      operationId: 'writeSummary',
      tags: ['Summaries'],
      summary: 'Summarize a chatroom',
      description:
        "The newest summary of a room is its `last_summary`. For the brand's own systems: `chat:brand` only. With an `Idempotency-Key` a repeat of the request answers the first summary with 200; the key with another body is a 422.",
      requestParams: {
        header: OptionalBrandHeader.extend(IdempotencyHeader.shape),
        path: RoomPath,
      },
      requestBody: jsonBody(WriteSummary, summary),
      responses: {
        201: json('The new summary.', Summary, {
          id_summary: 6,
          date_insert: '2023-10-06T14:00:00.000000Z',
          ...summary,
        }),
        200: json('The summary that came with this key before.', Summary, {
          id_summary: 6,
          date_insert: '2023-10-06T14:00:00.000000Z',
          ...summary,
        }),
        ...errorResponses(404, 413, 415),
      },
    },
  },
}
