// HTTP for the log of a brand.
import { route } from '../http/route.ts'
import { encodeCursor } from '../domain/events/cursor.ts'
import { presentEvent } from '../domain/events/present.ts'
import { EventPage, EventsQuery } from './schema.ts'
import { listEvents } from './service.ts'

export const eventRoutes = [
  route(
    {
      id: 'listEvents',
      method: 'get',
      path: '/api/v2/chat/events',
      scopes: ['chat:self', 'chat:brand'],
      self: 'everybody',
      brand: 'required',
      query: EventsQuery,
      answers: { 200: EventPage },
      refusals: [410],
    },
    async (c) => {
      const { rows, end, newest } = await listEvents(c.var, c.req.valid('query'))
      const data = rows.map((row) => presentEvent(row, c.var)).filter((one) => one !== null)
      return c.json({
        data,
        cursor: encodeCursor(end),
        has_more: end.idEvent < newest.idEvent,
      })
    },
  ),
]
