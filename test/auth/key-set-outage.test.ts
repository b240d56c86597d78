// A key set that can't be had says nothing about the token: 503 with a time to try again, never 401 and never 500.
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
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

beforeEach(() => ambassadors([1, 2]))

describe('a key set endpoint', () => {
  it.each<[string, () => Response | Promise<Response>]>([
    ['answers 500', () => new Response(SECRET, { status: 500 })],
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

  it('that comes back is asked again by the next request', async () => {
    const key = await createKey('ES256', 'one')
    let isUp = false
    const { env } = serveKeySet(() => (isUp ? keySet(key) : new Response('', { status: 502 })))
    const token = await signWith(key)
    expect(await create(PAIR, { token, env })).toMatchObject({ status: 503 })
    isUp = true
    expect(await create(PAIR, { token, env })).toMatchObject({ status: 201 })
  })

  it('that is down when the set has grown old costs one request its answer every 30 seconds', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const key = await createKey('ES256', 'one')
    let isUp = true
    const { env, fetched } = serveKeySet(() =>
      isUp ? keySet(key) : new Response('', { status: 500 }),
    )
    const open = async () => (await create(PAIR, { token: await signWith(key), env })).status
    const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds)
    expect(await open()).toBe(201)
    isUp = false
    later(600_001)
    expect([await open(), await open(), await open()]).toStrictEqual([503, 200, 200])
    later(30_001)
    expect([await open(), await open()]).toStrictEqual([503, 200])
    isUp = true
    later(30_001)
    expect([await open(), await open()]).toStrictEqual([200, 200])
    expect(fetched).toHaveLength(4)
  })

  it.each([
    ['garbage', () => 'garbage'],
    ['a token with alg none', () => 'eyJhbGciOiJub25lIn0.e30.'],
    ['a token under a shared secret', () => signToken()],
  ])('that is down is not even asked about %s, which stays 401', async (_, makeToken) => {
    const { env, fetched } = serveKeySet(() => new Response('', { status: 500 }))
    const token = await makeToken()
    expect(shown(await create(PAIR, { token, env }))).toStrictEqual(UNAUTHORIZED)
    expect(fetched).toStrictEqual([])
  })
})
