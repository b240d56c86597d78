// Who may use the routes of ambassadors and brand tags, and that each is one round trip.
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { ambassadors, brandTag } from '../support/factories.ts'
import { metered } from '../support/metered.ts'
import { refusal, shown, UNAUTHORIZED } from '../support/refusals.ts'
import { signToken } from '../support/tokens.ts'
import { send } from '../support/worker.ts'

interface Route {
  readonly method: string
  readonly path: string
  readonly scopes: readonly string[]
  readonly needsBrand: boolean
  readonly body?: unknown
}

const email = { email_tmp: 'a@example.com' }
const MANAGER = { scopes: ['manager'], needsBrand: false }
const CHAT = ['chat:self', 'chat:brand']

const ROUTES: readonly Route[] = [
  { method: 'GET', path: 'chat/ambassadors', scopes: CHAT, needsBrand: true },
  { method: 'PATCH', path: 'chat/ambassadors/1', scopes: CHAT, needsBrand: false, body: email },
  {
    method: 'POST',
    path: 'chat/ambassadors/shop-customer',
    scopes: ['chat:brand'],
    needsBrand: true,
    body: email,
  },
  { method: 'GET', path: 'manager/ambassadors', ...MANAGER },
  {
    method: 'PUT',
    path: 'manager/ambassadors',
    body: [{ id_ambassador: 1, status: 3 }],
    ...MANAGER,
  },
  { method: 'PATCH', path: 'manager/ambassadors/1/anonymize', ...MANAGER },
  { method: 'GET', path: 'manager/brand-tags', ...MANAGER },
  { method: 'POST', path: 'manager/brand-tags', body: { name: 'x' }, ...MANAGER },
  { method: 'PATCH', path: 'manager/brand-tags/7', body: { name: 'x' }, ...MANAGER },
]

const SCOPES = ['chat:self', 'chat:brand', 'manager', '']

describe.each(ROUTES)('$method /$path', ({ method, path, scopes, needsBrand, body }) => {
  const call = (options: { token?: string | null; brand?: number | null }) =>
    send(method, `/api/v2/${path}`, { body, ...options })

  it('answers 401 without a token', async () => {
    expect(shown(await call({ token: null }))).toStrictEqual(UNAUTHORIZED)
  })

  it('is open to its scopes and to no other', async () => {
    await ambassadors([1])
    await brandTag(7, [1])
    for (const scope of SCOPES) {
      const { status } = await call({ token: await signToken({ sub: '1', scope }) })
      expect([scope, status === 403]).toStrictEqual([scope, !scopes.includes(scope)])
    }
  })

  it('answers 403 in a brand that the token does not cover', async () => {
    await ambassadors([1], { idBrand: 4 })
    const token = await signToken({ scope: scopes[0] })
    expect(shown(await call({ token, brand: 4 }))).toStrictEqual(
      refusal(403, 'The token does not cover the brand in X-Popsell-Brand.'),
    )
  })

  it('needs the brand header where the contract says so', async () => {
    await ambassadors([1])
    await brandTag(7, [1])
    const token = await signToken({ sub: '1', scope: scopes[0] })
    expect((await call({ token, brand: null })).status === 422).toBe(needsBrand)
    const both = await signToken({ sub: '1', scope: scopes[0], brands: [3, 4] })
    expect(await call({ token: both, brand: null })).toMatchObject({ status: 422 })
  })

  it('is one round trip', async () => {
    await ambassadors([1])
    await brandTag(7, [1])
    const { binding, meter } = metered(env.DB)
    const token = await signToken({ sub: '1', scope: scopes[0] })
    const { status } = await send(method, `/api/v2/${path}`, { body, token, env: { DB: binding } })
    expect([status < 300, meter.calls]).toStrictEqual([true, 1])
  })
})
