// A deployment that verifies tokens with the key set of its identity provider.
import { exportJWK, exportSPKI, generateKeyPair, importJWK } from 'jose'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import { forge, unsigned } from '../support/forge.ts'
import { createKey, keySet, type ProviderKey, serveKeySet, signWith } from '../support/key-set.ts'
import { refusal, shown, UNAUTHORIZED } from '../support/refusals.ts'
import { signToken } from '../support/tokens.ts'
import { create } from '../support/worker.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 }
const SECOND = 1000
const UNAVAILABLE = refusal(
  503,
  'The signing keys cannot be fetched at the moment. Try again later.',
)

let rsa: ProviderKey
let elliptic: ProviderKey
let edwards: ProviderKey

beforeAll(async () => {
  rsa = await createKey('RS256', 'rsa')
  elliptic = await createKey('ES256', 'elliptic')
  edwards = await createKey('EdDSA', 'edwards')
})
beforeEach(() => ambassadors([1, 2]))
afterEach(() => {
  vi.useRealTimers()
})

/** The status of opening a room with this token. */
const open = async (token: string, env: Partial<Env>) => (await create(PAIR, { token, env })).status

const wait = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds)

describe('a key set', () => {
  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('verifies %s', async (alg) => {
    const key = await createKey(alg, 'one')
    const { env, url, fetched } = serveKeySet(() => keySet(key))
    expect(await open(await signWith(key), env)).toBe(201)
    expect(fetched).toStrictEqual([url])
  })

  it('verifies a token without kid when it has one key of that algorithm', async () => {
    const { env } = serveKeySet(() => keySet(rsa, elliptic))
    expect(await open(await signWith(elliptic, { kid: undefined }), env)).toBe(201)
  })

  it('refuses a token without kid when it has two keys of that algorithm', async () => {
    const { env } = serveKeySet(async () => keySet(elliptic, await createKey('ES256', 'other')))
    const token = await signWith(elliptic, { kid: undefined })
    expect(shown(await create(PAIR, { token, env }))).toStrictEqual(UNAUTHORIZED)
  })

  it('is fetched once for many requests, good and bad', async () => {
    const { env, fetched } = serveKeySet(() => keySet(rsa, elliptic))
    const tokens = [await signWith(rsa), await signWith(elliptic), 'bad', await signToken()]
    const statuses = new Set<number>()
    for (let round = 0; round < 10; round += 1) {
      for (const token of tokens) statuses.add(await open(token, env))
    }
    expect([...statuses]).toStrictEqual([201, 200, 401])
    expect(fetched).toHaveLength(1)
  })
})

describe('a token that the key set did not sign', () => {
  it.each<[string, (key: ProviderKey) => Promise<string | Uint8Array>]>([
    ['its PEM', async ({ jwk }) => exportSPKI((await importJWK(jwk)) as CryptoKey)],
    [
      'its PEM on one line',
      async ({ jwk }) =>
        (await exportSPKI((await importJWK(jwk)) as CryptoKey)).replaceAll('\n', ''),
    ],
    ['its JWK', async ({ jwk }) => JSON.stringify(jwk)],
    ['its modulus', async ({ jwk }) => String(jwk.n)],
    [
      'its SPKI bytes',
      async ({ jwk }) => {
        const key = (await importJWK({ ...jwk, ext: true })) as CryptoKey
        return new Uint8Array((await crypto.subtle.exportKey('spki', key)) as ArrayBuffer)
      },
    ],
  ])('is refused when its HMAC was made with the public key, as %s', async (_, secretOf) => {
    const { env, fetched } = serveKeySet(() => keySet(rsa))
    const token = await forge({ alg: 'HS256', kid: 'rsa' }, undefined, { key: await secretOf(rsa) })
    expect(shown(await create(PAIR, { token, env }))).toStrictEqual(UNAUTHORIZED)
    expect(fetched).toStrictEqual([])
  })

  it.each<[string, () => Promise<string> | string]>([
    ['another key of the same kid', async () => signWith(await createKey('RS256', 'rsa'))],
    ['another key and an unknown kid', async () => signWith(await createKey('RS256', 'unknown'))],
    [
      'another key and no kid',
      async () => signWith(await createKey('RS256', 'x'), { kid: undefined }),
    ],
    ['the kid of another key of the set', () => signWith(elliptic, { kid: 'edwards' })],
    ['a kid that is a number', () => signWith(rsa, { kid: 1 })],
    ['the algorithm of another key', () => `${unsigned({ alg: 'ES256', kid: 'rsa' })}.c2ln`],
    ['alg none', () => `${unsigned({ alg: 'none', kid: 'rsa' })}.`],
    ['the shared secret of the tests', () => signToken()],
    [
      'a jwk of its own',
      async () => {
        const own = await createKey('ES256', 'elliptic')
        return signWith(own, { jwk: own.jwk })
      },
    ],
    [
      'a jku of its own',
      async () =>
        signWith(await createKey('ES256', 'own'), { jku: 'https://attacker.example.com/jwks' }),
    ],
  ])('is refused when it has %s', async (_, makeToken) => {
    const { env, url, fetched } = serveKeySet(() => keySet(rsa, elliptic, edwards))
    const token = await makeToken()
    expect(shown(await create(PAIR, { token, env }))).toStrictEqual(UNAUTHORIZED)
    expect(fetched.every((address) => address === url)).toBe(true)
  })

  it.each([
    ['PS256', 'RSA-PSS', { alg: 'RS256' }],
    ['RS384', 'RSASSA-PKCS1-v1_5', {}],
    ['RS512', 'RSASSA-PKCS1-v1_5', {}],
  ])(
    'is refused when a key of the set signed it with another algorithm, %s',
    async (alg, name, listed) => {
      const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
      const pkcs8 = await crypto.subtle.exportKey('pkcs8', privateKey)
      const algorithm = { name, hash: `SHA-${alg.slice(2)}` }
      const other = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign'])
      const jwk = { ...(await exportJWK(publicKey)), kid: 'rsa', ...listed }
      const { env } = serveKeySet(() => Response.json({ keys: [jwk] }))
      const token = await signWith({ alg, privateKey: other, jwk })
      expect(shown(await create(PAIR, { token, env }))).toStrictEqual(UNAUTHORIZED)
      expect(await open(await signWith({ alg: 'RS256', privateKey, jwk }), env)).toBe(201)
    },
  )

  it.each<[string, object]>([
    ['no key', {}],
    ['an encryption key', { use: 'enc' }],
    ['a key for other operations', { key_ops: ['encrypt'] }],
  ])('is refused when the set has %s', async (name, change) => {
    const keys = name === 'no key' ? [] : [{ ...rsa.jwk, ...change }]
    const { env } = serveKeySet(() => Response.json({ keys }))
    const token = await signWith(rsa)
    expect(shown(await create(PAIR, { token, env }))).toStrictEqual(UNAUTHORIZED)
  })

  it('is refused when the set has a shared secret in it', async () => {
    const jwk = {
      kty: 'oct',
      kid: 'shared',
      alg: 'HS256',
      k: 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0',
    }
    const { env } = serveKeySet(() => Response.json({ keys: [jwk] }))
    const key = 'secret-secret-secret-secret'
    const token = await forge({ alg: 'HS256', kid: 'shared' }, undefined, { key })
    expect(shown(await create(PAIR, { token, env }))).toStrictEqual(UNAUTHORIZED)
  })

  it('makes one fetch in 50 requests with unknown kids, one after the other', async () => {
    const { env, fetched } = serveKeySet(() => keySet(rsa))
    const statuses = new Set<number>()
    for (let kid = 0; kid < 50; kid += 1) {
      statuses.add(await open(await signWith(elliptic, { kid: `unknown ${kid}` }), env))
    }
    expect([...statuses]).toStrictEqual([401])
    expect(fetched).toHaveLength(1)
  })

  it('makes no fetch at all in 50 requests at once after the set was fetched', async () => {
    const { env, fetched } = serveKeySet(() => keySet(rsa))
    expect(await open(await signWith(rsa), env)).toBe(201)
    const token = await signWith(elliptic, { kid: 'unknown' })
    const statuses = await Promise.all(Array.from({ length: 50 }, () => open(token, env)))
    expect(new Set(statuses)).toStrictEqual(new Set([401]))
    expect(fetched).toHaveLength(1)
  })

  it('makes one fetch in 50 requests at once when the set is due for another look', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { env, fetched } = serveKeySet(() => keySet(rsa))
    expect(await open(await signWith(rsa), env)).toBe(201)
    wait(31 * SECOND)
    const token = await signWith(elliptic, { kid: 'unknown' })
    const statuses = await Promise.all(Array.from({ length: 50 }, () => open(token, env)))
    expect(new Set(statuses)).toStrictEqual(new Set([401]))
    expect(fetched).toHaveLength(2)
  })
})

describe('a change of keys', () => {
  it('lets the new key in 30 seconds after the last fetch, and the old one out', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    let served = [rsa]
    const { env, fetched } = serveKeySet(() => keySet(...served))
    expect(await open(await signWith(rsa), env)).toBe(201)

    served = [elliptic]
    wait(29 * SECOND)
    expect(await open(await signWith(elliptic), env)).toBe(401)
    expect(fetched).toHaveLength(1)

    wait(2 * SECOND)
    expect(await open(await signWith(elliptic), env)).toBe(200)
    expect(await open(await signWith(rsa), env)).toBe(401)
    expect(fetched).toHaveLength(2)
  })

  it('locks a withdrawn key out after 10 minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    let served = [rsa, elliptic]
    const { env, fetched } = serveKeySet(() => keySet(...served))
    expect(await open(await signWith(elliptic), env)).toBe(201)
    served = [rsa]
    wait(599 * SECOND)
    expect(await open(await signWith(elliptic), env)).toBe(200)
    wait(2 * SECOND)
    expect(await open(await signWith(elliptic), env)).toBe(401)
    expect(fetched).toHaveLength(2)
  })

  it('leaves the known keys good while the endpoint is down, and answers 503 for unknown ones', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    let isUp = true
    const { env } = serveKeySet(() => (isUp ? keySet(rsa) : new Response('down', { status: 500 })))
    expect(await open(await signWith(rsa), env)).toBe(201)
    isUp = false
    wait(60 * SECOND)
    expect(await open(await signWith(rsa), env)).toBe(200)
    for (const token of [await signWith(elliptic), await signWith(edwards)]) {
      expect(shown(await create(PAIR, { token, env }))).toStrictEqual(UNAVAILABLE)
    }
  })
})
