// The URL map. The order of the mounts is the security model: log, headers, CORS, token, then the routes.
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { secureHeaders } from 'hono/secure-headers'
import { ambassadorRoutes, managedAmbassadorRoutes } from './ambassadors/routes.ts'
import { requireToken } from './auth/guard.ts'
import { brandTagRoutes } from './brand-tags/routes.ts'
import { ambassadorRoomRoutes, chatroomRoutes, managerRoomRoutes } from './chatrooms/routes.ts'
import type { AppEnv } from './env.ts'
import { healthRoutes } from './health/routes.ts'
import { onError, onMethodNotAllowed, onNotFound } from './http/errors.ts'
import { requestLog } from './http/log.ts'
import { messageRoutes, roomMessageRoutes } from './messages/routes.ts'
import { ratingRoutes, roomRatingRoutes } from './ratings/routes.ts'
import { mount } from './http/route.ts'
import { routes } from './routes.ts'
import { waitingListRoutes } from './waiting-list/routes.ts'

export const app = new Hono<AppEnv>()

/** The origins of `CORS_ORIGINS`, separated by commas; a browser on any other gets no CORS header. */
const allowedOrigin = (origin: string, configured: string): string | null =>
  configured.split(',').some((allowed) => allowed.trim() === origin) ? origin : null

const answerBrowsers = cors({
  origin: (origin, c) => allowedOrigin(origin, c.env.CORS_ORIGINS || ''),
  allowHeaders: [
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'X-D1-Bookmark',
    'X-Popsell-Brand',
  ],
  allowMethods: ['GET', 'POST', 'PUT', 'PATCH'],
  exposeHeaders: ['Retry-After', 'WWW-Authenticate', 'X-D1-Bookmark', 'X-Request-Id'],
  maxAge: 600,
})

app.use(requestLog)
app.use(secureHeaders())
// Answers are personal, and old unread counts are wrong: no cache keeps one.
app.use(async (c, next) => {
  await next()
  c.res.headers.set('Cache-Control', 'no-store')
})
// Hono's cors() copies an answer to give it its headers, and only browsers read those.
app.use((c, next) => {
  const isOther = c.req.header('Origin') === undefined && c.req.method !== 'OPTIONS'
  return isOther ? next() : answerBrowsers(c, next)
})
app.use(methodNotAllowed({ app, onMethodNotAllowed }))

app.route('/health', healthRoutes)

app.use('/api/v2/*', requireToken)
app.route('/api/v2/chat/chatrooms', chatroomRoutes)
app.route('/api/v2/chat/ambassadors', ambassadorRoutes)
app.route('/api/v2/chat/ambassadors', ambassadorRoomRoutes)
app.route('/api/v2/manager/ambassadors', managedAmbassadorRoutes)
app.route('/api/v2/manager/brand-tags', brandTagRoutes)
app.route('/api/v2/manager/chatrooms', managerRoomRoutes)
app.route('/api/v2/chat/chatrooms', roomMessageRoutes)
app.route('/api/v2/chat/chatrooms', roomRatingRoutes)
app.route('/api/v2/chat/messages', messageRoutes)
app.route('/api/v2/chat/ratings', ratingRoutes)
app.route('/api/v2/chat/waiting-list', waitingListRoutes)
mount(app, routes)

app.notFound(onNotFound)
app.onError(onError)
