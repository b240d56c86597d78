// What the OpenAPI document says of the routes of the waiting list.
import type { Documentation, Texts } from '../http/operation.ts'
import type { waitingListRoutes } from './routes.ts'

const open = {
  id_waiting: 7,
  id_ambassador: null,
  id_user: 2,
  id_brand: 3,
  id_chat_topic: null,
  content: 'Is this jacket in stock in Lyon?',
  id_chatroom: null,
  date_insert: '2023-10-06T13:40:00.000000Z',
  date_handled: null,
  date_update: '2023-10-06T13:40:00.000000Z',
  date_delete: null,
  source: 0,
  id_transferrer: null,
  id_chatroom_transferred: null,
  comment: null,
}

const taken = {
  ...open,
  id_ambassador: 1,
  id_chatroom: 8,
  date_handled: '2023-10-06T13:41:09.123000Z',
  date_update: '2023-10-06T13:41:09.123000Z',
}

const tag = 'Waiting list'

export const tags: Texts = {
  'Waiting list': 'Who is waiting for a member to take up a conversation.',
}

export const fields: Texts = {
  comment: 'A remark on the entry; null for none.',
  date_handled: 'When a member took the entry, in UTC; null while nobody has.',
  id_chat_topic: 'What the user waits to talk about, by the id of the topic; null for anything.',
  id_chatroom_transferred: 'The chatroom that the user was transferred from; null for none.',
  id_transferrer: 'The ambassador who transferred the user to the waiting list; null for nobody.',
  id_user: 'The external ambassador who waits.',
  id_waiting: 'The id of the entry, by which a member takes it.',
  'TakeEntry.id_ambassador': 'The member who takes the entry.',
  'WaitingEntry.content': 'What the user wrote on joining; null for nothing.',
  'WaitingEntry.id_ambassador': 'The member who has taken the entry.',
  'WaitingEntry.id_chatroom': 'The room of both, once the entry is taken.',
  'JoinWaitingList.content': 'What the user wants, in at most 2,000 characters.',
}

export const parameters: Texts = {
  'Waiting list.id': 'The entry, by its `id_waiting`.',
  'filter[date_handled]':
    '`null` for what nobody has handled yet, or a date-time for what was handled then or later.',
  'filter[id_chat_topic]': 'Entries on topics with these ids, separated by commas.',
  'filter[id_user]': 'Entries of users with these ids, separated by commas.',
}

export const operations: Documentation<typeof waitingListRoutes> = {
  listWaitingList: {
    tag,
    summary: 'List the waiting list',
    reach: 'all as a member, else its own',
    description:
      'The newest 1,000 entries, oldest first. A `chat:self` token of a member lists all of them, one of an external ambassador its own.',
    answers: { 200: { description: 'The entries.', example: [open] } },
  },
  joinWaitingList: {
    tag,
    summary: 'Join the waiting list',
    description:
      'Adds an entry for an external ambassador, or answers the open one that it has for the same `id_chat_topic`, as it is, with 200. No topic counts as one topic. A `chat:self` token may only add its own ambassador, which can have 20 open entries in this way; more are a 409.',
    bodies: {
      first: {
        summary: 'From a page',
        value: { id_user: 2, content: 'Is this jacket in stock in Lyon?', source: 0 },
      },
      second: { summary: 'Without a source', value: { id_user: 2, content: 'Where is my order?' } },
    },
    answers: {
      201: { description: 'The new entry.', example: open },
      200: {
        description: 'The open entry of the same user and topic, or what came with this key.',
        example: open,
      },
    },
  },
  takeWaitingEntry: {
    tag,
    summary: 'Take an entry of the waiting list',
    reach: 'for itself, as a member',
    description:
      'Hands the entry over to a member and opens the room of both with `source` 1, or uses the room that they have. Only one member gets the entry, any other a 409; a repeat by the one who got it is answered with 200. When the user of an open entry is not available any more, nobody gets it (409). A `chat:self` token may only take entries for its own ambassador.',
    body: { id_ambassador: 1 },
    answers: { 200: { description: 'The entry, taken.', example: taken } },
  },
}
