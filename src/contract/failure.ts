// Everything that can go wrong by design, as one closed union that knows nothing of HTTP.
import { MOST_MEMBERS } from './codes.ts'

/** Messages by wire field, in the order in which the fields failed. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>

export type Failure =
  | { readonly kind: 'unauthorized'; readonly reason: string }
  | { readonly kind: 'forbidden'; readonly message: string }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'conflict'; readonly message: string }
  | { readonly kind: 'gone'; readonly message: string }
  | { readonly kind: 'bodyTooLarge'; readonly limit: number }
  | { readonly kind: 'bodyCutOff' }
  | { readonly kind: 'bodyCompressed' }
  | { readonly kind: 'queryTooLong'; readonly limit: number }
  | { readonly kind: 'unsupportedMediaType' }
  | { readonly kind: 'invalid'; readonly errors: FieldErrors }
  | { readonly kind: 'tooManyRequests'; readonly retryAfter: number }
  | {
      readonly kind: 'unavailable'
      readonly message: string
      readonly reason: string
      /** More fields of the answer, beside its message. */
      readonly details?: Readonly<Record<string, string>>
    }

/** Thrown by services, guards, validators and the database client; `http/errors.ts` alone turns it into an answer. */
export class FailureError extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.kind)
    this.name = 'FailureError'
    this.failure = failure
  }
}

export const forbidden = (message: string): FailureError =>
  new FailureError({ kind: 'forbidden', message })

export const roomBlocked = (): FailureError =>
  forbidden('The room is blocked: nobody can write in it.')

export const notFound = (): FailureError => new FailureError({ kind: 'notFound' })

export const invalid = (errors: FieldErrors): FailureError =>
  new FailureError({ kind: 'invalid', errors })

/** The same problem with each of these fields. */
export const invalidFields = (fields: readonly string[], problem: string): FailureError =>
  invalid(Object.fromEntries(fields.map((field) => [field, [`${field} ${problem}.`]])))

/** A tag whose room cannot be, and why. */
export const invalidTag = (problem: string): FailureError =>
  invalidFields(['id_brand_tag'], problem)

export const tooManyMembers = (): FailureError =>
  invalidTag(`makes a room of more than ${MOST_MEMBERS} ambassadors`)

/** The reason goes into the log alone. */
export const databaseUnavailable = (reason: string): FailureError =>
  new FailureError({
    kind: 'unavailable',
    message: 'The database cannot answer at the moment. Try again later.',
    reason,
  })

const MISCONFIGURED = 'misconfigured: '

/** The reason of a refusal that the configuration is to blame for. */
export const misconfiguration = (what: string): string => `${MISCONFIGURED}${what}`

export const isMisconfiguration = (reason: string): boolean => reason.startsWith(MISCONFIGURED)

export const conflict = (message: string): FailureError =>
  new FailureError({ kind: 'conflict', message })

/** The log has no such position, or no longer has it. */
export const gone = (): FailureError =>
  new FailureError({
    kind: 'gone',
    message: 'The log has no such cursor. Load the lists again, and begin without since.',
  })
