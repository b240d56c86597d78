// Which brand a request is about, and whether its token may act there with the scope that the route asks for.
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import { bePresent } from '../ambassadors/presence-service.ts'
import type { Caller, Scope } from '../auth/caller.ts'
import type { AppEnv } from '../env.ts'
import { forbidden, invalid } from '../failure.ts'
import { IdText } from '../wire.ts'
import { validate } from './validate.ts'

const header = IdText.meta({ description: 'The id of the target brand.' })

/** The header of routes marked B in the contract. */
export const BrandHeader = z.object({ 'X-Popsell-Brand': header })

/** The header of the other routes: needed only when the token names several brands. */
export const OptionalBrandHeader = z.object({ 'X-Popsell-Brand': header.optional() })

const readBrand = validate('header', BrandHeader)

const onlyBrandOf = ({ brands }: Caller): number => {
  const [only, ...others] = new Set(brands)
  if (only !== undefined && others.length === 0) return only
  throw invalid({
    'X-Popsell-Brand': ['X-Popsell-Brand is required unless the token covers exactly one brand.'],
  })
}

/** Checks that the caller may act in the brand with one of the scopes, and lets the request's batches mark it present. */
const enter = (c: Context<AppEnv>, idBrand: number, scopes: readonly Scope[]): void => {
  const { caller } = c.var
  if (!caller.brands.includes(idBrand)) {
    throw forbidden('The token does not cover the brand in X-Popsell-Brand.')
  }
  if (!scopes.some((scope) => caller.scopes.has(scope))) {
    throw forbidden(`The token needs the scope ${scopes.join(' or ')} for this route.`)
  }
  c.set('idBrand', idBrand)
  bePresent(c.var)
}

type Brand = z.output<typeof BrandHeader>
type OptionalBrand = z.output<typeof OptionalBrandHeader>

/** Requires the brand header (422), a token for that brand and one of the scopes (403); sets `idBrand`. */
export const requireBrand = (...scopes: readonly Scope[]) =>
  createMiddleware<AppEnv, string, { out: { header: Brand } }>((c, next) =>
    readBrand(c as Context, () => {
      enter(c as Context, c.req.valid('header')['X-Popsell-Brand'], scopes)
      return next()
    }),
  )

/** The same where the header may be left out, or empty: the brand is then the only one that the token covers. */
export const resolveBrand = (...scopes: readonly Scope[]) => {
  const withHeader = requireBrand(...scopes)
  return createMiddleware<AppEnv, string, { out: { header: OptionalBrand } }>((c, next) => {
    if (c.req.header('X-Popsell-Brand')) return withHeader(c, next)
    enter(c as Context, onlyBrandOf(c.var.caller), scopes)
    return next()
  })
}
