// What the OpenAPI document says of an ambassador's own list of chatrooms.
import { briefExample } from '../domain/chatrooms/example.ts'
import type { Documentation, Texts } from '../http/operation.ts'
import { messageExample } from '../domain/messages/example.ts'
import type { inboxRoutes } from './routes.ts'

const tag = 'Chatrooms'

export const fields: Texts = {
  last_message: 'The newest message that the ambassador sees.',
  unread_messages:
    'Messages of others, not deleted, behind what the ambassador has read or purged.',
}

export const parameters: Texts = {
  'listChatroomsOfAmbassador.ambassador': 'The id of the ambassador whose rooms are listed.',
  'filter[archived]': 'True lists archived rooms instead of the others.',
  'filter[commented]': 'Rooms with a rating that has a text, or the others.',
  'filter[flag]': 'Rooms with this flag of the ambassador: 1 to do, 2 done. Several with commas.',
  'filter[last_action_date_before]':
    'Rooms whose last message, or creation while there is none, is before this moment; fractions of a second count.',
  'filter[unread]': 'Rooms with unread messages (`true`), or those without (`false`).',
}

export const operations: Documentation<typeof inboxRoutes> = {
  listChatroomsOfAmbassador: {
    tag,
    summary: 'List the chatrooms of an ambassador',
    description:
      'By last action: the last message, else the creation. Each room comes with its last message and the exact number of unread ones. Archived rooms are listed only with `filter[archived]=true`. A list shows the first 50 members of a room, and the ambassador itself.',
    answers: {
      200: {
        description: 'A page of chatrooms.',
        item: { ...briefExample, last_message: messageExample, unread_messages: 1 },
      },
    },
  },
}
