// What the OpenAPI document says of the summary routes.
import type { Documentation, Texts } from '../http/operation.ts'
import type { summaryRoutes } from './routes.ts'

const summary = { summary: 'Asked for a size that is out of stock.', anomaly: null, topic: 1 }

export const tags: Texts = {
  Summaries: 'What a room was about.',
}

export const fields: Texts = {
  id_summary: 'The id of the summary. A later summary of the room has a higher one.',
  anomaly: 'What was unusual, a number that the brand gives a meaning; null for nothing.',
  summary: 'What was said, in 1 to 20,000 characters.',
  topic:
    'The chat topic that it was about, by its id, or any number while the brand has no chat topics; null for none.',
}

export const operations: Documentation<typeof summaryRoutes> = {
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
