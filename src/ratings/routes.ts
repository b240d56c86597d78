// HTTP for ratings: validated values in, one verb, presented rows out.
import { route } from '../http/route.ts'
import { presentRating } from '../domain/ratings/present.ts'
import { GiveRating, RatingPath } from './schema.ts'
import { Rating } from '../domain/ratings/schema.ts'
import { giveRating } from './service.ts'

export const ratingRoutes = [
  route(
    {
      id: 'giveRating',
      method: 'patch',
      path: '/api/v2/chat/ratings/{rating}',
      scopes: ['chat:self', 'chat:brand'],
      self: 'seen',
      brand: 'optional',
      params: RatingPath,
      body: GiveRating,
      answers: { 200: Rating },
      events: ['rating.updated'],
    },
    async (c) => {
      const { rating } = c.req.valid('param')
      return c.json(presentRating(await giveRating(c.var, rating, c.req.valid('json'))))
    },
  ),
]
