// HTTP for ratings: validated values in, one verb, presented rows out.
import { route } from '../http/route.ts'
import { presentMessage } from '../messages/present.ts'
import { Message, RoomPath } from '../messages/schema.ts'
import { presentRating } from './present.ts'
import { GiveRating, Rating, RatingPath, RequestRating } from './schema.ts'
import { giveRating, requestRating } from './service.ts'

export const ratingRoutes = [
  route(
    {
      id: 'requestRating',
      method: 'post',
      path: '/api/v2/chat/chatrooms/{chatroom}/ratings',
      scopes: ['chat:self', 'chat:brand'],
      self: 'own',
      brand: 'optional',
      params: RoomPath,
      body: RequestRating,
      answers: { 201: Message },
      takesIdempotencyKey: true,
      isRepeatable: false,
    },
    async (c) => {
      const { 'Idempotency-Key': key } = c.req.valid('header')
      const { chatroom } = c.req.valid('param')
      const { message, isNew } = await requestRating(c.var, chatroom, c.req.valid('json'), key)
      return c.json(presentMessage(message, c.var), isNew ? 201 : 200)
    },
  ),
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
    },
    async (c) => {
      const { rating } = c.req.valid('param')
      return c.json(presentRating(await giveRating(c.var, rating, c.req.valid('json'))))
    },
  ),
]
