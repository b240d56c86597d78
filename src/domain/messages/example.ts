// The message of the document's examples.
import { ambassadorExample } from '../ambassadors/example.ts'

export const messageExample = {
  id_message: 42,
  date_insert: '2023-10-06T13:45:00.000000Z',
  author: ambassadorExample,
  content: 'Hello, how can I help?',
  type_message: 0,
  status_moderation: 0,
}
