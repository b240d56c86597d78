// The wire shapes of events. They are the same on every channel.
import * as z from 'zod/mini'
import { Flag } from '../contract/codes.ts'
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

const Cursor = z.string().check(
  z.meta({
    example: '412-lq2x8k0f',
  }),
)

const head = {
  id_event: z.int().check(z.minimum(1)),
  cursor: Cursor,
  date_insert: DateTime,
}

const event = <const Type extends EventType, Data extends z.ZodMiniType>(
  types: readonly [Type, ...Type[]],
  data: Data,
) => z.object({ type: z.enum(types), ...head, data })

const room = { id_chatroom: Id }

const Pivot = z.object({
  id_chatroom: Id,
  id_ambassador: Id,
  last_read_message: z.nullable(Id),
})

/** Something that has happened. `data` is what the resource's own route answers. */
export const Event = z
  .union([
    z
      .extend(event(['message.created', 'message.updated'], z.nullable(Message)), {
        ...room,
        id_message: Id,
      })
      .register(z.globalRegistry, { id: 'MessageEvent' }),
    z
      .extend(event(['chatroom.created', 'chatroom.updated'], BriefChatroom), room)
      .register(z.globalRegistry, { id: 'ChatroomEvent' }),
    z.extend(event(['chatroom.read'], Pivot), room).register(z.globalRegistry, { id: 'ReadEvent' }),
    z
      .extend(
        event(
          ['pivot.updated'],
          z.extend(Pivot, {
            is_blocked: z.boolean(),
            archived: z.boolean(),
            flag: z.nullable(code(Flag)),
            purged_message: z.nullable(Id),
          }),
        ),
        room,
      )
      .register(z.globalRegistry, { id: 'PivotEvent' }),
    z
      .extend(event(['rating.updated'], Rating), room)
      .register(z.globalRegistry, { id: 'RatingEvent' }),
    z
      .extend(event(['summary.created'], Summary), room)
      .register(z.globalRegistry, { id: 'SummaryEvent' }),
    event(['waiting.created', 'waiting.handled'], WaitingEntry).register(z.globalRegistry, {
      id: 'WaitingEvent',
    }),
    event(['ambassador.updated'], Ambassador).register(z.globalRegistry, { id: 'AmbassadorEvent' }),
  ])
  .register(z.globalRegistry, { id: 'Event' })

export type Event = z.infer<typeof Event>

export const EventsQuery = z.pipe(
  z.extend(filterQuery({ type: several(z.enum(EVENT_TYPES)) }), {
    since: z.optional(z.string()).check(
      z.meta({
        example: '0-0',
      }),
    ),
    limit: z._default(digits(MOST_EVENTS), DEFAULT_EVENTS),
  }),
  z.transform((query) => ({
    /** Undefined for from now on, null for a text that is no cursor. */
    since: query.since === undefined ? undefined : decodeCursor(query.since),
    limit: query.limit,
    types: query['filter[type]'] ?? null,
  })),
)

export type EventsQuery = z.output<typeof EventsQuery>

export const EventPage = z
  .object({
    data: z.array(Event),
    cursor: Cursor,
    has_more: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'EventPage' })
