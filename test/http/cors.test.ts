// Which browsers may call the API: none, until CORS_ORIGINS lists their origin.
import { beforeEach, describe, expect, it } from 'vitest'
import type { AppEnv } from '../../src/http/env.ts'
import { routes } from '../../src/routes.ts'
import { ambassadors } from '../support/factories.ts'
import { shown, UNAUTHORIZED } from '../support/refusals.ts'
import { answersTo, sameFor } from '../support/tables.ts'
import { CHATROOMS, create, send } from '../support/worker.ts'

const SHOP = 'https://shop.example.com'
const APP = 'https://app.example.com:8443'
const env = { CORS_ORIGINS: `${SHOP}, ${APP}` }

const PREFLIGHT = {
  'Access-Control-Request-Method': 'POST',
  'Access-Control-Request-Headers': 'authorization,content-type,x-popsell-brand',
}

const preflight = (origin: string, configured: Partial<AppEnv['Bindings']>) =>
  send('OPTIONS', CHATROOMS, {
    token: null,
    brand: null,
    headers: { ...PREFLIGHT, Origin: origin },
    env: configured,
  })

const listed = (headers: Headers, name: string) =>
  (headers.get(name) ?? '').split(',').map((value) => value.trim())

/** Whom the preflight and the answer itself permit to read. */
const permissions = async (origin: string) => {
  const asked = await preflight(origin, env)
  const answer = await send('GET', '/health', { headers: { Origin: origin }, env })
  return [asked, answer].map(({ headers }) => headers.get('Access-Control-Allow-Origin'))
}

beforeEach(() => ambassadors([1, 2]))

describe('a listed origin', () => {
  it.each([SHOP, APP])('may ask before it sends: %s', async (origin) => {
    const { status, headers, body } = await preflight(origin, env)
    expect({ status, body }).toStrictEqual({ status: 204, body: null })
    expect(headers.get('Access-Control-Allow-Origin')).toBe(origin)
    expect(listed(headers, 'Access-Control-Allow-Headers')).toStrictEqual([
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'X-D1-Bookmark',
      'X-Popsell-Brand',
    ])
    const declared = new Set(routes.map(({ method }) => method.toUpperCase()))
    expect(new Set(listed(headers, 'Access-Control-Allow-Methods'))).toStrictEqual(declared)
    expect(headers.get('Access-Control-Max-Age')).toBe('600')
    expect(listed(headers, 'Vary')).toContain('Origin')
  })

  it('may read the answer and its request id', async () => {
    const body = { ids_ambassadors: [1, 2], source: 0 }
    const { status, headers } = await create(body, { headers: { Origin: SHOP }, env })
    expect(status).toBe(201)
    expect(headers.get('Access-Control-Allow-Origin')).toBe(SHOP)
    expect(listed(headers, 'Access-Control-Expose-Headers')).toStrictEqual([
      'Retry-After',
      'WWW-Authenticate',
      'X-D1-Bookmark',
      'X-Request-Id',
    ])
    expect(listed(headers, 'Vary')).toContain('Origin')
  })

  it.each([
    ['401', { token: null }, 401],
    ['403', { brand: 4 }, 403],
    ['415', {}, 415],
  ])('may read a refusal too: %s', async (_, options, expected) => {
    const headers = { Origin: SHOP }
    const answer = await send('POST', CHATROOMS, { ...options, headers, env })
    expect(answer.status).toBe(expected)
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(SHOP)
    expect(listed(answer.headers, 'Vary')).toContain('Origin')
  })

  it('is never allowed to send cookies', async () => {
    const { headers } = await preflight(SHOP, env)
    expect(headers.get('Access-Control-Allow-Credentials')).toBeNull()
  })
})

describe('a caller that is no browser', () => {
  it('gets no header of CORS, and no cache keeps its answer for one', async () => {
    const answer = await send('GET', '/health', { env })
    const names = [...answer.headers.keys()]
    expect(names.filter((name) => name.startsWith('access-control-'))).toStrictEqual([])
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
  })
})

describe('any other origin', () => {
  const OTHERS = [
    'https://attacker.example.com',
    'http://shop.example.com',
    'https://shop.example.com.attacker.example.com',
    'https://attacker-shop.example.com',
    'https://shop.example.com:8443',
    'https://app.example.com',
    'https://SHOP.example.com',
    'https://shop.example.com/',
    `${SHOP}, ${APP}`,
    'null',
    '*',
    '',
  ]

  it('gets no permission, neither before it sends nor with the answer', async () => {
    expect(await answersTo(OTHERS, permissions)).toStrictEqual(sameFor(OTHERS, [null, null]))
  })

  it('gets none where the list is empty, and be it the empty origin', async () => {
    for (const configured of ['', ' ', ',', ' , ']) {
      const origins = ['', SHOP, 'null', '*']
      const ask = async (origin: string) => {
        const { headers } = await preflight(origin, { CORS_ORIGINS: configured })
        return headers.get('Access-Control-Allow-Origin')
      }
      expect(await answersTo(origins, ask)).toStrictEqual(sameFor(origins, null))
    }
  })
})

describe('an origin of this machine', () => {
  const LOCAL = ['http://localhost', 'http://localhost:5173', 'http://127.0.0.1:3000']
  const OTHERS = [
    SHOP,
    'https://localhost:5173',
    'http://localhost.attacker.example.com',
    'http://attacker.example.com:80#http://localhost:5173',
    'http://localhost:5173.attacker.example.com',
    'http://127.0.0.10:3000',
    'http://127.0.0.1.attacker.example.com',
    'http://[::1]:3000',
    'null',
    '',
  ]
  const ask = (configured: Partial<AppEnv['Bindings']>) => async (origin: string) =>
    (await preflight(origin, configured)).headers.get('Access-Control-Allow-Origin')

  it('is let in where npm run dev allows it, whatever its port, beside the listed ones', async () => {
    const configured = { ...env, ALLOW_LOCALHOST: 'true' }
    for (const origin of [...LOCAL, APP]) expect(await ask(configured)(origin)).toBe(origin)
  })

  it('is the only one that is let in so', async () => {
    const configured = { ALLOW_LOCALHOST: 'true' }
    expect(await answersTo(OTHERS, ask(configured))).toStrictEqual(sameFor(OTHERS, null))
  })

  it('is one like any other in a deployment', async () => {
    for (const configured of [
      env,
      { ALLOW_LOCALHOST: '' },
      { CORS_ORIGINS: 'http://localhost:*' },
    ]) {
      expect(await answersTo(LOCAL, ask(configured))).toStrictEqual(sameFor(LOCAL, null))
    }
  })
})

describe('OPTIONS', () => {
  it('opens nothing: the request that follows still needs its token', async () => {
    expect(await preflight(SHOP, env)).toMatchObject({ status: 204 })
    const headers = { Origin: SHOP }
    const answer = await send('POST', CHATROOMS, { token: null, headers, env })
    expect(shown(answer)).toStrictEqual(UNAUTHORIZED)
  })
})
