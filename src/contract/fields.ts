// Pieces of the wire format that several features share.
import * as z from 'zod/mini'
import { type Codes, INT32_MAX } from './codes.ts'

export { INT32_MAX }

/** `-0` is refused: it is no spelling of 0 that a client means. */
const isPlain = (value: number): boolean => !Object.is(value, -0)

/** An integer of the wire. A number with a zero fraction is one, a text of digits is not. */
export const integer = (minimum: number, maximum: number) => {
  const error = `must be an integer from ${minimum} to ${maximum}`
  return z
    .int({ error: ({ code: problem }) => (problem === 'invalid_type' ? undefined : error) })
    .check(
      z.refine(isPlain, error),
      z.minimum(minimum, error),
      z.maximum(maximum, error),
      z.meta({ format: 'int32' }),
    )
}

/** Any integer of the wire. */
export const Int32 = integer(-INT32_MAX - 1, INT32_MAX)

/** An id: int32, 1 or above. */
export const Id = integer(1, INT32_MAX)

/** An integer from 1 to `maximum` as digits in a header, a path or a query. An empty text is none, unlike for `Number('')`. */
export const digits = (maximum: number) => {
  const range = `must be an integer from 1 to ${maximum}`
  return z
    .pipe(
      z.string().check(
        z.regex(/^[1-9]\d{0,9}$/, {
          error: ({ input }) => (input === '' ? 'is required' : range),
        }),
      ),
      z.transform(Number),
    )
    .check(
      z.refine((value) => value <= maximum, range),
      z.meta({
        override: ({ jsonSchema }) => {
          delete jsonSchema.pattern
          Object.assign(jsonSchema, { type: 'integer', format: 'int32', minimum: 1, maximum })
        },
      }),
    )
}

/** An id as digits. */
export const IdText = digits(INT32_MAX)

/** One of a few integers, each of which has a name. */
export const code = <const Named extends Codes>(codes: Named) =>
  z
    .literal(Object.values(codes) as Named[keyof Named][])
    .check(z.refine(isPlain, 'must not be -0'), z.meta({ type: 'integer' }))

/**
 * Behind a check of a length: without it zod compares whatever an object calls its length, which throws for one with a
 * `toString` of its own. Zod takes it, and its types don't say so.
 */
export const sized: object = {
  when: ({ value }: { value: { length?: unknown } | null }) => typeof value?.length === 'number',
}

/** A text of at most `maximum` characters. Half a character, a lone surrogate, could not be stored as it is. */
export const text = (maximum: number, string = z.string()) =>
  string.check(
    z.maxLength(maximum, sized),
    z.refine((value) => value.isWellFormed(), 'must be well-formed Unicode'),
  )

/** What somebody has written. */
export const Text = text(20_000)

/** Anything but white space, controls, what Unicode lets a reader ignore, and the empty Braille pattern. */
const SEEN = /[^\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u

const BLANK = 'must not be white space alone'

/** What is wrong with a text in which a reader would see nothing; null when there is something. */
export const blankProblem = (value: string): string | null => (SEEN.test(value) ? null : BLANK)

/** A text that must not be left empty. */
export const filled = (string: z.ZodMiniString) =>
  string.check(
    z.minLength(1, sized),
    z.refine((value) => value === '' || SEEN.test(value), BLANK),
  )

/** UTC, ISO 8601 with six fractional digits, as in `2023-10-06T13:41:09.123000Z`. */
export const DateTime = z
  .string()
  .check(
    z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/),
    z.meta({ format: 'date-time', example: '2023-10-06T13:41:09.123000Z' }),
  )

/** `milliseconds` since the epoch as a `DateTime`; null stays null. */
export const dateTime = <Time extends number | null>(milliseconds: Time) =>
  (milliseconds === null
    ? null
    : new Date(milliseconds).toISOString().replace('Z', '000Z')) as Time extends number
    ? string
    : null

const ISO =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}(?::?\d{2})?)?$/i

/** What the wire's own format can say: the years 0000 to 9999. */
const FIRST = Date.parse('0000-01-01T00:00:00Z')
const END = Date.parse('9999-12-31T23:59:59.999Z') + 1

/** JavaScript takes February 30 for March 2. */
const isDay = (day: string): boolean => {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  return Number.isFinite(midnight) && new Date(midnight).toISOString().startsWith(day)
}

/** Milliseconds since the epoch. A moment inside of a millisecond, however early, counts as the middle of it. */
const parseMoment = (written: string): number => {
  const [, day = '', time = '', offset = 'Z'] = ISO.exec(written) ?? []
  if (!isDay(day)) return Number.NaN
  const [hours = '', minutes = ''] = offset.slice(1).match(/\d{2}/g) ?? []
  const zone = /^z$/i.test(offset) ? 'Z' : `${offset[0]}${hours}:${minutes || '00'}`
  const [, whole = time, rest = ''] = /^(.*\.\d{3})(\d+)$/.exec(time) ?? []
  return Date.parse(`${day}T${whole}${zone}`) + (Number(rest) > 0 ? 0.5 : 0)
}

const moment = (round: (milliseconds: number) => number) =>
  z
    .pipe(
      z
        .pipe(
          z.string().check(z.regex(ISO, 'must be an ISO 8601 date-time')),
          z.transform(parseMoment),
        )
        .check(z.refine((time) => time >= FIRST && time < END, 'must be an ISO 8601 date-time')),
      z.transform(round),
    )
    .check(
      z.meta({
        override: ({ jsonSchema }) => {
          delete jsonSchema.pattern
          const examples = ['2024-01-01T00:00:00Z']
          Object.assign(jsonSchema, { type: 'string', format: 'date-time', examples })
        },
      }),
    )

/**
 * A moment to be stored, cut to milliseconds since the epoch: an ISO 8601 date-time, or `2023-10-06 13:41:09.123`, which is
 * UTC like every text without an offset.
 */
export const instant = moment(Math.floor)

/**
 * The same as a bound of a filter. Only whole milliseconds are stored, so what is before a moment inside of one, and what is
 * not, is told by the next one.
 */
export const instantBound = moment(Math.ceil)

/** The header of a request that makes something each time it is sent. */
export const IdempotencyHeader = z.object({
  'Idempotency-Key': z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
})

/** The answer of a route that does something and has nothing to show. */
export const Done = z.object({ message: z.string() }).register(z.globalRegistry, { id: 'Done' })
