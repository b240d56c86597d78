// HTTP for summaries: validated values in, one verb, presented rows out.
import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { resolveBrand } from '../http/brand.ts'
import { validate, validateBody } from '../http/validate.ts'
import { RoomPath } from '../messages/schema.ts'
import { IdempotencyHeader } from '../wire.ts'
import { presentSummary } from './present.ts'
import { WriteSummary } from './schema.ts'
import { writeSummary } from './service.ts'

/** Below a room: /chat/chatrooms/{chatroom}/summaries. */
export const roomSummaryRoutes = new Hono<AppEnv>().post(
  '/:chatroom/summaries',
  resolveBrand('chat:brand'),
  validate('param', RoomPath),
  validateBody(WriteSummary),
  validate('header', IdempotencyHeader),
  async (c) => {
    const { 'Idempotency-Key': key } = c.req.valid('header')
    const { chatroom } = c.req.valid('param')
    const { summary, isNew } = await writeSummary(c.var, chatroom, c.req.valid('json'), key)
    return c.json(presentSummary(summary), isNew ? 201 : 200)
  },
)
