// Pieces of the wire format that several features share.
import * as z from 'zod'

/** The largest id, page or code on the wire: every integer there is an int32. */
export const INT32_MAX = 2_147_483_647

/** `-0` is refused: it is no spelling of 0 that a client means. */
const isPlain = (value: number): boolean => !Object.is(value, -0)

/** An integer of the wire. A number with a zero fraction is one, a text of digits is not. */
export const integer = (minimum: number, maximum: number) =>
  z
    .int()
    .refine(isPlain, { error: 'must not be -0', abort: true })
    .min(minimum)
    .max(maximum)
    .meta({ format: 'int32' })

/** An id: int32, 1 or above. */
export const Id = integer(1, INT32_MAX)

/** The same as digits in a header or a path. An empty text is no number, unlike for `Number('')`. */
export const IdText = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, 'must be an integer from 1 to 2147483647')
  .transform(Number)
  .refine((id) => id <= INT32_MAX, 'must be an integer from 1 to 2147483647')
  .meta({
    override: ({ jsonSchema }) => {
      delete jsonSchema.pattern
      Object.assign(jsonSchema, {
        type: 'integer',
        format: 'int32',
        minimum: 1,
        maximum: INT32_MAX,
      })
    },
  })

/** One of a few integers, each of which has a name in the documentation. */
export const code = <const Codes extends readonly [number, ...number[]]>(codes: Codes) =>
  z.literal(codes).refine(isPlain, 'must not be -0').meta({ type: 'integer' })

/** UTC, ISO 8601 with six fractional digits, as in `2023-10-06T13:41:09.123000Z`. */
export const DateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/)
  .meta({ format: 'date-time', example: '2023-10-06T13:41:09.123000Z' })

/** `milliseconds` since the epoch as a `DateTime`; null stays null. */
export const dateTime = <Time extends number | null>(milliseconds: Time) =>
  (milliseconds === null
    ? null
    : new Date(milliseconds).toISOString().replace('Z', '000Z')) as Time extends number
    ? string
    : null
