// HTTP for summaries: validated values in, one verb, presented rows out.
import { route } from '../http/route.ts'
import { RoomPath } from '../domain/chatrooms/schema.ts'
import { presentSummary } from '../domain/summaries/present.ts'
import { Summary } from '../domain/summaries/schema.ts'
import { WriteSummary } from './schema.ts'
import { writeSummary } from './service.ts'

export const summaryRoutes = [
  route(
    {
      id: 'writeSummary',
      method: 'post',
      path: '/api/v2/chat/chatrooms/{chatroom}/summaries',
      scopes: ['chat:brand'],
      brand: 'optional',
      params: RoomPath,
      body: WriteSummary,
      answers: { 201: Summary },
      events: ['summary.created'],
      takesIdempotencyKey: true,
    },
    async (c) => {
      const { 'Idempotency-Key': key } = c.req.valid('header')
      const { chatroom } = c.req.valid('param')
      const { summary, isNew } = await writeSummary(c.var, chatroom, c.req.valid('json'), key)
      return c.json(presentSummary(summary), isNew ? 201 : 200)
    },
  ),
]
