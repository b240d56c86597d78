// The URL map. The order of the mounts is the security model: log, headers, CORS, token, then the routes.
import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import { HonoBase } from 'hono/hono-base'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { requireToken } from './http/token.ts'
import type { AppEnv } from './http/env.ts'
import { FailureError } from './contract/failure.ts'
import { getHealth } from './health/routes.ts'
import { onError, onNotFound, onNoUpgrade } from './http/errors.ts'
import { answerHeaders } from './http/headers.ts'
import { requestLog } from './http/log.ts'
import { limitQuery, trimHeaders } from './http/request.ts'
import { socketRoute } from './realtime/socket.ts'
import { routes } from './routes.ts'
import { admit } from './presence/service.ts'
import { IdempotencyHeader } from './contract/fields.ts'
import { readBrand, requireScope, useDatabase } from './http/brand.ts'
import { rateLimit } from './http/rate-limit.ts'
import type { Declaration } from './http/route.ts'
import { validate, validateBody } from './http/validate.ts'
import { announceEvents } from './realtime/announce-events.ts'

/** Puts the admission of an actor in front of every batch of a request. */
const admitActor = createMiddleware<AppEnv>(async (c, next) => {
  admit(c.var, c.env)
  await next()
})

/** What a request passes on its way to the handler of a route, in the order of the contract. */
const checksOf = (declared: Declaration) => {
  const { brand, scopes, params, query, body, bodyLimit, takesIdempotencyKey } = declared
  return [
    ...readBrand(brand),
    requireScope(scopes),
    rateLimit,
    useDatabase,
    admitActor,
    announceEvents,
    ...(params === undefined ? [] : [validate('param', params)]),
    ...(query === undefined ? [] : [validate('query', query)]),
    ...(body === undefined ? [] : [validateBody(body, bodyLimit)]),
    ...(takesIdempotencyKey ? [validate('header', IdempotencyHeader)] : []),
  ] as MiddlewareHandler<AppEnv>[]
}

// Its router alone: Hono brings others along for paths that it could not take.
export const app = new HonoBase<AppEnv>({ router: new RegExpRouter() })

const LOCALHOST = /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?$/

/** The origins of `CORS_ORIGINS`, separated by commas, and in development those of this machine; a browser on any other gets no CORS header. */
const allowedOrigin = (origin: string, env: AppEnv['Bindings']): string | null => {
  const configured = (env.CORS_ORIGINS || '').split(',').map((allowed) => allowed.trim())
  const isLocal = env.ALLOW_LOCALHOST === 'true' && LOCALHOST.test(origin)
  return isLocal || configured.includes(origin) ? origin : null
}

const METHODS = [...new Set(routes.map(({ method }) => method.toUpperCase()))]

const answerBrowsers = cors({
  origin: (origin, c) => allowedOrigin(origin, c.env),
  allowHeaders: [
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'X-D1-Bookmark',
    'X-Popsell-Brand',
  ],
  allowMethods: METHODS,
  exposeHeaders: ['Retry-After', 'WWW-Authenticate', 'X-D1-Bookmark', 'X-Request-Id'],
  maxAge: 600,
})

// Before what answers browsers: they ask for a socket from everywhere, and its door logs for itself.
app.use('/api/v2/chat/socket', socketRoute)

app.use(trimHeaders)
app.use(requestLog)
app.use(answerHeaders)
// Hono's cors() copies an answer to give it its headers, and only browsers read those.
app.use((c, next) => {
  const isOther = c.req.header('Origin') === undefined && c.req.method !== 'OPTIONS'
  return isOther ? next() : answerBrowsers(c, next)
})
// An event of a webhook that leads here, by whatever name or way. 410 switches the webhook off.
app.use((c, next) => {
  if (c.req.header('webhook-signature') === undefined) return next()
  throw new FailureError({ kind: 'gone', message: 'A webhook must not lead to this service.' })
})
app.get('/health', getHealth)
app.use('/api/v2/chat/socket', onNoUpgrade)

app.use('/api/v2/*', requireToken, limitQuery)
for (const { handle, ...declared } of routes) {
  const path = declared.path.replaceAll(/\{(\w+)\}/g, ':$1')
  app.on(declared.method, [path], ...checksOf(declared), handle)
}

/** The methods of the routes of a path; HEAD comes with GET. */
const methodsOf = (path: string): string[] =>
  METHODS.filter((method) =>
    app.router.match(method, path)[0].some(([[, route]]) => route.method === method),
  ).flatMap((method) => (method === 'GET' ? [method, 'HEAD'] : method))

app.notFound((c) => onNotFound(c, methodsOf(c.req.path)))
app.onError(onError)
