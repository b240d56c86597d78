// The query and the answer of the pull feed.
import * as z from 'zod/mini'
import { EVENT_TYPES } from '../contract/event-types.ts'
import { digits } from '../contract/fields.ts'
import { filterQuery, several } from '../contract/lists/schema.ts'
import { decodeCursor } from '../domain/events/cursor.ts'
import { Cursor, Event } from '../domain/events/schema.ts'

const MOST_EVENTS = 500
const DEFAULT_EVENTS = 100

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
