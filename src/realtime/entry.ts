// An event as a hub holds it: whom it concerns, and the frames that tell it.
import { codeOf } from '../contract/event-types.ts'
import { type Audience, audienceOf } from '../domain/events/audience.ts'
import type { Position } from '../domain/events/cursor.ts'
import { presentWhole } from '../domain/events/present.ts'
import type { Event } from '../domain/events/schema.ts'
import type { LoggedRow } from '../domain/events/log-service.ts'
import type { NoticedEvent } from './notice.ts'
import type { Seat } from './seats.ts'

interface Person {
  readonly id_ambassador: number
  readonly email_tmp: string | null
}

const isPerson = (value: unknown): value is Person =>
  typeof value === 'object' && value !== null && 'email_tmp' in value

const NO_CONTACTS = { email: null, email_tmp: null, customer_id: null }

/** How many characters an event has as JSON, and the people in it. */
const measure = (event: Event | null): { size: number; people: ReadonlySet<number> } => {
  const people = new Set<number>()
  const text = JSON.stringify(event, (_, value: unknown) => {
    if (isPerson(value)) people.add(value.id_ambassador)
    return value
  })
  return { size: text.length, people }
}

/** JSON in which the contacts of everybody but `self` are hidden. */
const concealed = (event: Event, self: number): string =>
  JSON.stringify(event, (_, value: unknown) =>
    isPerson(value) && value.id_ambassador !== self ? { ...value, ...NO_CONTACTS } : value,
  )

const NOBODY = 0

export class Entry implements Position {
  readonly idEvent: number
  readonly insertedAt: number
  readonly audience: Audience
  readonly size: number
  /** Null for one that nobody is told, of a type that this version does not know or about a message that is deleted by now. */
  readonly event: Event | null
  readonly #request: NoticedEvent['request']
  readonly #purgedBy: readonly number[]
  readonly #people: ReadonlySet<number>
  /** Frames by who gets them: 0 for those who see contacts, an ambassador in the event, or -1 for everybody else. */
  readonly #frames = new Map<number, string>()
  #bookmark: string | null = null

  constructor(
    {
      idEvent,
      insertedAt,
      audience,
      event,
      request,
    }: Omit<NoticedEvent, 'event'> & { event: Event | null },
    purgedBy: readonly number[] = [],
  ) {
    this.idEvent = idEvent
    this.insertedAt = insertedAt
    this.audience = audience
    this.event = event?.type === 'message.created' && event.data === null ? null : event
    this.#request = request
    this.#purgedBy = purgedBy
    const { size, people } = measure(event)
    this.size = size
    this.#people = people
  }

  isHiddenFrom(self: number | null): boolean {
    return this.event === null || (self !== null && this.#purgedBy.includes(self))
  }

  /** The frame for a seat. `bookmark` is where the database had got to when the event was in it, or later. */
  frameFor({ self, subject, seesContacts }: Seat, bookmark: string | null): string {
    if (bookmark !== this.#bookmark) this.#frames.clear()
    this.#bookmark = bookmark
    const frame = this.#frame(
      seesContacts || self === null ? 0 : this.#people.has(self) ? self : -1,
    )
    if (this.#request?.subject !== subject) return frame
    return `${frame.slice(0, -1)},"idempotency_key":${JSON.stringify(this.#request.key)}}`
  }

  #frame(variant: number): string {
    const known = this.#frames.get(variant)
    if (known !== undefined) return known
    // One that is null is hidden from everybody.
    const event = this.event!
    const text =
      variant === 0 ? JSON.stringify(event) : concealed(event, variant === -1 ? NOBODY : variant)
    const frame = `${text.slice(0, -1)},"bookmark":${JSON.stringify(this.#bookmark)}}`
    this.#frames.set(variant, frame)
    return frame
  }
}

/** What asked for the message that a row of the log tells of, if that had an idempotency key. */
const requestOf = ({ typeEvent, subject: made }: LoggedRow): Pick<NoticedEvent, 'request'> => {
  if (typeEvent !== codeOf('message.created') || !made || !('message' in made) || !made.request) {
    return {}
  }
  const [subject, key] = JSON.parse(made.request) as [string, string]
  return { request: { subject, key } }
}

/** What is told of a row of the log, as it looks at the time `now`. */
export const toldOf = (row: LoggedRow, now: number) => ({
  idEvent: row.idEvent,
  insertedAt: row.insertedAt,
  audience: audienceOf(row),
  event: presentWhole(row, now),
  ...requestOf(row),
})

export const entryOf = (
  row: LoggedRow & { purgedBy?: readonly number[] | null },
  now: number,
): Entry => new Entry(toldOf(row, now), row.purgedBy ?? [])
