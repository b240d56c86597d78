// Where a request begins to read: at the nearest copy, where its client has got to, or at the primary.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import { faulty } from '../support/faulty-database.ts'
import { intercepted } from '../support/intercepted.ts'
import { call, type Operation, operations, signFullToken } from '../support/operations.ts'
import { invalidFields, shown } from '../support/refusals.ts'
import { answersTo, sameFor } from '../support/tables.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { create, type Options, post, read, send } from '../support/worker.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 }
const FORM = /^[\da-f]{8}(?:-[\da-f]{8}){2}-[\da-f]{32}$/
const GIVEN = '000000ff-00000001-00004c6d-8e61117bf38d7adb71b934ebbf891683'

const NO_BOOKMARK = invalidFields({ 'X-D1-Bookmark': ['X-D1-Bookmark is not a bookmark.'] })

const given = (bookmark: string): Options => ({ headers: { 'X-D1-Bookmark': bookmark } })

type Request = readonly [label: string, operation: Operation, brand: number | null]

/** A request of each operation, and one more where the brand may be left out. */
const requestsOf = (some: readonly Operation[]): Request[] =>
  some.flatMap((operation): Request[] => {
    const label = `${operation.method} ${operation.template}`
    const request: Request = [label, operation, 3]
    return operation.declared.brand === 'required'
      ? [request]
      : [request, [`${label}, no brand`, operation, null]]
  })

const labelsOf = (requests: readonly Request[]) => requests.map(([label]) => label)

const headOf = (get: Operation): Operation => ({ ...get, method: 'HEAD' })
const gets = operations.filter(({ method }) => method === 'GET')
const READS = requestsOf([...gets, ...gets.map(headOf)])
const WRITES = requestsOf(operations.filter(({ method }) => method !== 'GET'))

/** Where the sessions of the requests begin in the database `name`, which need not answer for that: labels by start. */
const startsIn = async (name: 'DB' | 'DB_2', requests: readonly Request[], options = {}) => {
  const token = await signFullToken()
  const begun: Record<string, string[]> = {}
  for (const [label, operation, brand] of requests) {
    const { binding, starts } = intercepted(env.DB, () => Promise.reject(new Error('overloaded')))
    const bindings = { PINNED_BRANDS: `3=${name}`, [name]: binding }
    await call(operation, { ...options, token, brand, env: bindings })
    for (const start of starts) (begun[start] ??= []).push(label)
  }
  return begun
}

beforeEach(async () => {
  await ambassadors([1, 2])
  await create(PAIR)
})

describe('a read', () => {
  it('begins anywhere, also with an empty bookmark', async () => {
    const anywhere = { 'first-unconstrained': labelsOf(READS) }
    expect(await startsIn('DB', READS)).toStrictEqual(anywhere)
    expect(await startsIn('DB', READS, given(''))).toStrictEqual(anywhere)
    expect(await startsIn('DB_2', READS)).toStrictEqual(anywhere)
  })

  it('begins where the client has got to', async () => {
    const there = { [GIVEN]: labelsOf(READS) }
    expect(await startsIn('DB', READS, given(GIVEN))).toStrictEqual(there)
    expect(await startsIn('DB_2', READS, given(`${GIVEN}@DB_2`))).toStrictEqual(there)
  })

  it('begins at the primary with a bookmark of another database', async () => {
    const primary = { 'first-primary': labelsOf(READS) }
    expect(await startsIn('DB', READS, given(`${GIVEN}@DB_2`))).toStrictEqual(primary)
    expect(await startsIn('DB_2', READS, given(GIVEN))).toStrictEqual(primary)
  })
})

it('a write begins at the primary, whatever the client has seen', async () => {
  const primary = { 'first-primary': labelsOf(WRITES) }
  expect(await startsIn('DB', WRITES)).toStrictEqual(primary)
  expect(await startsIn('DB', WRITES, given(GIVEN))).toStrictEqual(primary)
  expect(await startsIn('DB_2', WRITES, given(`${GIVEN}@DB_2`))).toStrictEqual(primary)
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

it('a 503 tells it too, so that its client finds what was written and not acknowledged', async () => {
  const message = { id_ambassador: 1, type_message: 0, content: 'x' }
  const { status, headers } = await post(1, message, { env: faulty([{ kind: 'lost after' }]).env })
  expect(status).toBe(503)
  expect(headers.get('X-D1-Bookmark')).toMatch(FORM)
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
