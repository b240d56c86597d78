// Behind this guard a verified caller is on the context as `actor`; anybody else has got a 401.
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './env.ts'
import { FailureError, misconfiguration } from '../contract/failure.ts'
import { type Caller, callerOf } from '../auth/caller.ts'
import { keySourceOf, MisconfiguredError } from '../auth/keys.ts'
import { type KeySource, KeysUnavailableError, verifyToken } from '../auth/token.ts'
import { recall, remember } from '../auth/verified.ts'

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

const tokenOf = (header: string | undefined): string => {
  if (header === undefined) throw unauthorized('missing')
  const token = BEARER.exec(header)?.[1]
  if (token === undefined) throw unauthorized('not_one_bearer_token')
  return token
}

const verify = async (token: string, source: KeySource, now: number): Promise<Caller> => {
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

/** The caller that a token names. Throws 401 for one that can't be verified, 503 when the key set can't be fetched. */
export const callerOfToken = async (find: () => string, env: Env, now: number): Promise<Caller> => {
  try {
    const source = await keySourceOf(env)
    return await verify(find(), source, now)
  } catch (error) {
    throw explain(error)
  }
}

/** 401 for a missing or unverifiable token, 503 when the key set can't be fetched; sets `actor`. */
export const requireToken = createMiddleware<AppEnv>(async (c, next) => {
  const header = c.req.header('Authorization')
  c.set('actor', await callerOfToken(() => tokenOf(header), c.env, c.get('now')))
  await next()
})
