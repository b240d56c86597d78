// A route could answer with a socket: what every request passes leaves such an answer as it is.
import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { type Handler, Hono } from 'hono'
import { expect, it } from 'vitest'
import { hubAt } from '../../src/domain/events/hubs.ts'
import { readBrand, requireScope, useDatabase } from '../../src/http/brand.ts'
import type { AppEnv } from '../../src/http/env.ts'
import { answerHeaders } from '../../src/http/headers.ts'
import { requestLog } from '../../src/http/log.ts'
import { requireToken } from '../../src/http/token.ts'
import { announceEvents } from '../../src/realtime/announce-events.ts'
import { signToken } from '../support/tokens.ts'

const seat = { idBrand: 3, self: null, subject: 'x', scopes: ['chat:brand'], expiresAt: 2e12 }
const ARRIVAL = encodeURIComponent(JSON.stringify({ seat: { ...seat, connectedAt: 0 } }))

/** Reads the database, and answers what a Durable Object does, whose headers can't be changed. */
const openSocket: Handler<AppEnv> = async (c) => {
  await c.var.database.batch({ one: { sql: 'select 1', values: [] } })
  const headers = { Upgrade: 'websocket', 'X-Arrival': ARRIVAL }
  return hubAt(c.env, 3, 0).fetch('https://hub/', { headers })
}

it('an answer that becomes a socket passes, also from a route that reads the database', async () => {
  const app = new Hono<AppEnv>()
  app.use(requestLog, answerHeaders, requireToken)
  for (const check of readBrand('optional')) app.use(check as Handler<AppEnv>)
  app.use(requireScope(['chat:brand']), useDatabase, announceEvents)
  app.get('/', openSocket)
  const headers = { Upgrade: 'websocket', Authorization: `Bearer ${await signToken()}` }
  const { status, webSocket } = await app.request('/', { headers }, env, createExecutionContext())
  expect(status).toBe(101)
  webSocket?.accept()
  webSocket?.close()
})
