// Brands over two databases: each has one, and nothing of it is in the other.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { shardNames, shardOf } from '../../src/db/shards.ts'
import { logLines, watchConsole } from '../support/console.ts'
import { emptyDatabase } from '../support/empty-database.ts'
import { failingDatabase } from '../support/failing-database.ts'
import { call, operations, signFullToken } from '../support/operations.ts'
import { create, type Options, read, send } from '../support/worker.ts'

const SPREAD = { SHARDS: 'DB, DB_2', PINNED_BRANDS: '' }
const PINNED = { SHARDS: 'DB', PINNED_BRANDS: '3=DB_2, 5 = DB_2' }
const PAIR = { ids_ambassadors: [1, 2], source: 0 }

const BRANDS = Array.from({ length: 2000 }, (_, index) => index + 1)

beforeEach(() => emptyDatabase(env.DB_2))

/** Brings two ambassadors into a brand, and with them the brand. */
const found = async (idBrand: number, options: Options) =>
  send('PUT', '/api/v2/manager/ambassadors', {
    token: await signFullToken({ brands: [idBrand] }),
    brand: idBrand,
    body: [
      { id_ambassador: 1, status: 3 },
      { id_ambassador: 2, status: 7 },
    ],
    ...options,
  })

const brandsIn = async (database: D1Database) => {
  const { results } = await database
    .prepare('select id_brand from brands order by 1')
    .all<{ id_brand: number }>()
  return results.map((row) => row.id_brand)
}

describe('the database of a brand', () => {
  it('is the only one that there is by default', () => {
    expect(new Set(BRANDS.map((brand) => shardOf({}, brand)))).toStrictEqual(new Set(['DB']))
    expect(shardNames({})).toStrictEqual(['DB'])
  })

  it('does not depend on the order of the names', () => {
    const turned = { SHARDS: 'DB_2,DB' }
    expect(BRANDS.map((brand) => shardOf(turned, brand))).toStrictEqual(
      BRANDS.map((brand) => shardOf(SPREAD, brand)),
    )
  })

  it('is each of four for about a quarter of the brands', () => {
    const counts = new Map<string | null, number>()
    for (const brand of BRANDS) {
      const shard = shardOf({ SHARDS: 'DB,DB_2,DB_3,DB_4' }, brand)
      counts.set(shard, (counts.get(shard) ?? 0) + 1)
    }
    for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(75)
    expect(counts.size).toBe(4)
  })

  it('changes with a fifth database for a fifth of the brands, and only to the fifth', () => {
    const before = { SHARDS: 'DB,DB_2,DB_3,DB_4' }
    const after = { SHARDS: 'DB,DB_2,DB_3,DB_4,DB_5' }
    const moved = BRANDS.filter((brand) => shardOf(before, brand) !== shardOf(after, brand))
    expect(new Set(moved.map((brand) => shardOf(after, brand)))).toStrictEqual(new Set(['DB_5']))
    expect(Math.abs(moved.length - 400)).toBeLessThan(75)
  })

  it('is the one that it is pinned to, also when no brand is spread over that one', () => {
    expect([3, 4, 5].map((brand) => shardOf(PINNED, brand))).toStrictEqual(['DB_2', 'DB', 'DB_2'])
    expect(shardNames(PINNED)).toStrictEqual(['DB', 'DB_2'])
  })
})

describe('two databases', () => {
  it('hold the brands that hash to them, each in one', async () => {
    for (const brand of [1, 2, 3, 4, 5, 6, 7, 8]) await found(brand, { env: SPREAD })
    const first = await brandsIn(env.DB)
    const second = await brandsIn(env.DB_2)
    expect(first.length).toBeGreaterThan(0)
    expect(second.length).toBeGreaterThan(0)
    expect([...first, ...second].toSorted((a, b) => a - b)).toStrictEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('serve a pinned brand from its own, with the answers that the default one gives', async () => {
    await found(3, {})
    const usual = await create(PAIR)
    await found(3, { env: PINNED })
    const pinned = await create(PAIR, { env: PINNED })
    const { date_insert: _, ...room } = usual.body
    expect(pinned).toMatchObject({ status: 201, body: room })
    expect(await brandsIn(env.DB_2)).toStrictEqual([3])
  })

  it('are never both asked for one request', async () => {
    const down = failingDatabase(new Error('asked'))
    await found(3, { env: PINNED })
    for (const operation of operations) {
      const { status } = await call(operation, { env: { ...PINNED, DB: down } })
      expect.soft(status, operation.id).toBeLessThan(500)
    }
  })

  it('are both asked for the health of the service', async () => {
    const health = (bindings: Partial<Env>) =>
      send('GET', '/health', { token: null, env: { ...PINNED, ...bindings } })
    expect((await health({})).status).toBe(200)
    const down = failingDatabase(new Error('D1_ERROR: Network connection lost.'))
    expect((await health({ DB: down, D1_DEADLINE: '50' })).status).toBe(503)
    const spread = { ...SPREAD, DB_2: down, D1_DEADLINE: '50' }
    expect((await health(spread as never)).status).toBe(503)
    expect((await health({ DB_2: down, D1_DEADLINE: '50' } as never)).status).toBe(503)
  })
})

describe('a bookmark', () => {
  it('names its database, unless that is the default one', async () => {
    const { headers: usual } = await found(3, {})
    const { headers: pinned } = await found(3, { env: PINNED })
    expect(usual.get('X-D1-Bookmark')).toMatch(/^[\da-f-]{59}$/)
    expect(pinned.get('X-D1-Bookmark')).toMatch(/^[\da-f-]{59}@DB_2$/)
  })
})

describe('a brand that moves', () => {
  it('is closed for as long, with a 503 and nothing read or written, and others are not', async () => {
    await found(3, {})
    await create(PAIR)
    const closed = { SHARDS: '', PINNED_BRANDS: '3=closed' }
    const written = watchConsole()
    for (const answer of [await create(PAIR, { env: closed }), await read(1, { env: closed })]) {
      expect(answer).toMatchObject({
        status: 503,
        body: { message: 'The database cannot answer at the moment. Try again later.' },
      })
      expect(answer.headers.get('Retry-After')).toBe('5')
    }
    expect(logLines(written)).toMatchObject([
      { reason: 'brand_closed', d1: { calls: 0 } },
      { reason: 'brand_closed', d1: { calls: 0 } },
    ])
    expect((await found(4, { env: closed })).status).toBe(200)
    expect(shardNames(closed)).toStrictEqual(['DB'])
  })
})

it.each([
  ['', '#3=DB_2'],
  ['', '3:DB_2'],
  ['', '3=db_2'],
  ['', '3-9=DB_2'],
  ['', 'x3=closed'],
  ['', '3=DB, 3=DB_2'],
  ['DB, closed', ''],
  ['constructor', ''],
  ['JWT_SECRET', ''],
])(
  'a slip in SHARDS (%s) or PINNED_BRANDS (%s) serves no brand, and the health check says so',
  async (SHARDS, PINNED_BRANDS) => {
    const slip = { SHARDS, PINNED_BRANDS }
    const written = watchConsole()
    const reason = expect.stringMatching(/^misconfigured: /)
    expect((await read(1, { env: slip })).status).toBe(503)
    expect((await create(PAIR, { env: slip })).status).toBe(503)
    expect((await send('GET', '/health', { token: null, env: slip })).status).toBe(503)
    expect(logLines(written)).toMatchObject([{ reason }, { reason }, { reason }])
  },
)

it('a shard without a binding is a 503 whose reason says what is missing', async () => {
  const written = watchConsole()
  const { status } = await read(1, { env: { SHARDS: 'DB_9' } })
  expect(status).toBe(503)
  expect(logLines(written)).toMatchObject([
    { reason: 'misconfigured: there is no D1 binding DB_9' },
  ])
})
