// What the OpenAPI document says of the rating routes.
import type { Documentation } from '../http/documentation.ts'
import { ratingExample } from '../domain/ratings/example.ts'
import type { ratingRoutes } from './routes.ts'

const tag = 'Ratings'

export const ratingDocumentation: Documentation<typeof ratingRoutes> = {
  giveRating: {
    tag,
    summary: 'Give or change a rating',
    reach: 'ratings that it gives',
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
