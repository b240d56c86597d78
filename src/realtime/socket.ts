// The door: who may listen gets a socket at a hub of the brand, anybody else one that is closed at once with the reason.
import type { Context, Next } from 'hono'
import type { Caller } from '../auth/caller.ts'
import { callerOfToken } from '../http/token.ts'
import { shardOf } from '../db/shards.ts'
import type { AppEnv } from '../context.ts'
import { decodeCursor } from '../events/cursor.ts'
import { type Failure, FailureError } from '../contract/failure.ts'
import { limitRate } from '../http/rate-limit.ts'
import { logSocket } from '../http/log.ts'
import { IdText } from '../contract/fields.ts'
import type { Arrival } from './broadcast.ts'
import { hubAt, hubIndexOf } from './configuration.ts'
import type { Closing } from './frames.ts'
import { ARRIVAL } from './hub.ts'
import { passOf } from './listener.ts'
import { refused } from './upgrade.ts'

const BEARER = 'bearer.'

const closingOf = ({ kind }: Failure): Closing => {
  switch (kind) {
    case 'unauthorized':
    case 'forbidden':
      return kind
    case 'tooManyRequests':
      return 'tooMany'
    default:
      return 'unavailable'
  }
}

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

const openSocket = async (c: Context<AppEnv>): Promise<Response | Closing> => {
  const now = Date.now()
  const caller = await callerOfToken(
    () => tokenIn(c.req.header('Sec-WebSocket-Protocol')),
    c.env,
    now,
  )
  c.set('caller', caller)
  const idBrand = brandOf(c.req.query('brand'), caller)
  const pass = idBrand === null ? null : passOf(caller, idBrand)
  if (idBrand === null || pass === null) return 'forbidden'
  c.set('idBrand', idBrand)
  await limitRate(c, idBrand)
  if (shardOf(c.env, idBrand) === null) return 'unavailable'
  const since = c.req.query('since')
  const arrival: Arrival = {
    seat: { ...pass, idBrand, connectedAt: now },
    ...(since === undefined ? {} : { since: decodeCursor(since) }),
  }
  const hub = hubAt(c.env, idBrand, hubIndexOf(c.env, idBrand, caller.self ?? caller.subject))
  const headers = { Upgrade: 'websocket', [ARRIVAL]: JSON.stringify(arrival) }
  return hub.fetch('https://hub/', { headers })
}

/** `GET /chat/socket`. A request that does not ask for a socket goes on to the other routes. */
export const socketRoute = async (c: Context<AppEnv>, next: Next): Promise<Response | void> => {
  if (c.req.header('Upgrade')?.trim().toLowerCase() !== 'websocket') return next()
  try {
    const opened = await openSocket(c)
    if (typeof opened !== 'string') return opened
    return refuse(c, opened)
  } catch (error) {
    return refuse(c, error instanceof FailureError ? closingOf(error.failure) : 'unavailable')
  }
}

const refuse = (c: Context<AppEnv>, closing: Closing): Response => {
  const sub = c.get('caller')?.subject ?? null
  logSocket({ event: 'connected', brand: c.get('idBrand') ?? null, sub, refused: closing })
  return refused(closing)
}
