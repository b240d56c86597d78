// What the OpenAPI document says of the log of a brand.
import type { Documentation } from '../http/documentation.ts'
import type { eventRoutes } from './routes.ts'

export const eventDocumentation: Documentation<typeof eventRoutes> = {
  listEvents: {
    tag: 'Events',
    summary: 'List what has happened',
    reach: 'what it sees',
    description:
      'The events of the brand behind a cursor, oldest first: what a `chat:self` token may see of them by the rules of the lists, all of them for `chat:brand`. ' +
      'Ask once without `since`, load your lists, and ask on with the `cursor` of each answer. ' +
      'A cursor that the log does not have, such as one from before the database was restored, is a 410: load the lists again. ' +
      'Where WebSockets work, `GET /api/v2/chat/socket` tells the same without being asked; see docs/realtime.md.',
    answers: {
      200: {
        description: 'The events, and the cursor to go on with.',
        example: { data: [], cursor: '412-lq2x8k0f', has_more: false },
      },
    },
  },
}
