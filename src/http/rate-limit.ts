// How many requests a caller may make in a brand.
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './env.ts'
import { FailureError } from '../contract/failure.ts'
import { isRead } from './request.ts'

/** Seconds over which the limiters of wrangler.toml count: after them a refused caller is free again. */
const LIMIT_PERIOD = 10

/** Milliseconds in which a limiter must say no. */
const LIMITER_DEADLINE = 200

/** Throws 429 when the caller has recently made too many reads, or too many writes, in this brand. */
export const limitRate = async (c: Context<AppEnv>, idBrand: number): Promise<void> => {
  const limiter = isRead(c) ? c.env.READ_LIMITER : c.env.WRITE_LIMITER
  if (limiter === undefined) return
  const key = `${idBrand}:${c.get('actor').subject}`
  const ask = async () => limiter.limit({ key })
  // A limiter that fails refuses nobody.
  const outcome = await Promise.race([ask(), scheduler.wait(LIMITER_DEADLINE)]).catch(() => null)
  if (outcome?.success === false) {
    throw new FailureError({ kind: 'tooManyRequests', retryAfter: LIMIT_PERIOD })
  }
}

export const rateLimit = createMiddleware<AppEnv>(async (c, next) => {
  await limitRate(c, c.get('idBrand'))
  await next()
})
