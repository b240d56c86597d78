// HTTP for ratings: validated values in, one verb, presented rows out.
import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { resolveBrand } from '../http/brand.ts'
import { validate, validateBody } from '../http/validate.ts'
import { presentMessage } from '../messages/present.ts'
import { RoomPath } from '../messages/schema.ts'
import { IdempotencyHeader } from '../wire.ts'
import { presentRating } from './present.ts'
import { GiveRating, RatingPath, RequestRating } from './schema.ts'
import { giveRating, requestRating } from './service.ts'

/** Below a room: /chat/chatrooms/{chatroom}/ratings. */
export const roomRatingRoutes = new Hono<AppEnv>().post(
  '/:chatroom/ratings',
  resolveBrand('chat:self', 'chat:brand'),
  validate('param', RoomPath),
  validateBody(RequestRating),
  validate('header', IdempotencyHeader),
  async (c) => {
    const { 'Idempotency-Key': key } = c.req.valid('header')
    const { chatroom } = c.req.valid('param')
    const { message, isNew } = await requestRating(c.var, chatroom, c.req.valid('json'), key)
    return c.json(presentMessage(message, c.get('now')), isNew ? 201 : 200)
  },
)

/** /chat/ratings. */
export const ratingRoutes = new Hono<AppEnv>().patch(
  '/:rating',
  resolveBrand('chat:self', 'chat:brand'),
  validate('param', RatingPath),
  validateBody(GiveRating),
  async (c) =>
    c.json(
      presentRating(await giveRating(c.var, c.req.valid('param').rating, c.req.valid('json'))),
    ),
)
