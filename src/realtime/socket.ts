// The door: who may listen gets a socket at a hub of the brand, anybody else one that is closed at once with the reason.
import type { Context, Next } from 'hono'
import type { Caller } from '../auth/caller.ts'
import { callerOfToken } from '../http/token.ts'
import { shardOf } from '../db/shards.ts'
import type { AppEnv } from '../http/env.ts'
import { decodeCursor } from '../domain/events/cursor.ts'
import { databaseUnavailable, FailureError, forbidden } from '../contract/failure.ts'
import { limitRate } from '../http/rate-limit.ts'
import { IdText } from '../contract/fields.ts'
import type { Arrival } from './broadcast.ts'
import { hubAt, hubIndexOf } from '../domain/events/hubs.ts'
import { ARRIVAL } from './hub.ts'
import { passOf } from './listener.ts'
import { logConnected, refusalOf } from './refusal.ts'
import { refused } from './upgrade.ts'

const BEARER = 'bearer.'

/** In place of the id of a request. */
const DOOR = 'door'

/** The token among the subprotocols; browsers can't set another header. */
const tokenIn = (protocols: string | undefined): string => {
  const names = (protocols ?? '').split(',').map((name) => name.trim())
  const [token, ...others] = names.filter((name) => name.startsWith(BEARER))
  if (token === undefined || others.length > 0) {
    throw new FailureError({ kind: 'unauthorized', reason: 'not_one_bearer_protocol' })
  }
  return token.slice(BEARER.length)
}

/** The brand of the query, or the only one of the token; null for none. */
const brandOf = (text: string | undefined, { brands }: Caller): number | null => {
  if (text !== undefined) return IdText.safeParse(text).data ?? null
  const [only, ...others] = new Set(brands)
  return only === undefined || others.length > 0 ? null : only
}

const openSocket = async (c: Context<AppEnv>): Promise<Response> => {
  const now = Date.now()
  const caller = await callerOfToken(
    () => tokenIn(c.req.header('Sec-WebSocket-Protocol')),
    c.env,
    now,
  )
  c.set('actor', caller)
  const idBrand = brandOf(c.req.query('brand'), caller)
  const pass = idBrand === null ? null : passOf(caller, idBrand)
  if (idBrand === null || pass === null) {
    throw forbidden('The token does not cover the brand, or not the chat.')
  }
  c.set('idBrand', idBrand)
  await limitRate(c, idBrand)
  if (shardOf(c.env, idBrand) === null) throw databaseUnavailable('brand_closed')
  const since = c.req.query('since')
  const arrival: Arrival = {
    seat: { ...pass, idBrand, connectedAt: now },
    ...(since === undefined ? {} : { since: decodeCursor(since) }),
  }
  const hub = hubAt(c.env, idBrand, hubIndexOf(c.env, idBrand, caller.self ?? caller.subject))
  // A header holds no letters beyond Latin-1, and the name of an integration may.
  const headers = { Upgrade: 'websocket', [ARRIVAL]: encodeURIComponent(JSON.stringify(arrival)) }
  return hub.fetch('https://hub/', { headers })
}

/** `GET /chat/socket`. A request that does not ask for a socket goes on to the other routes. */
export const socketRoute = async (c: Context<AppEnv>, next: Next): Promise<Response | void> => {
  const isUpgrade = c.req.header('Upgrade')?.trim().toLowerCase() === 'websocket'
  if (c.req.method !== 'GET' || !isUpgrade) return next()
  try {
    return await openSocket(c)
  } catch (error) {
    const refusal = refusalOf(error, DOOR)
    logConnected({ idBrand: c.get('idBrand'), subject: c.get('actor')?.subject }, refusal)
    return refused(refusal.closing)
  }
}
