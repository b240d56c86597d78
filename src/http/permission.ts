// Whether a token may act in a brand at all, with the scope that a route asks for.
import { createMiddleware } from 'hono/factory'
import type { Scope } from '../contract/actor.ts'
import type { AppEnv } from '../context.ts'
import { forbidden } from '../contract/failure.ts'

/** 403 for a token of another brand, or without any of the scopes. */
export const requireScope = (scopes: readonly Scope[]) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const caller = c.get('actor')
    if (!caller.brands.includes(c.get('idBrand'))) {
      throw forbidden('The token does not cover the brand in X-Popsell-Brand.')
    }
    if (!scopes.some((scope) => caller.scopes.has(scope))) {
      throw forbidden(`The token needs the scope ${scopes.join(' or ')} for this route.`)
    }
    await next()
  })
