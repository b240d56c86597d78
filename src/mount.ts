// What a request passes on its way to the handler of a route, in the order of the contract.
import type { Hono, MiddlewareHandler } from 'hono'
import type { AppEnv } from './context.ts'
import { IdempotencyHeader } from './contract/fields.ts'
import { readBrand } from './http/brand.ts'
import { useDatabase } from './http/database.ts'
import { requireScope } from './http/permission.ts'
import { rateLimit } from './http/rate-limit.ts'
import type { Declaration, Route } from './http/route.ts'
import { validate, validateBody } from './http/validate.ts'
import { admitCaller } from './presence/middleware.ts'
import { announceEvents } from './realtime/announce-events.ts'

const checksOf = (declared: Declaration) => {
  const { brand, scopes, params, query, body, bodyLimit, takesIdempotencyKey } = declared
  return [
    ...readBrand(brand),
    requireScope(scopes),
    rateLimit,
    useDatabase,
    admitCaller,
    announceEvents,
    ...(params === undefined ? [] : [validate('param', params)]),
    ...(query === undefined ? [] : [validate('query', query)]),
    ...(body === undefined ? [] : [validateBody(body, bodyLimit)]),
    ...(takesIdempotencyKey ? [validate('header', IdempotencyHeader)] : []),
  ] as MiddlewareHandler<AppEnv>[]
}

/** Lets the app answer the routes. */
export const mount = (app: Hono<AppEnv>, routes: readonly Route[]): void => {
  for (const { handle, ...declared } of routes) {
    const path = declared.path.replaceAll(/\{(\w+)\}/g, ':$1')
    app.on(declared.method, [path], ...checksOf(declared), handle)
  }
}
