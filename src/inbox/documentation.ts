// What the OpenAPI document says of an ambassador's own list of chatrooms.
import { briefExample } from '../domain/chatrooms/example.ts'
import type { Documentation } from '../http/documentation.ts'
import { messageExample } from '../domain/messages/example.ts'
import type { inboxRoutes } from './routes.ts'

const tag = 'Chatrooms'

export const inboxDocumentation: Documentation<typeof inboxRoutes> = {
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
