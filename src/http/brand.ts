// Which brand a request is about, whether its token may act there with the scope that the route asks for, and where its data is.
import type { Context, Next } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import { admit } from '../presence/service.ts'
import type { Caller, Scope } from '../auth/caller.ts'
import { openDatabase } from '../db/client.ts'
import type { AppEnv } from '../context.ts'
import { FailureError, forbidden, invalid } from '../contract/failure.ts'
import { type Announcement, noticeOf, tellHubs } from '../realtime/announce.ts'
import { IdText } from '../contract/fields.ts'
import { validate } from './validate.ts'

/** What D1's own examples call it. */
const BOOKMARK = 'X-D1-Bookmark'

/** Seconds over which the limiters of wrangler.toml count: after them a refused caller is free again. */
const LIMIT_PERIOD = 10

/** Milliseconds in which a limiter must say no. */
const LIMITER_DEADLINE = 200

const brandField = IdText.meta({ description: 'The id of the target brand.' })

/** D1's own form, four hexadecimal numbers, and the database if it is not the default one. An empty one is none. */
const bookmarkField = z
  .string()
  .regex(
    /^(?:[0-9a-f]{8}(?:-[0-9a-f]{8}){2}-[0-9a-f]{32}(?:@[A-Z]\w{0,63})?)?$/,
    'is not a bookmark',
  )
  .optional()
  .meta({
    description:
      'The header of the same name of the answer before: what is read is at least as new as that answer.',
  })

/** The headers of routes marked B in the contract. */
export const BrandHeader = z.object({ 'X-Popsell-Brand': brandField, [BOOKMARK]: bookmarkField })

/** The headers of the other routes: the brand is needed only when the token names several. */
export const OptionalBrandHeader = BrandHeader.partial({ 'X-Popsell-Brand': true })

const readHeaders = validate('header', BrandHeader)
const readBookmark = validate('header', BrandHeader.pick({ [BOOKMARK]: true }))

const onlyBrandOf = ({ brands }: Caller): number => {
  const [only, ...others] = new Set(brands)
  if (only !== undefined && others.length === 0) return only
  throw invalid({
    'X-Popsell-Brand': ['X-Popsell-Brand is required unless the token covers exactly one brand.'],
  })
}

type Brand = z.output<typeof BrandHeader>
type OptionalBrand = z.output<typeof OptionalBrandHeader>

/** Whether the request changes nothing but the presence of its caller. */
const isRead = (c: Context): boolean => c.req.method === 'GET' || c.req.method === 'HEAD'

/** Throws 429 when the caller has made too many reads, or too many writes, in this brand of late. */
export const rateLimit = async (c: Context<AppEnv>, idBrand: number): Promise<void> => {
  const limiter = isRead(c) ? c.env.READ_LIMITER : c.env.WRITE_LIMITER
  if (limiter === undefined) return
  const key = `${idBrand}:${c.get('caller').subject}`
  const ask = async () => limiter.limit({ key })
  // A brake that does not work holds nobody up.
  const outcome = await Promise.race([ask(), scheduler.wait(LIMITER_DEADLINE)]).catch(() => null)
  if (outcome?.success === false) {
    throw new FailureError({ kind: 'tooManyRequests', retryAfter: LIMIT_PERIOD })
  }
}

/**
 * Checks that the caller may act in the brand with one of the scopes, opens the brand's database, and lets the request's
 * batches admit the caller. The answer tells where the database has got to.
 */
const enter = async (
  c: Context<AppEnv>,
  next: Next,
  { 'X-Popsell-Brand': idBrand, [BOOKMARK]: bookmark }: Brand,
  scopes: readonly Scope[],
): Promise<void> => {
  const caller = c.get('caller')
  if (!caller.brands.includes(idBrand)) {
    throw forbidden('The token does not cover the brand in X-Popsell-Brand.')
  }
  if (!scopes.some((scope) => caller.scopes.has(scope))) {
    throw forbidden(`The token needs the scope ${scopes.join(' or ')} for this route.`)
  }
  c.set('idBrand', idBrand)
  await rateLimit(c, idBrand)
  const database = openDatabase(c.env, idBrand, {
    isWrite: !isRead(c),
    bookmark,
    usage: c.get('usage'),
  })
  c.set('database', database)
  admit(c.var, c.env)
  const announced: Announcement[] = []
  c.set('announce', (announcement) => announced.push(announcement))
  await next()
  const reached = database.bookmark()
  // A write that was sent again, or whose answer was lost, may have been carried out without telling what it has appended.
  const isUncertain = !isRead(c) && (c.get('usage').calls > 1 || c.res.status >= 500)
  if (announced.length > 0 || isUncertain) {
    const telling = { idBrand, now: c.get('now'), bookmark: reached, subject: caller.subject }
    const key = c.req.header('Idempotency-Key')
    c.executionCtx.waitUntil(tellHubs(c.env, noticeOf(announced, { ...telling, key })))
  }
  if (reached !== null) c.res.headers.set(BOOKMARK, reached)
}

/** Requires the brand header (422), a token for that brand and one of the scopes (403); sets `idBrand` and `database`. */
export const requireBrand = (...scopes: readonly Scope[]) =>
  createMiddleware<AppEnv, string, { out: { header: Brand } }>((c, next) =>
    readHeaders(c as Context, () => enter(c as Context, next, c.req.valid('header'), scopes)),
  )

/** The same where the brand may be left out, or empty: it is then the only one that the token covers. */
export const resolveBrand = (...scopes: readonly Scope[]) => {
  const withHeader = requireBrand(...scopes)
  return createMiddleware<AppEnv, string, { out: { header: OptionalBrand } }>((c, next) => {
    if (c.req.header('X-Popsell-Brand')) return withHeader(c, next)
    return readBookmark(c as Context, () => {
      const only = { 'X-Popsell-Brand': onlyBrandOf(c.get('caller')) }
      return enter(c as Context, next, { ...c.req.valid('header'), ...only }, scopes)
    })
  })
}
