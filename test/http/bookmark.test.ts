// Where a request begins to read: at the nearest copy, where its client has got to, or at the primary.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import { faulty } from '../support/faulty-database.ts'
import { intercepted } from '../support/intercepted.ts'
import { call, operations } from '../support/operations.ts'
import { invalidFields, shown } from '../support/refusals.ts'
import { answersTo, sameFor } from '../support/tables.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { create, type Options, read, send } from '../support/worker.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 }
const FORM = /^[\da-f]{8}(?:-[\da-f]{8}){2}-[\da-f]{32}$/
const GIVEN = '000000ff-00000001-00004c6d-8e61117bf38d7adb71b934ebbf891683'

const NO_BOOKMARK = invalidFields({ 'X-D1-Bookmark': ['X-D1-Bookmark is not a bookmark.'] })

const given = (bookmark: string): Options => ({ headers: { 'X-D1-Bookmark': bookmark } })

/** Where the session of a request began. */
const startOf = async (ask: (options: Options) => Promise<unknown>, options: Options = {}) => {
  const { binding, starts } = intercepted(env.DB, (carryOut) => carryOut())
  await ask({ ...options, env: { DB: binding } })
  return starts
}

beforeEach(async () => {
  await ambassadors([1, 2])
  await create(PAIR)
})

describe('a read', () => {
  const readRoom = (options: Options) => read(1, options)

  it('begins anywhere, also with an empty bookmark', async () => {
    expect(await startOf(readRoom)).toStrictEqual(['first-unconstrained'])
    expect(await startOf(readRoom, given(''))).toStrictEqual(['first-unconstrained'])
  })

  it('begins where the client has got to', async () => {
    expect(await startOf(readRoom, given(GIVEN))).toStrictEqual([GIVEN])
  })

  it('begins at the primary with a bookmark of another database', async () => {
    expect(await startOf(readRoom, given(`${GIVEN}@DB_2`))).toStrictEqual(['first-primary'])
  })
})

it('a write begins at the primary, whatever the client has seen', async () => {
  const write = (options: Options) => create(PAIR, options)
  expect(await startOf(write)).toStrictEqual(['first-primary'])
  expect(await startOf(write, given(GIVEN))).toStrictEqual(['first-primary'])
})

it.each(operations)('$id tells where the database has got to', async (operation) => {
  const { headers } = await call(operation)
  expect(headers.get('X-D1-Bookmark')).toMatch(FORM)
})

it('an answer that refuses tells it too, and one that never asked the database only what the client knew', async () => {
  const bookmarkOf = async (answer: Promise<{ headers: Headers }>) =>
    (await answer).headers.get('X-D1-Bookmark')
  expect(await bookmarkOf(read(99))).toMatch(FORM)
  expect(await bookmarkOf(create({ source: 9 }))).toBeNull()
  expect(await bookmarkOf(read(1, { token: null }))).toBeNull()
})

describe('a malformed bookmark', () => {
  const MALFORMED = [
    'x',
    'first-primary',
    'first-unconstrained',
    GIVEN.slice(1),
    `${GIVEN}0`,
    GIVEN.toUpperCase(),
    `${GIVEN}@`,
    `${GIVEN}@db`,
    `${GIVEN}@DB@DB`,
    `${GIVEN},${GIVEN}`,
    `${GIVEN}'; drop table messages`,
    '0'.repeat(5000),
  ]

  it('is a 422 on every kind of route, with or without a brand header', async () => {
    const readRoom = async (text: string) => shown(await read(1, given(text)))
    expect(await answersTo(MALFORMED, readRoom)).toStrictEqual(sameFor(MALFORMED, NO_BOOKMARK))
    const token = await signToken({ scope: 'manager' })
    for (const brand of [3, null, '']) {
      const options = { token, brand, ...given('x') }
      expect(shown(await send('GET', '/api/v2/manager/chatrooms', options))).toStrictEqual(
        NO_BOOKMARK,
      )
    }
  })

  it('is named beside a malformed brand', async () => {
    expect(shown(await read(1, { brand: 'x', ...given('x') }))).toStrictEqual(
      invalidFields({
        'X-Popsell-Brand': ['X-Popsell-Brand must be an integer from 1 to 2147483647.'],
        'X-D1-Bookmark': ['X-D1-Bookmark is not a bookmark.'],
      }),
    )
  })

  it('comes after the token and before the permission', async () => {
    expect((await read(1, { token: null, ...given('x') })).status).toBe(401)
    expect((await read(1, { brand: 4, ...given('x') })).status).toBe(422)
  })
})

it('an isolate marks an ambassador once a minute, so that its other reads can come from a replica', async () => {
  const token = await signSelfToken(1)
  const statements: string[][] = []
  const { binding } = intercepted(env.DB, (carryOut, sent) => {
    statements.push(sent.map(({ sql }) => sql.slice(0, 6)))
    return carryOut()
  })
  const bindings = { ...env, DB: binding }
  for (let time = 0; time < 3; time += 1) await read(1, { token, bindings })
  await read(1, { token: await signSelfToken(2), bindings })
  expect(statements.map((batch) => batch.includes('update'))).toStrictEqual([
    true,
    false,
    false,
    true,
  ])
})

it('a request that is refused before its batch, or whose batch fails, is not taken for a mark', async () => {
  const token = await signSelfToken(1)
  const lost = faulty([{ kind: 'error', text: 'D1_ERROR: D1 DB is overloaded.' }])
  const bindings = { ...env, ...lost.env }
  const lastAction = () =>
    env.DB.prepare('select last_action_date from ambassadors where id_ambassador = 1').first(
      'last_action_date',
    )
  expect((await create({ source: 9 }, { token, bindings })).status).toBe(422)
  expect((await read(1, { token, bindings })).status).toBe(503)
  expect(await lastAction()).toBeNull()
  expect((await read(1, { token, bindings })).status).toBe(200)
  expect(await lastAction()).not.toBeNull()
})
