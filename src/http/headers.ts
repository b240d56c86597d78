// What every answer says beside what it answers. Set before there is an answer: Hono puts it on whatever is made, and what is
// finished, such as the answer that becomes a socket, stays as it is.
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './env.ts'

/** Answers are personal, and old unread counts are wrong: no cache keeps one. The rest is what Hono's secureHeaders() sets. */
export const ANSWER_HEADERS = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=15552000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'X-Download-Options': 'noopen',
  'X-Frame-Options': 'SAMEORIGIN',
  'X-Permitted-Cross-Domain-Policies': 'none',
  'X-XSS-Protection': '0',
}

export const answerHeaders = createMiddleware<AppEnv>(async (c, next) => {
  for (const [name, value] of Object.entries(ANSWER_HEADERS)) c.header(name, value)
  await next()
})
