// Which brand a request is about, whether its token may act there, and the brand's database as a session.
import { createMiddleware } from 'hono/factory'
import * as z from 'zod/mini'
import type { Caller } from '../auth/caller.ts'
import type { AppEnv } from './env.ts'
import { IdText } from '../contract/fields.ts'
import type { Scope } from '../contract/actor.ts'
import { forbidden, invalidFields } from '../contract/failure.ts'
import { openDatabase } from '../db/client.ts'
import { isRead } from './request.ts'
import { validate } from './validate.ts'

/** What D1's own examples call it. */
const BOOKMARK = 'X-D1-Bookmark'

/** D1's own form, four hexadecimal numbers, and the database if it is not the default one. An empty one is none. */
const bookmarkField = z.optional(
  z
    .string()
    .check(
      z.regex(
        /^(?:[0-9a-f]{8}(?:-[0-9a-f]{8}){2}-[0-9a-f]{32}(?:@[A-Z]\w{0,63})?)?$/,
        'is not a bookmark',
      ),
    ),
)

/** The headers of routes marked B in the contract. */
export const BrandHeader = z.object({ 'X-Popsell-Brand': IdText, [BOOKMARK]: bookmarkField })

/** The headers of the other routes: the brand is needed only when the token names several. */
export const OptionalBrandHeader = z.partial(BrandHeader, { 'X-Popsell-Brand': true })

const onlyBrandOf = ({ brands }: Caller): number => {
  const [only, ...others] = new Set(brands)
  if (only !== undefined && others.length === 0) return only
  throw invalidFields(['X-Popsell-Brand'], 'is required unless the token covers exactly one brand')
}

/** The same, where an empty brand counts as left out. */
const LenientBrandHeader = z.extend(OptionalBrandHeader, {
  'X-Popsell-Brand': z.pipe(
    z.transform((text) => text || undefined),
    z.optional(IdText),
  ),
})

type Brand = z.output<typeof LenientBrandHeader>

const setBrand = createMiddleware<AppEnv, string, { out: { header: Brand } }>(async (c, next) => {
  const { 'X-Popsell-Brand': idBrand, [BOOKMARK]: bookmark } = c.req.valid('header')
  c.set('idBrand', idBrand ?? onlyBrandOf(c.get('actor')))
  c.set('bookmark', bookmark)
  await next()
})

/**
 * Sets `idBrand` and `bookmark`; 422 for headers that are none. Where the brand is `optional` it may be left out, or empty: it is
 * then the only one that the token covers.
 */
export const readBrand = (brand: 'required' | 'optional') => [
  validate('header', brand === 'required' ? BrandHeader : LenientBrandHeader),
  setBrand,
]

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

/** Sets `database`. The answer has the bookmark of where it has got to. */
export const useDatabase = createMiddleware<AppEnv>(async (c, next) => {
  const database = openDatabase(c.env, c.get('idBrand'), {
    isWrite: !isRead(c),
    bookmark: c.get('bookmark'),
    usage: c.get('usage'),
  })
  c.set('database', database)
  await next()
  const reached = database.bookmark()
  // An answer that becomes a socket can't be changed.
  if (reached !== null && !c.res.webSocket) c.res.headers.set(BOOKMARK, reached)
})
