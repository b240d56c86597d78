// HTTP for summaries: validated values in, one verb, presented rows out.
import { route } from '../http/route.ts'
import { RoomPath } from '../messages/schema.ts'
import { presentSummary } from './present.ts'
import { Summary, WriteSummary } from './schema.ts'
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
