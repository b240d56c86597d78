// The wire shapes of events. They are the same on every channel.
import * as z from 'zod'
import { filterQuery, several } from '../contract/lists/schema.ts'
import { Ambassador } from '../ambassadors/schema.ts'
import { BriefChatroom } from '../chatrooms/managed-schema.ts'
import { Message } from '../messages/schema.ts'
import { Rating } from '../ratings/schema.ts'
import { Summary } from '../summaries/schema.ts'
import { WaitingEntry } from '../waiting-list/schema.ts'
import { code, DateTime, digits, Id } from '../contract/fields.ts'
import { decodeCursor } from './cursor.ts'
import { EVENT_TYPES, type EventType } from '../contract/event-types.ts'

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

const event = <const Type extends EventType, Data extends z.ZodType>(
  types: readonly [Type, ...Type[]],
  data: Data,
) => z.object({ type: z.enum(types).meta({ description: 'What has happened.' }), ...head, data })

const room = { id_chatroom: Id.meta({ description: 'The room that the event is about.' }) }

const Pivot = z.object({
  id_chatroom: Id,
  id_ambassador: Id,
  last_read_message: Id.nullable().meta({ description: 'Null while nothing has been read.' }),
})

/** Something that has happened. `data` is what the resource's own route answers. */
export const Event = z
  .union([
    event(
      ['message.created', 'message.updated'],
      Message.nullable().meta({ description: 'Null when the message has been deleted.' }),
    )
      .extend({ ...room, id_message: Id })
      .meta({ id: 'MessageEvent' }),
    event(['chatroom.created', 'chatroom.updated'], BriefChatroom)
      .extend(room)
      .meta({ id: 'ChatroomEvent' }),
    event(['chatroom.read'], Pivot).extend(room).meta({ id: 'ReadEvent' }),
    event(
      ['pivot.updated'],
      Pivot.extend({
        is_blocked: z.boolean(),
        archived: z.boolean(),
        flag: code([1, 2]).nullable().meta({ description: '1 to do, 2 done, null none.' }),
        purged_message: Id.nullable().meta({
          description: 'Messages up to this one are hidden from the ambassador.',
        }),
      }),
    )
      .extend(room)
      .meta({ id: 'PivotEvent' }),
    event(['rating.updated'], Rating).extend(room).meta({ id: 'RatingEvent' }),
    event(['summary.created'], Summary).extend(room).meta({ id: 'SummaryEvent' }),
    event(['waiting.created', 'waiting.handled'], WaitingEntry).meta({ id: 'WaitingEvent' }),
    event(['ambassador.updated'], Ambassador).meta({ id: 'AmbassadorEvent' }),
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
