// What the OpenAPI document says of the rating routes.
import type { Documentation } from '../http/documentation.ts'
import { messageExample } from '../messages/example.ts'
import type { ratingRoutes } from './routes.ts'

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

const tag = 'Ratings'

export const ratingDocumentation: Documentation<typeof ratingRoutes> = {
  requestRating: {
    tag,
    summary: 'Ask for a rating',
    description:
      'Writes a message of type 2, whose rating has no value yet. A `chat:self` token asks as its own ambassador, who gives or gets the rating; for a `chat:brand` token the author is the rated one. In a one-to-one room with a block nobody can ask (403).',
    bodies: {
      first: { summary: 'A client rates a member', value: { id_user_rater: 2, id_user_rated: 1 } },
      second: { summary: 'A member rates a client', value: { id_user_rater: 1, id_user_rated: 2 } },
    },
    answers: {
      201: {
        description: 'The request to rate.',
        example: { ...messageExample, content: null, type_message: 2, rating: ratingExample },
      },
    },
  },
  giveRating: {
    tag,
    summary: 'Give or change a rating',
    description:
      'Only the rater, or a `chat:brand` token. With a `chat:self` token, a comment needs what posting needs (403 in a one-to-one room with a block); a value does not.',
    body: { value: 5, content: 'Quick and friendly.' },
    answers: {
      200: {
        description: 'The rating.',
        example: {
          ...ratingExample,
          date_update: '2023-10-06T13:55:00.000000Z',
          value: 5,
          content: 'Quick and friendly.',
        },
      },
    },
  },
}
