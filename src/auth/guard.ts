// Every route behind this guard has a verified caller on its context, or has answered 401.
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../env.ts'
import { FailureError, misconfiguration } from '../failure.ts'
import { type Caller, callerOf } from './caller.ts'
import { keySourceOf, MisconfiguredError } from './keys.ts'
import { KeysUnavailableError, verifyToken } from './token.ts'
import { recall, remember } from './verified.ts'

/** RFC 6750 §2.1 with RFC 9110's case-insensitive scheme: one token and nothing after it. */
const BEARER = /^bearer +([\w.~+/-]+=*)$/i

const unauthorized = (reason: string): FailureError =>
  new FailureError({ kind: 'unauthorized', reason })

const explain = (error: unknown): unknown => {
  if (error instanceof MisconfiguredError) return unauthorized(misconfiguration(error.message))
  if (error instanceof KeysUnavailableError) {
    return new FailureError({
      kind: 'unavailable',
      message: 'The signing keys cannot be fetched at the moment. Try again later.',
      reason: error.message,
    })
  }
  return error
}

const verify = async (header: string | undefined, env: Env, now: number): Promise<Caller> => {
  const source = await keySourceOf(env)
  if (header === undefined) throw unauthorized('missing')
  const token = BEARER.exec(header)?.[1]
  if (token === undefined) throw unauthorized('not_one_bearer_token')
  const recalled = recall(source, token, now)
  if (recalled !== null) return recalled
  const freshUntil = source.freshUntil()
  const verification = await verifyToken(token, source, now)
  if (!verification.ok) throw unauthorized(verification.reason)
  const { claims } = verification
  const caller = callerOf(claims)
  remember(source, token, { caller, claims, freshUntil })
  return caller
}

/** 401 for a missing or unverifiable token, 503 when the key set can't be fetched; sets `caller`. */
export const requireToken = createMiddleware<AppEnv>(async (c, next) => {
  const caller = await verify(c.req.header('Authorization'), c.env, c.get('now')).catch(
    (error: unknown) => {
      throw explain(error)
    },
  )
  c.set('caller', caller)
  await next()
})
