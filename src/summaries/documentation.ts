// What the OpenAPI document says of the summary routes.
import type { Documentation } from '../http/documentation.ts'
import type { summaryRoutes } from './routes.ts'

const summary = { summary: 'Asked for a size that is out of stock.', anomaly: null, topic: 1 }

export const summaryDocumentation: Documentation<typeof summaryRoutes> = {
  writeSummary: {
    tag: 'Summaries',
    summary: 'Summarize a chatroom',
    description:
      "The newest summary of a room is its `last_summary`. For the brand's own systems: `chat:brand` only.",
    bodies: {
      first: { summary: 'With a topic', value: summary },
      second: {
        summary: 'The text alone',
        value: { summary: 'Wanted to know when the shop opens.' },
      },
    },
    answers: {
      201: {
        description: 'The new summary.',
        example: { id_summary: 6, date_insert: '2023-10-06T14:00:00.000000Z', ...summary },
      },
    },
  },
}
