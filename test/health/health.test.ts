// The health check: whether the databases answer and tokens can be verified, for little.
import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { skipWaits } from '../support/clock.ts'
import { logLines, watchConsole } from '../support/console.ts'
import { dropTables } from '../support/empty-database.ts'
import { failingDatabase } from '../support/failing-database.ts'
import { faulty } from '../support/faulty-database.ts'
import { intercepted } from '../support/intercepted.ts'
import { createKey, keySet, serveKeySet, signWith } from '../support/key-set.ts'
import { metered } from '../support/metered.ts'
import { shown } from '../support/refusals.ts'
import { create, send } from '../support/worker.ts'

const OK = { status: 'ok', database: 'ok', keys: 'ok', hubs: 'ok', webhooks: 'ok' }
const NOT_MIGRATED =
  'The database is not migrated. Run `npm run db:migrate`, for a deployment `npm run db:migrate -- --remote --env <environment>`.'
const NO_ANSWER = 'The database does not answer.'
const MISCONFIGURED_KEYS =
  'The signing keys are misconfigured, so every token is refused. Set `JWT_SECRET`, of at least 32 bytes, or `JWKS_URL`, and not both; the log says what is wrong.'
const NO_KEYS = 'There are no signing keys: the key set cannot be fetched, or is empty.'
const LONG = 'the secret of before, of 32 bytes or more'
const KEYS = 'https://keys.example.com/jwks.json'

const health = async (bindings: Partial<Env> = {}) => {
  const { status, body } = await send('GET', '/health', { token: null, brand: null, env: bindings })
  return { status, body: body as unknown }
}

/** Many requests at once to one isolate. */
const many = (bindings: Env, count = 50) =>
  Promise.all(
    Array.from({ length: count }, () => send('GET', '/health', { token: null, bindings })),
  )

const ill = (message: string, parts: { database?: string; keys?: string }) => ({
  status: 503,
  body: { message, ...OK, status: 'error', ...parts },
})

const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds)

afterEach(() => {
  vi.useRealTimers()
})

it('is of no brand, so it has no bookmark', async () => {
  const { headers } = await send('GET', '/health', { token: null, brand: null })
  expect(headers.get('X-D1-Bookmark')).toBeNull()
})

it('says without a token that all is well, also while a secret is being changed', async () => {
  expect(await health()).toStrictEqual({ status: 200, body: OK })
  expect(await health({ JWT_SECRET_PREVIOUS: LONG })).toStrictEqual({ status: 200, body: OK })
})

describe('a database that is not well', () => {
  it('has no tables', async () => {
    await dropTables(env.DB)
    expect(await health()).toStrictEqual(ill(NOT_MIGRATED, { database: 'not_migrated' }))
  })

  it('lacks the newest migration', async () => {
    await dropTables(env.DB)
    await applyD1Migrations(env.DB, env.TEST_MIGRATIONS.slice(0, -1))
    const written = watchConsole()
    expect(await health()).toStrictEqual(ill(NOT_MIGRATED, { database: 'not_migrated' }))
    const reason = expect.stringMatching(/^database_not_migrated: run npm run db:migrate/)
    expect(logLines(written)).toMatchObject([{ level: 'error', reason }])
    await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
    expect(await health()).toStrictEqual({ status: 200, body: OK })
  })

  it('does not answer, which the log explains alone', async () => {
    const written = watchConsole()
    const down = failingDatabase(new Error('D1_ERROR: jane.doe@example.com'))
    const answer = await send('GET', '/health', { token: null, env: { DB: down } })
    expect(shown(answer)).toMatchObject(ill(NO_ANSWER, { database: 'unavailable' }))
    expect(answer.headers.get('Retry-After')).toBe('5')
    expect(logLines(written)).toMatchObject([{ reason: expect.stringMatching(/^database_/) }])
    expect(JSON.stringify(written)).not.toContain('jane.doe')
  })

  it.each([
    ['is not bound', { SHARDS: 'DB_9' }],
    ['has no name that one could bind', { SHARDS: 'db' }],
    ['has a pin that is none', { PINNED_BRANDS: '3:DB' }],
  ])('%s', async (_, slip) => {
    const written = watchConsole()
    expect(await health(slip)).toStrictEqual(
      ill('The databases are misconfigured; the log says what to set.', {
        database: 'misconfigured',
      }),
    )
    const reason = expect.stringMatching(/^misconfigured: /)
    expect(logLines(written)).toMatchObject([{ level: 'error', reason }])
  })

  it('is not one that is newer than the code, which was rolled back', async () => {
    await env.DB.exec("insert into d1_migrations (name) values ('9999_of_newer_code.sql')")
    expect(await health()).toStrictEqual({ status: 200, body: OK })
  })
})

describe('signing keys that are not well', () => {
  it.each<[string, Partial<Env>, string]>([
    ['missing', { JWT_SECRET: '' }, 'set JWT_SECRET or JWKS_URL; '],
    ['doubled', { JWKS_URL: KEYS }, 'set JWT_SECRET or JWKS_URL, not both'],
    ['a short secret', { JWT_SECRET: 'x'.repeat(31) }, 'JWT_SECRET is shorter than 32 bytes'],
    ['a secret of before alone', { JWT_SECRET: '', JWT_SECRET_PREVIOUS: LONG }, 'set JWT_SECRET_P'],
    ['a short secret of before', { JWT_SECRET_PREVIOUS: 'short' }, 'JWT_SECRET_PREVIOUS is sho'],
    ['no address', { JWT_SECRET: '', JWKS_URL: 'localhost:1/keys' }, 'JWKS_URL is not an http'],
  ])('are %s: no token is accepted, and both say it at level error', async (_, slip, problem) => {
    const written = watchConsole()
    expect(await health(slip)).toStrictEqual(ill(MISCONFIGURED_KEYS, { keys: 'misconfigured' }))
    expect(await create({}, { env: slip })).toMatchObject({ status: 401 })
    const line = { level: 'error', reason: expect.stringContaining(`misconfigured: ${problem}`) }
    expect(logLines(written)).toMatchObject([
      { ...line, status: 503 },
      { ...line, status: 401 },
    ])
  })

  it.each<[string, () => Response | Promise<Response>]>([
    ['a set that can not be had', () => new Response('', { status: 500 })],
    ['a set that is not there', () => Promise.reject(new TypeError('refused'))],
    ['a set that is none', () => Response.json({ error: 'gone' })],
    ['a set without keys', () => keySet()],
  ])('are %s', async (_, respond) => {
    const written = watchConsole()
    const { env: remote } = serveKeySet(respond)
    expect(await health(remote)).toStrictEqual(ill(NO_KEYS, { keys: 'unavailable' }))
    const reason = expect.stringMatching(/^key_set_(unavailable|empty)$/)
    expect(logLines(written)).toMatchObject([{ level: 'error', reason }])
  })

  it('are told beside a database that is not well, both with what to do', async () => {
    await dropTables(env.DB)
    const written = watchConsole()
    expect(await health({ JWT_SECRET: '' })).toStrictEqual(
      ill(`${NOT_MIGRATED} ${MISCONFIGURED_KEYS}`, {
        database: 'not_migrated',
        keys: 'misconfigured',
      }),
    )
    const reason = expect.stringMatching(/^database_not_migrated: .*; misconfigured: set /)
    expect(logLines(written)).toMatchObject([{ reason }])
  })
})

describe('a key set', () => {
  it('is fetched by the health check for the tokens that come after it', async () => {
    const key = await createKey('ES256', 'one')
    const { env: remote, fetched } = serveKeySet(() => keySet(key))
    expect(await health(remote)).toStrictEqual({ status: 200, body: OK })
    expect((await create({}, { token: await signWith(key), env: remote })).status).toBe(422)
    expect(fetched).toHaveLength(1)
  })

  it('that can not be fetched again is well while its old keys are at hand', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const key = await createKey('ES256', 'one')
    let respond = () => keySet(key)
    const { env: remote, fetched } = serveKeySet(() => respond())
    expect((await health(remote)).status).toBe(200)
    respond = () => new Response('', { status: 500 })
    later(600_000)
    for (let look = 0; look < 20; look += 1) expect((await health(remote)).status).toBe(200)
    expect(fetched).toHaveLength(2)
  })

  it('that is down is asked once a second, however many look', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { env: remote, fetched } = serveKeySet(() => new Response('', { status: 500 }))
    const bindings = { ...env, ...remote }
    for (const count of [1, 2]) {
      const answers = await many(bindings)
      expect(new Set(answers.map(({ status }) => status))).toStrictEqual(new Set([503]))
      expect(fetched).toHaveLength(count)
      later(1000)
    }
  })
})

describe('a database', () => {
  it('is asked once by many at once, and again when a second has passed', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { binding, meter } = metered(env.DB)
    const bindings = { ...env, DB: binding }
    const statuses = async () => new Set((await many(bindings)).map(({ status }) => status))
    expect(await statuses()).toStrictEqual(new Set([200]))
    expect(meter).toStrictEqual({ calls: 1, rowsRead: 1, rowsWritten: 0 })
    later(999)
    expect(await statuses()).toStrictEqual(new Set([200]))
    expect(meter.calls).toBe(1)
    later(1)
    expect(await statuses()).toStrictEqual(new Set([200]))
    expect(meter.calls).toBe(2)
  })

  it('that is slow is waited for by all who ask meanwhile', async () => {
    onTestFinished(skipWaits())
    const { env: slow, line } = faulty([{ kind: 'slow', milliseconds: 1500 }])
    const answers = await many({ ...env, ...slow })
    expect(answers.map(({ body }) => body as unknown)).toStrictEqual(answers.map(() => OK))
    expect(line.calls).toBe(1)
  })

  it('that loses a call is asked again in the next second, and well then', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { env: lossy, line } = faulty([{ kind: 'lost before' }])
    const bindings = { ...env, ...lossy }
    expect(new Set((await many(bindings)).map(({ status }) => status))).toStrictEqual(
      new Set([503]),
    )
    expect(line.calls).toBe(1)
    later(1000)
    expect((await many(bindings, 1)).map(({ status }) => status)).toStrictEqual([200])
  })

  it('whose answer is lost with its request is asked again, once, by those who wait for it', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const held = Promise.withResolvers<void>()
    let calls = 0
    const { binding } = intercepted(env.DB, async (carryOut) => {
      calls += 1
      if (calls === 1) await held.promise
      return carryOut()
    })
    const bindings = { ...env, DB: binding }
    const first = send('GET', '/health', { token: null, bindings })
    const others = many(bindings, 20)
    // Longer than those who wait pause between two looks.
    await scheduler.wait(60)
    expect(calls).toBe(1)
    later(6000)
    expect(new Set((await others).map(({ status }) => status))).toStrictEqual(new Set([200]))
    expect(calls).toBe(2)
    held.resolve()
    expect((await first).status).toBe(200)
  })
})
