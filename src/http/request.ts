// What is done to every request, whatever it asks for.
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './env.ts'
import { FailureError } from '../contract/failure.ts'

/** Bytes of a query string. The links of a list repeat it a dozen times. */
const LONGEST_QUERY = 8 * 1024

/** Whether a request changes nothing but the presence of its caller. */
export const isRead = (c: Context): boolean => c.req.method === 'GET' || c.req.method === 'HEAD'

const isPadded = (value: string): boolean => /^[\t ]|[\t ]$/.test(value)

/**
 * Takes the white space off around the values of headers, which is no part of them (RFC 9110 §5.5): workerd leaves what
 * comes behind a value.
 */
export const trimHeaders = createMiddleware<AppEnv>(async (c, next) => {
  const headers = [...c.req.raw.headers]
  if (headers.some(([, value]) => isPadded(value))) {
    // Headers trims what it is given one by one, as the Fetch standard says.
    c.req.raw = new Request(c.req.raw, { headers })
  }
  await next()
})

/** Throws 414 for a query string above 8 KiB. A URL is ASCII by now. */
export const limitQuery = createMiddleware<AppEnv>(async (c, next) => {
  const { url } = c.req
  const start = url.indexOf('?') + 1
  if (start > 0 && url.length - start > LONGEST_QUERY) {
    throw new FailureError({ kind: 'queryTooLong', limit: LONGEST_QUERY })
  }
  await next()
})
