// The URL map. The order of the mounts is the security model: log, headers, CORS, token, then the routes.
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { secureHeaders } from 'hono/secure-headers'
import openApiDocument from '../docs/openapi.json' with { type: 'json' }
import { requireToken } from './auth/guard.ts'
import { chatroomRoutes } from './chatrooms/routes.ts'
import type { AppEnv } from './env.ts'
import { healthRoutes } from './health/routes.ts'
import { onError, onMethodNotAllowed, onNotFound } from './http/errors.ts'
import { requestLog } from './http/log.ts'

export const app = new Hono<AppEnv>()

/** The origins of `CORS_ORIGINS`, separated by commas; a browser on any other gets no CORS header. */
const allowedOrigin = (origin: string, configured: string): string | null =>
  configured.split(',').some((allowed) => allowed.trim() === origin) ? origin : null

app.use(requestLog)
app.use(secureHeaders())
app.use(
  cors({
    origin: (origin, c) => allowedOrigin(origin, c.env.CORS_ORIGINS),
    allowHeaders: ['Authorization', 'Content-Type', 'X-Popsell-Brand'],
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH'],
    exposeHeaders: ['X-Request-Id'],
    maxAge: 600,
  }),
)
app.use(methodNotAllowed({ app, onMethodNotAllowed }))

app.route('/health', healthRoutes)
app.get('/openapi.json', (c) => c.json(openApiDocument))

app.use('/api/v2/*', requireToken)
app.route('/api/v2/chat/chatrooms', chatroomRoutes)

app.notFound(onNotFound)
app.onError(onError)
