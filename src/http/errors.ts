// The one place where a failure becomes a status and a body.
import type { Context, ErrorHandler } from 'hono'
import type { StatusCode } from 'hono/utils/http-status'
import { EXPIRED } from '../auth/token.ts'
import type { AppEnv } from './env.ts'
import { type Failure, FailureError, type FieldErrors } from '../contract/failure.ts'
import { logError } from './log.ts'

/** Seconds after which a client may try an unavailable service again. */
const RETRY_AFTER = '5'

/** RFC 6750 §3: says it to the caller, whose token was good. */
const EXPIRED_CHALLENGE = 'Bearer error="invalid_token", error_description="The token has expired"'

/** For the log alone, since nobody is there to read it. What nginx and Cloudflare call it. */
const CLIENT_CLOSED_REQUEST = 499

/** Failed fields that a 422 lists: a body of 10,000 ids must not be answered with 10,000 sentences. */
const MOST_FIELDS = 100

/** `field is required! (and 3 more error)`: the seed's form, singular whatever the number. */
const summaryOf = (errors: FieldErrors): string => {
  const [first = 'The request is invalid.', ...others] = Object.values(errors).flat()
  return others.length === 0 ? first : `${first} (and ${others.length} more error)`
}

/** All failed fields of any sensible body. The summary counts them all. */
const listed = (errors: FieldErrors): FieldErrors =>
  Object.fromEntries(Object.entries(errors).slice(0, MOST_FIELDS))

const answer = (c: Context<AppEnv>, failure: Failure): Response => {
  switch (failure.kind) {
    case 'unauthorized':
      c.set('refusal', failure.reason)
      return c.json({ message: 'Unauthorized.' }, 401, {
        'WWW-Authenticate': failure.reason === EXPIRED ? EXPIRED_CHALLENGE : 'Bearer',
      })
    case 'forbidden':
      return c.json({ message: failure.message }, 403)
    case 'notFound':
      return c.json({ message: 'Not Found.' }, 404)
    case 'conflict':
      return c.json({ message: failure.message }, 409)
    case 'gone':
      return c.json({ message: failure.message }, 410)
    case 'bodyTooLarge':
      return c.json({ message: `The body is larger than ${failure.limit / 1024} KiB.` }, 413)
    case 'bodyCutOff':
      return c.body(null, CLIENT_CLOSED_REQUEST as StatusCode)
    case 'queryTooLong':
      return c.json(
        { message: `The query string is longer than ${failure.limit / 1024} KiB.` },
        414,
      )
    case 'bodyCompressed':
      return c.json({ message: 'Send the body as it is, without Content-Encoding.' }, 415, {
        'Accept-Encoding': 'identity',
      })
    case 'unsupportedMediaType':
      return c.json({ message: 'Send the body as Content-Type: application/json.' }, 415)
    case 'invalid':
      return c.json({ message: summaryOf(failure.errors), errors: listed(failure.errors) }, 422)
    case 'tooManyRequests':
      return c.json({ message: 'Too Many Requests.' }, 429, {
        'Retry-After': String(failure.retryAfter),
      })
    case 'unavailable':
      c.set('refusal', failure.reason)
      return c.json({ message: failure.message, ...failure.details }, 503, {
        'Retry-After': RETRY_AFTER,
      })
  }
}

/** Failures get their answer; anything else is a defect: logged without its message, which may hold personal data. */
export const onError: ErrorHandler<AppEnv> = (error, c) => {
  if (error instanceof FailureError) return answer(c, error.failure)
  logError(c.var.requestId, error)
  return c.json({ message: 'Internal Server Error.' }, 500)
}

/** 404, or 405 with the methods that the path does have. */
export const onNotFound = (c: Context<AppEnv>, methods: string[]) =>
  methods.length === 0
    ? answer(c, { kind: 'notFound' })
    : c.json({ message: `Method Not Allowed. Use ${methods.join(', ')}.` }, 405, {
        Allow: methods.join(', '),
      })

/** 426 where a socket is to be asked for. */
export const onNoUpgrade = async (c: Context): Promise<Response> =>
  c.json({ message: 'This is a WebSocket: ask for an upgrade.' }, 426, { Upgrade: 'websocket' })
