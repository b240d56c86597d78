// What the OpenAPI document says of the rating routes.
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { OptionalBrandHeader } from '../http/brand.ts'
import { errorResponses, json, jsonBody } from '../../scripts/openapi/responses.ts'
import { messageExample } from '../messages/openapi.ts'
import { Message, RoomPath } from '../messages/schema.ts'
import { GiveRating, Rating, RatingPath, RequestRating } from './schema.ts'
import { IdempotencyHeader } from '../wire.ts'

const ratingExample = {
  id_rating: 5,
  date_insert: '2023-10-06T13:50:00.000000Z',
  date_update: '2023-10-06T13:50:00.000000Z',
  date_delete: null,
  value: null,
  content: null,
  id_user_rater: 2,
  id_user_rated: 1,
}

const tags = ['Ratings']

export const ratingPaths: ZodOpenApiPathsObject = {
  '/api/v2/chat/chatrooms/{chatroom}/ratings': {
    post: {
      operationId: 'requestRating',
      tags,
      summary: 'Ask for a rating',
      description:
        'Writes a message of type 2, whose rating has no value yet. A `chat:self` token asks as its own ambassador, who gives or gets the rating; for a `chat:brand` token the author is the rated one. In a one-to-one room with a block nobody can ask (403). With an `Idempotency-Key` a repeat of the request answers the first message with 200; the key with another body is a 422.',
      requestParams: {
        header: OptionalBrandHeader.extend(IdempotencyHeader.shape),
        path: RoomPath,
      },
      requestBody: jsonBody(RequestRating, { id_user_rater: 2, id_user_rated: 1 }),
      responses: {
        201: json('The request to rate.', Message, {
          ...messageExample,
          content: null,
          type_message: 2,
          rating: ratingExample,
        }),
        200: json('The message that came with this key before.', Message, {
          ...messageExample,
          content: null,
          type_message: 2,
          rating: ratingExample,
        }),
        ...errorResponses(404, 413, 415),
      },
    },
  },
  '/api/v2/chat/ratings/{rating}': {
    patch: {
      operationId: 'giveRating',
      tags,
      summary: 'Give or change a rating',
      description: 'Only the rater, or a `chat:brand` token.',
      requestParams: { header: OptionalBrandHeader, path: RatingPath },
      requestBody: jsonBody(GiveRating, { value: 5, content: 'Quick and friendly.' }),
      responses: {
        200: json('The rating.', Rating, {
          ...ratingExample,
          date_update: '2023-10-06T13:55:00.000000Z',
          value: 5,
          content: 'Quick and friendly.',
        }),
        ...errorResponses(404, 413, 415),
      },
    },
  },
}
