// HTTP for summaries: validated values in, one verb, presented rows out.
import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { resolveBrand } from '../http/brand.ts'
import { validate, validateBody } from '../http/validate.ts'
import { RoomPath } from '../messages/schema.ts'
import { presentSummary } from './present.ts'
import { WriteSummary } from './schema.ts'
import { writeSummary } from './service.ts'

/** Below a room: /chat/chatrooms/{chatroom}/summaries. */
export const roomSummaryRoutes = new Hono<AppEnv>().post(
  '/:chatroom/summaries',
  resolveBrand('chat:brand'),
  validate('param', RoomPath),
  validateBody(WriteSummary),
  async (c) => {
    const { chatroom } = c.req.valid('param')
    return c.json(presentSummary(await writeSummary(c.var, chatroom, c.req.valid('json'))), 201)
  },
)
