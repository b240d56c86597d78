// A caller who asks too often is told to wait, by brand and subject, for reads and writes apart.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { skipWaits } from '../support/clock.ts'
import { ambassadors, countRooms } from '../support/factories.ts'
import { metered } from '../support/metered.ts'
import { call, operations } from '../support/operations.ts'
import { signToken } from '../support/tokens.ts'
import { type Answer, CHATROOMS, create, read, send } from '../support/worker.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 }

/** The platform's limiter as it answers: one count a key, success up to the limit. */
const limiter = (limit: number) => {
  const counts = new Map<string, number>()
  return {
    counts,
    limit: async ({ key }: RateLimitOptions) => {
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return { success: count <= limit }
    },
  }
}

const refused = ({ status, body, headers }: Answer) => ({
  status,
  body: body as unknown,
  retryAfter: headers.get('Retry-After'),
})

const TOO_MANY = { status: 429, body: { message: 'Too Many Requests.' }, retryAfter: '10' }

beforeEach(() => ambassadors([1, 2]))

describe('with limiters', () => {
  it('refuses the write above the limit, writes nothing, and still answers reads', async () => {
    const { binding, meter } = metered(env.DB)
    const bindings = { DB: binding, READ_LIMITER: limiter(9), WRITE_LIMITER: limiter(2) }
    await create(PAIR, { env: bindings })
    await create(PAIR, { env: bindings })
    const { calls } = meter
    const third = await create({ ids_ambassadors: [1, 9], source: 0 }, { env: bindings })
    expect(refused(third)).toStrictEqual(TOO_MANY)
    expect(meter.calls).toBe(calls)
    expect(await countRooms()).toStrictEqual({ chatrooms: 1, pivots: 2 })
    expect((await read(1, { env: bindings })).status).toBe(200)
  })

  it('counts by brand and subject, and each apart', async () => {
    await ambassadors([101, 102], { idBrand: 4 })
    const limit = limiter(1)
    const bindings = { env: { READ_LIMITER: limit } }
    const asked = async (claims: object, brand: number) => {
      const token = await signToken({ brands: [3, 4], ...claims })
      return (await read(1, { token, brand, ...bindings })).status
    }
    expect(await asked({}, 3)).toBe(404)
    expect(await asked({ sub: 'other' }, 3)).toBe(404)
    expect(await asked({}, 4)).toBe(404)
    expect(await asked({}, 3)).toBe(429)
    expect([...limit.counts.keys()]).toStrictEqual(['3:integration', '3:other', '4:integration'])
  })

  it('counts nobody who is refused anyway', async () => {
    const limit = limiter(9)
    const bindings = { env: { READ_LIMITER: limit } }
    await read(1, { token: null, ...bindings })
    await read(1, { brand: 4, ...bindings })
    await read(1, { brand: 'x', ...bindings })
    expect(limit.counts.size).toBe(0)
  })

  it.each(operations)('$id has a limit, of reads or of writes', async (operation) => {
    const reads = limiter(0)
    const writes = limiter(0)
    const answer = await call(operation, { env: { READ_LIMITER: reads, WRITE_LIMITER: writes } })
    expect(refused(answer)).toStrictEqual(TOO_MANY)
    const isRead = operation.method === 'GET'
    expect([reads.counts.size, writes.counts.size]).toStrictEqual(isRead ? [1, 0] : [0, 1])
  })

  it('counts a HEAD as the read that it is', async () => {
    const reads = limiter(9)
    const writes = limiter(9)
    const bindings = { READ_LIMITER: reads, WRITE_LIMITER: writes }
    await send('HEAD', `${CHATROOMS}/1`, { env: bindings })
    expect([reads.counts.size, writes.counts.size]).toStrictEqual([1, 0])
  })
})

it.each([
  ['fails', () => Promise.reject(new Error('the limiter is away'))],
  ['never answers', () => new Promise<never>(() => {})],
  [
    'throws',
    () => {
      throw new Error('the limiter is away')
    },
  ],
])('serves everybody while a limiter %s', async (_, limit) => {
  onTestFinished(skipWaits())
  const broken = { limit }
  const bindings = { READ_LIMITER: broken, WRITE_LIMITER: broken }
  expect((await create(PAIR, { env: bindings })).status).toBe(201)
  expect((await read(1, { env: bindings })).status).toBe(200)
})

it('limits nobody without limiters', async () => {
  for (let time = 0; time < 50; time += 1) expect((await create(PAIR)).status).toBeLessThan(300)
})
