// A key set that can't be had says nothing about the token: 503 with a time to try again, never 401 and never 500.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { logLines, watchConsole } from '../support/console.ts'
import { ambassadors } from '../support/factories.ts'
import { createKey, keySet, serveKeySet, signWith } from '../support/key-set.ts'
import { refusal, shown, UNAUTHORIZED } from '../support/refusals.ts'
import { signToken } from '../support/tokens.ts'
import { create } from '../support/worker.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 }
const SECRET = 'the provider said something internal'
const UNAVAILABLE = refusal(
  503,
  'The signing keys cannot be fetched at the moment. Try again later.',
)

const redirect = () => Response.redirect('https://elsewhere.example.com/jwks.json', 302)

const failure = () => new Response(SECRET, { status: 500 })

const open = async (token: string, env: Partial<Env>) => (await create(PAIR, { token, env })).status

const many = (request: () => Promise<number>) => Promise.all(Array.from({ length: 50 }, request))

const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds)

beforeEach(() => ambassadors([1, 2]))
afterEach(() => {
  vi.useRealTimers()
})

describe('a key set endpoint', () => {
  it.each<[string, () => Response | Promise<Response>]>([
    ['answers 500', failure],
    ['answers 404', () => Response.json({ message: SECRET }, { status: 404 })],
    ['answers 204', () => new Response(null, { status: 204 })],
    ['redirects', redirect],
    ['answers a page', () => new Response(`<html>${SECRET}</html>`)],
    ['answers nothing', () => new Response('')],
    ['answers half of its JSON', () => new Response('{"keys":[{"kty":"RSA"')],
    ['answers null', () => new Response('null')],
    ['answers an array', () => new Response('[]')],
    ['answers an object without keys', () => Response.json({ error: SECRET })],
    ['answers keys that are a text', () => Response.json({ keys: SECRET })],
    ['answers keys that are numbers', () => Response.json({ keys: [1, 2] })],
    [
      'answers a key without its numbers',
      () => Response.json({ keys: [{ kty: 'EC', crv: 'P-256', kid: 'one', alg: 'ES256' }] }),
    ],
    ['is not there', () => Promise.reject(new TypeError(SECRET))],
    ['takes too long', () => Promise.reject(new DOMException(SECRET, 'TimeoutError'))],
    ['fails with no error at all', () => Promise.reject(new Error())],
  ])('that %s makes it 503, and the log says why', async (_, respond) => {
    const { env } = serveKeySet(respond)
    const token = await signWith(await createKey('ES256', 'one'))
    const written = watchConsole()

    const answer = await create(PAIR, { token, env })

    expect(shown(answer)).toStrictEqual(UNAVAILABLE)
    expect(answer.headers.get('Retry-After')).toMatch(/^[1-9]\d*$/)
    expect(logLines(written)).toMatchObject([
      { level: 'error', status: 503, reason: 'key_set_unavailable', sub: null, brand: null },
    ])
    expect(JSON.stringify(written)).not.toContain(SECRET)
    expect(JSON.stringify(written)).not.toContain(token)
  })

  it('that comes back is asked again a second after it failed', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const key = await createKey('ES256', 'one')
    let isUp = false
    const { env, fetched } = serveKeySet(() => (isUp ? keySet(key) : failure()))
    const token = await signWith(key)
    expect(await open(token, env)).toBe(503)
    isUp = true
    later(999)
    expect(await open(token, env)).toBe(503)
    expect(fetched).toHaveLength(1)
    later(1)
    expect(await open(token, env)).toBe(201)
  })

  it('that fails is not asked by each request', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { env, fetched } = serveKeySet(failure)
    const token = await signWith(await createKey('ES256', 'one'))
    const statuses = await many(() => open(token, env))
    for (let request = 0; request < 50; request += 1) statuses.push(await open(token, env))
    expect(new Set(statuses)).toStrictEqual(new Set([503]))
    expect(fetched).toHaveLength(1)
  })

  it('that is down when the set has grown old costs nobody with a known key an answer', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const [key, other] = [await createKey('ES256', 'one'), await createKey('ES256', 'two')]
    let isUp = true
    const { env, fetched } = serveKeySet(() => (isUp ? keySet(key) : failure()))
    const known = async () => open(await signWith(key), env)
    const unknown = async () => open(await signWith(other), env)
    expect(await known()).toBe(201)
    isUp = false
    later(600_001)
    expect([await known(), await known()]).toStrictEqual([200, 200])
    expect([await unknown(), await unknown()]).toStrictEqual([503, 503])
    expect(fetched).toHaveLength(2)
    later(30_001)
    expect(new Set(await many(known))).toStrictEqual(new Set([200]))
    expect(fetched).toHaveLength(3)
    isUp = true
    later(30_001)
    expect([await known(), await unknown()]).toStrictEqual([200, 401])
    expect(fetched).toHaveLength(4)
  })

  it('that comes back without a key locks that key out, after an outage of a day', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const key = await createKey('ES256', 'one')
    let respond = () => keySet(key)
    const { env } = serveKeySet(() => respond())
    const known = async () => open(await signWith(key), env)
    expect(await known()).toBe(201)
    respond = failure
    later(24 * 60 * 60_000)
    expect(await known()).toBe(200)
    respond = () => keySet()
    later(30_001)
    expect(await known()).toBe(401)
  })

  it.each([
    ['garbage', () => 'garbage'],
    ['a token with alg none', () => 'eyJhbGciOiJub25lIn0.e30.'],
    ['a token under a shared secret', () => signToken()],
  ])('that is down is not even asked about %s, which stays 401', async (_, makeToken) => {
    const { env, fetched } = serveKeySet(failure)
    const token = await makeToken()
    expect(shown(await create(PAIR, { token, env }))).toStrictEqual(UNAUTHORIZED)
    expect(fetched).toStrictEqual([])
  })
})
