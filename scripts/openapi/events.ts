// The events of the document, under `webhooks`: what is sent when something happens, on whatever channel.
import * as z from 'zod/mini'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import type { EventType } from '../../src/contract/event-types.ts'
import { dateTime } from '../../src/contract/fields.ts'
import { encodeCursor } from '../../src/domain/events/cursor.ts'
import { Event } from '../../src/domain/events/schema.ts'
import type { Operation } from '../../src/http/operation.ts'

type Documented = Readonly<Record<string, Operation>>

interface Text {
  readonly summary: string
  readonly description: string
  /** The operation whose answer `data` looks like. */
  readonly like?: string
  /** What the event has beside its head, and in place of that answer. */
  readonly example?: object
}

const PLACE = { id_chatroom: 8, id_ambassador: 1, last_read_message: 42 }

const MEMBERS = 'The members of the room are told.'

const TEXTS: Readonly<Record<EventType, Text>> = {
  'message.created': {
    summary: 'A message was posted',
    description: `\`data\` is the message. ${MEMBERS} The room has a new last message.`,
    like: 'postMessage',
    example: { id_chatroom: 8, id_message: 42 },
  },
  'message.updated': {
    summary: 'A message was changed, deleted or restored',
    description: `\`data\` is the message as it is by now, or null when it has been deleted. ${MEMBERS}`,
    example: { id_chatroom: 8, id_message: 42, data: null },
  },
  'chatroom.created': {
    summary: 'A room was opened',
    description: '`data` is the room as a list shows it. Its members are told.',
    like: 'listChatroomsOfBrand',
    example: { id_chatroom: 8 },
  },
  'chatroom.updated': {
    summary: 'A room was changed',
    description:
      'Its dialogue was set, or somebody has joined it. `data` is the room as a list shows it. Its members are told.',
    like: 'listChatroomsOfBrand',
    example: { id_chatroom: 8 },
  },
  'chatroom.read': {
    summary: 'An ambassador has read',
    description: `\`data\` says up to which message. ${MEMBERS} In rooms with more than 100 members the reader alone is told.`,
    example: { id_chatroom: 8, data: PLACE },
  },
  'pivot.updated': {
    summary: 'An ambassador has archived, blocked, flagged or purged a room',
    description: '`data` is its place in the room. The ambassador itself is told.',
    example: {
      id_chatroom: 8,
      data: { ...PLACE, is_blocked: false, archived: true, flag: null, purged_message: null },
    },
  },
  'rating.updated': {
    summary: 'A rating was given or changed',
    description: `\`data\` is the rating. ${MEMBERS}`,
    like: 'giveRating',
    example: { id_chatroom: 8 },
  },
  'summary.created': {
    summary: 'A summary was written',
    description: `\`data\` is the summary. ${MEMBERS}`,
    like: 'writeSummary',
    example: { id_chatroom: 8 },
  },
  'waiting.created': {
    summary: 'Somebody has joined the waiting list',
    description: '`data` is the entry. Its user and the members of the brand are told.',
    like: 'joinWaitingList',
  },
  'waiting.handled': {
    summary: 'An entry of the waiting list was taken',
    description: '`data` is the entry. Its user and the members of the brand are told.',
    like: 'takeWaitingEntry',
  },
  'ambassador.updated': {
    summary: 'An ambassador is new or has changed',
    description:
      '`data` is the ambassador. It is told itself, and so is who has a one-to-one room with it.',
    like: 'updateAmbassador',
  },
}

const exampleOf = (documented: Documented, id: string | undefined): object => {
  const answers = documented[id ?? '']?.answers
  const answer = answers?.[201] ?? answers?.[200]
  if (answer === undefined) return {}
  return { data: 'item' in answer ? answer.item : answer.example }
}

/** The events of the examples one after the other, the first of which is 409, and when each happened on 6 October 2023. */
const STORY: Readonly<Record<EventType, string>> = {
  'waiting.created': '13:40:00.000',
  'chatroom.created': '13:41:09.123',
  'waiting.handled': '13:41:09.123',
  'message.created': '13:45:00.000',
  'chatroom.read': '13:45:02.310',
  'message.updated': '13:46:20.905',
  'chatroom.updated': '13:47:11.482',
  'rating.updated': '13:55:00.000',
  'summary.created': '14:00:00.000',
  'pivot.updated': '14:00:12.640',
  'ambassador.updated': '14:02:33.077',
}

const headOf = (type: EventType) => {
  const idEvent = 409 + Object.keys(STORY).indexOf(type)
  const insertedAt = Date.parse(`2023-10-06T${STORY[type]}Z`)
  const cursor = encodeCursor({ idEvent, insertedAt })
  return { id_event: idEvent, cursor, date_insert: dateTime(insertedAt) }
}

/** An operation for each type of event. */
export const eventsOf = (documented: Documented): ZodOpenApiPathsObject => {
  const entries = Event.def.options.flatMap((schema) => {
    // By name: as the body of a request it would be another schema, that of what is read.
    const name = z.globalRegistry.get(schema)?.id
    return Object.values(schema.shape.type.def.entries).map((type) => {
      const { summary, description, like, example } = TEXTS[type]
      const value = { type, ...headOf(type), ...exampleOf(documented, like), ...example }
      const operation = {
        operationId: type,
        tags: ['Events'],
        summary,
        description,
        security: [],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: `#/components/schemas/${name}` },
              example: value,
            },
          },
        },
        responses: { 200: { description: 'It has been taken. Any 2xx says so.' } },
      }
      return [type, { post: operation }] as const
    })
  })
  return Object.fromEntries(entries)
}
