// One line of JSON a request. Never a token, a body, a query string or anything personal.
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import { noUsage } from '../db/client.ts'
import type { AppEnv } from './env.ts'
import { isMisconfiguration } from '../contract/failure.ts'

const RAY = /^[\w-]{1,64}$/

/** The platform's id of the request where there is one, else a new one. */
const requestIdOf = (ray: string | undefined): string =>
  ray !== undefined && RAY.test(ray) ? ray : crypto.randomUUID()

/** The frames of a stack. What comes before them quotes the message. */
const framesOf = ({ message, stack = '' }: Error): string[] => {
  const frames = message === '' ? stack : stack.slice(stack.lastIndexOf(message) + message.length)
  return frames.split('\n').filter((line) => line.startsWith('    at '))
}

/** A defect, by its class and where it happened. Its message may quote values, so it stays out. */
export const logError = (requestId: string, error: Error): void => {
  console.error(
    JSON.stringify({ level: 'error', requestId, error: error.name, at: framesOf(error) }),
  )
}

const logRequest = (c: Context<AppEnv>, startedAt: number, isBroken: boolean): void => {
  const reason = c.get('refusal')
  // A wrong configuration is for the operator to mend, also where the caller gets a 401.
  const isError =
    isBroken || c.res.status >= 500 || (reason !== undefined && isMisconfiguration(reason))
  console.log(
    JSON.stringify({
      level: isError ? 'error' : 'info',
      requestId: c.get('requestId'),
      method: c.req.method,
      route: matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path ?? null,
      status: c.res.status,
      brand: c.get('idBrand') ?? null,
      sub: c.get('actor')?.subject ?? null,
      reason,
      milliseconds: Date.now() - startedAt,
      d1: c.get('usage'),
    }),
  )
}

/** Gives a request its id, its clock and its account of costs, and logs what became of it. */
export const requestLog = createMiddleware<AppEnv>(async (c, next) => {
  const startedAt = Date.now()
  const requestId = requestIdOf(c.req.header('cf-ray'))
  c.set('requestId', requestId)
  c.set('now', startedAt)
  c.set('usage', noUsage())
  c.header('X-Request-Id', requestId)
  await next()
  // What is streamed has its line once all of it is sent, or it has broken off. Of a HEAD request nothing is.
  const streamed = c.req.method === 'HEAD' ? undefined : c.get('streamed')
  if (streamed === undefined) logRequest(c, startedAt, false)
  else void streamed.then((isWhole) => logRequest(c, startedAt, !isWhole))
})

/** A line about a socket: that it has come or gone, or that a hub has read what it was not told. */
export const logSocket = (line: {
  readonly level?: 'info' | 'error'
  readonly event: 'connected' | 'closed' | 'healed'
  readonly brand: number | null
  readonly [name: string]: number | string | null
}): void => console.log(JSON.stringify({ level: 'info', ...line }))

export interface WebhookLine {
  readonly level?: 'error'
  readonly event: 'failing' | 'disabled' | 'restarted' | 'unsigned'
  readonly [name: string]: number | string
}

/** A line about a webhook: at most one a day while its endpoint fails or nothing can be signed, and one when it is switched off. */
export const logWebhook = (brand: number, webhook: number, line: WebhookLine): void =>
  console.log(JSON.stringify({ level: 'info', brand, webhook, ...line }))
