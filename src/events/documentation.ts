// What the OpenAPI document says of the log of a brand.
import type { Documentation, Texts } from '../http/operation.ts'
import type { eventRoutes } from './routes.ts'

/** What the reference says in front of the events. */
const ABOUT_EVENTS = `What has happened in a brand, in order. The events are under Webhooks, each with an example; they are the same on every channel. Ask for them with \`GET /api/v2/chat/events\`, or listen:

\`\`\`ts
for await (const event of chat.follow()) console.log(event.type)
\`\`\`

Without the client, open a WebSocket at \`GET /api/v2/chat/socket\` with \`brand\` and, to resume, \`since\`, the cursor of the newest event that you have. The token is a subprotocol, because a browser can't set a header there:

\`\`\`ts
const url = 'wss://chat.example.com/api/v2/chat/socket?brand=3'
new WebSocket(url, ['chat.v2', \`bearer.\${token}\`])
\`\`\`

The first frame is \`{"type":"ready","cursor","bookmark"}\`, or \`reset\` in its place: load the lists again. Then come events, each with a \`bookmark\`, and to the sockets of who sent a request with an \`Idempotency-Key\`, with that as \`idempotency_key\`; and \`{"type":"typing","id_chatroom","id_ambassador"}\` and \`{"type":"presence","id_ambassador","online"}\`.

Send \`ping\` at least every 30 seconds, \`{"type":"typing","id_chatroom"}\` while somebody writes, and \`{"type":"authenticate","token"}\` before the token ends.

| closed with | meaning | what to do |
| --- | --- | --- |
| 4400 | a frame that can't be read | stop: it is a defect |
| 4401 | no good token, or it has ended | get another, connect again |
| 4403 | the brand, the scope, or an ambassador who is shut out | stop |
| 4409 | an 11th socket of the ambassador | stop |
| 4429 | too many frames or connects | wait 10 seconds |
| 1013 | not at the moment | connect again later, with growing pauses |

The guide to realtime has the rest: the first load without a race, what each event carries, the limits.`

export const tags: Texts = {
  Events: ABOUT_EVENTS,
}

/** What events have in common. */
const ofEvents = Object.fromEntries(
  ['Message', 'Chatroom', 'Read', 'Pivot', 'Rating', 'Summary', 'Waiting', 'Ambassador'].flatMap(
    (resource) => [
      [`${resource}Event.data`, "What the resource's own route answers."],
      [`${resource}Event.date_insert`, 'When it happened, in UTC.'],
      [`${resource}Event.id_chatroom`, 'The room that the event is about.'],
    ],
  ),
)

export const fields: Texts = {
  ...ofEvents,
  cursor: 'The place of the event in the log of the brand. Opaque: send it back as it is.',
  has_more: 'Whether the log goes on behind the cursor. A page may be empty and have more.',
  id_event: 'Counts up inside a brand, by one for each event.',
  type: 'What has happened.',
  'EventPage.data': 'The events, oldest first.',
  'MessageEvent.data': 'The message. Null when the message has been deleted.',
}

export const parameters: Texts = {
  'query.since':
    'The cursor of an event or of an answer: the events after it are answered. Without it there are none, and the cursor of the answer is where the log ends now.',
  'query.limit': 'How many events the answer has at most, 1 to 500.',
}

export const operations: Documentation<typeof eventRoutes> = {
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
        example: { data: [], cursor: '412-lnenrx40', has_more: false },
      },
    },
  },
}
