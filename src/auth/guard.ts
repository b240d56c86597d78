// Every route behind this guard has a verified caller on its context, or has answered 401.
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../env.ts'
import { FailureError } from '../failure.ts'
import { callerOf } from './caller.ts'
import { keySourceOf, MisconfiguredError } from './keys.ts'
import { KeysUnavailableError, verifyToken } from './token.ts'

/** RFC 6750 §2.1 with RFC 9110's case-insensitive scheme: one token and nothing after it. */
const BEARER = /^bearer +([\w.~+/-]+=*)$/i

const unauthorized = (reason: string): FailureError =>
  new FailureError({ kind: 'unauthorized', reason })

const explain = (error: unknown): FailureError => {
  if (error instanceof MisconfiguredError) return unauthorized(`misconfigured: ${error.message}`)
  if (error instanceof KeysUnavailableError) {
    return new FailureError({
      kind: 'unavailable',
      message: 'The signing keys cannot be fetched at the moment. Try again later.',
      reason: 'key_set_unavailable',
    })
  }
  throw error
}

/** 401 for a missing or unverifiable token, 503 when the key set can't be fetched; sets `caller`. */
export const requireToken = createMiddleware<AppEnv>(async (c, next) => {
  const header = c.req.header('Authorization')
  if (header === undefined) throw unauthorized('missing')
  const token = BEARER.exec(header)?.[1]
  if (token === undefined) throw unauthorized('not_one_bearer_token')
  const verification = await keySourceOf(c.env)
    .then((source) => verifyToken(token, source, c.var.now))
    .catch((error: unknown) => {
      throw explain(error)
    })
  if (!verification.ok) throw unauthorized(verification.reason)
  c.set('caller', callerOf(verification.claims))
  await next()
})
