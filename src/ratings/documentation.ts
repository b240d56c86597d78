// What the OpenAPI document says of the rating routes.
import type { Documentation, Texts } from '../http/operation.ts'
import { ratingExample } from '../domain/ratings/example.ts'
import type { ratingRoutes } from './routes.ts'

const tag = 'Ratings'

export const tags: Texts = {
  Ratings: 'What members of a room think of each other.',
}

export const fields: Texts = {
  id_rating: 'The id of the rating, by which the rater gives its value.',
  id_user_rated: 'The member of the room who is rated.',
  id_user_rater: 'The member of the room who rates.',
  value: 'The rating, from 0 to 5.',
  'Rating.content': 'The comment of the rater; null for none.',
  'Rating.value': 'Null until the rater has answered.',
  'GiveRating.content': 'A comment; the one given before when absent.',
}

export const parameters: Texts = {
  'path.rating': 'The rating, by its `id_rating`.',
}

export const operations: Documentation<typeof ratingRoutes> = {
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
