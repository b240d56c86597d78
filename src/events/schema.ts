// The wire shapes of events. They are the same on every channel.
import * as z from 'zod'
import { filterQuery, several } from '../contract/lists/schema.ts'
import { Message } from '../messages/schema.ts'
import { DateTime, digits, Id } from '../contract/fields.ts'
import { decodeCursor } from './cursor.ts'
import { EVENT_TYPES } from './types.ts'

const MOST_EVENTS = 500
const DEFAULT_EVENTS = 100

const Cursor = z.string().meta({
  description: 'The place of the event in the log of the brand. Opaque: send it back as it is.',
  example: '412-lq2x8k0f',
})

const head = {
  id_event: z
    .int()
    .min(1)
    .meta({ description: 'Counts up inside a brand, by one for each event.' }),
  cursor: Cursor,
  date_insert: DateTime,
}

const aboutRoom = { ...head, id_chatroom: Id }

const GONE = 'Null when the message has been deleted.'

/** Something that has happened. `data` is what the resource's own route answers. */
export const Event = z
  .union([
    z
      .object({
        type: z.enum(['message.created', 'message.updated']),
        ...aboutRoom,
        id_message: Id,
        data: Message.nullable().meta({ description: GONE }),
      })
      .meta({ id: 'MessageEvent' }),
  ])
  .meta({ id: 'Event' })

export type Event = z.infer<typeof Event>

export const EventsQuery = filterQuery({ type: several(z.enum(EVENT_TYPES)) })
  .extend({
    since: z.string().optional().meta({
      description:
        'The cursor of an event or of an answer: what comes after it is answered. Left out, nothing is, and the cursor of the answer is where the log ends now.',
      example: '0-0',
    }),
    limit: digits(MOST_EVENTS).default(DEFAULT_EVENTS),
  })
  .transform((query) => ({
    /** Undefined for from now on, null for a text that is no cursor. */
    since: query.since === undefined ? undefined : decodeCursor(query.since),
    limit: query.limit,
    types: query['filter[type]'] ?? null,
  }))

export type EventsQuery = z.output<typeof EventsQuery>

export const EventPage = z
  .object({
    data: z.array(Event),
    cursor: Cursor,
    has_more: z.boolean().meta({
      description: 'Whether the log goes on behind the cursor. A page may be empty and have more.',
    }),
  })
  .meta({ id: 'EventPage' })
