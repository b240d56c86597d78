// An isolate that has no keys yet, and requests that come while the first of them fetches.
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { skipWaits } from '../support/clock.ts'
import { ambassadors } from '../support/factories.ts'
import { createKey, keySet, serveKeySet, signWith } from '../support/key-set.ts'
import { create } from '../support/worker.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 }

const open = async (token: string, env: Partial<Env>) => (await create(PAIR, { token, env })).status

const slowly = (response: Response) =>
  new Promise<Response>((resolve) => setTimeout(() => resolve(response), 300))

beforeAll(skipWaits)
beforeEach(() => ambassadors([1, 2]))

describe('50 requests at once without any keys at hand', () => {
  it('make one fetch of a slow endpoint, and every good token is let in', async () => {
    const key = await createKey('ES256', 'one')
    const { env, fetched } = serveKeySet(() => slowly(keySet(key)))
    const tokens = await Promise.all(Array.from({ length: 50 }, () => signWith(key)))
    const statuses = await Promise.all(tokens.map((token) => open(token, env)))
    expect(new Set(statuses)).toStrictEqual(new Set([200, 201]))
    expect(fetched).toHaveLength(1)
  })

  it('make one fetch of a slow endpoint with unknown kids, which are refused', async () => {
    const [key, other] = [await createKey('ES256', 'one'), await createKey('ES256', 'two')]
    const { env, fetched } = serveKeySet(() => slowly(keySet(key)))
    const tokens = await Promise.all(
      Array.from({ length: 50 }, (_, kid) => signWith(other, { kid: `unknown ${kid}` })),
    )
    const statuses = await Promise.all(tokens.map((token) => open(token, env)))
    expect(new Set(statuses)).toStrictEqual(new Set([401]))
    expect(fetched).toHaveLength(1)
  })

  it('make one fetch of a slow endpoint that fails, and all get 503', async () => {
    const token = await signWith(await createKey('ES256', 'one'))
    const { env, fetched } = serveKeySet(() => slowly(new Response('', { status: 500 })))
    const statuses = await Promise.all(Array.from({ length: 50 }, () => open(token, env)))
    expect(new Set(statuses)).toStrictEqual(new Set([503]))
    expect(fetched).toHaveLength(1)
  })
})

describe('a fetch that is lost with its request', () => {
  it('is made again, once, by those who wait for it', async () => {
    const key = await createKey('ES256', 'one')
    const lost = Promise.withResolvers<Response>()
    const fetchedAt: number[] = []
    const { env } = serveKeySet(() => {
      fetchedAt.push(Date.now())
      return fetchedAt.length === 1 ? lost.promise : slowly(keySet(key))
    })
    const token = await signWith(key)
    const first = open(token, env)
    const others = Promise.all(Array.from({ length: 20 }, () => open(token, env)))
    expect(new Set(await others)).toStrictEqual(new Set([200, 201]))
    expect(fetchedAt).toStrictEqual([fetchedAt[0], fetchedAt[0]! + 6000])

    lost.resolve(keySet(key))
    expect(await first).toBe(200)
  })
})

it('a new key that many tokens name at once is fetched once, and lets all of them in', async () => {
  const [key, other] = [await createKey('ES256', 'one'), await createKey('ES256', 'two')]
  let respond = async () => keySet(key)
  const { env, fetched } = serveKeySet(() => respond())
  expect(await open(await signWith(key), env)).toBe(201)
  respond = () => slowly(keySet(key, other))
  vi.advanceTimersByTime(30_001)
  const token = await signWith(other)
  const statuses = await Promise.all(Array.from({ length: 50 }, () => open(token, env)))
  expect(new Set(statuses)).toStrictEqual(new Set([200]))
  expect(fetched).toHaveLength(2)
})
