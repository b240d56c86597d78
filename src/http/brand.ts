// Which brand a request is about, and whether its token may act there with the scope that the route asks for.
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import type { Scope } from '../auth/caller.ts'
import type { AppEnv } from '../env.ts'
import { forbidden } from '../failure.ts'
import { IdText } from '../wire.ts'
import { validate } from './validate.ts'

/** The header of routes marked B in the contract. */
export const BrandHeader = z.object({
  'X-Popsell-Brand': IdText.meta({ description: 'The id of the target brand.' }),
})

const readBrand = validate('header', BrandHeader)

type Brand = z.output<typeof BrandHeader>

/**
 * Requires the brand header (422), a token for that brand and one of the scopes (403); sets `idBrand`.
 */
export const requireBrand = (...scopes: readonly Scope[]) =>
  createMiddleware<AppEnv, string, { out: { header: Brand } }>((c, next) =>
    readBrand(c as Context, async () => {
      const { 'X-Popsell-Brand': idBrand } = c.req.valid('header')
      const { caller } = c.var
      if (!caller.brands.includes(idBrand)) {
        throw forbidden('The token does not cover the brand in X-Popsell-Brand.')
      }
      if (!scopes.some((scope) => caller.scopes.has(scope))) {
        throw forbidden(`The token needs the scope ${scopes.join(' or ')} for this route.`)
      }
      c.set('idBrand', idBrand)
      await next()
    }),
  )
