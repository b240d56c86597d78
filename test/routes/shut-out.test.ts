// Shut out means out: what an ambassador with a token of its own gets from every route once it is not available any more.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { rows } from '../support/contents.ts'
import { emptyDatabase } from '../support/empty-database.ts'
import { intercepted } from '../support/intercepted.ts'
import { metered } from '../support/metered.ts'
import {
  arrange,
  call,
  callerOf,
  isForSelf,
  type Operation,
  operations,
  pathOf,
} from '../support/operations.ts'
import { SHUT_OUT, shown } from '../support/refusals.ts'
import { signToken } from '../support/tokens.ts'
import { type Options, post, read } from '../support/worker.ts'

const STATES = ['active = -1', 'active = -2', 'active = -3', 'anonymized = 1'] as const
const AVAILABLE = 'active = 1, anonymized = 0'
const TEXT = { id_ambassador: 1, type_message: 0, content: 'x' }
const KEY = { 'Idempotency-Key': 'k' }

const change = (columns: string, database = env.DB) =>
  database.prepare(`update ambassadors set ${columns}`).run()

const tokenOf = (sub: number | string, claims = {}) =>
  signToken({ sub: String(sub), scope: 'chat:self manager', ...claims })

/** What a request gets, how many round trips it takes, and whether it leaves every row of every table as it is. */
const observe = async (operation: Operation, options: Options & { path?: string }) => {
  const { binding, meter } = metered(env.DB)
  const before = await rows()
  const answer = await call(operation, { ...options, env: { DB: binding } })
  expect.soft(await rows(), operation.id).toStrictEqual(before)
  return { ...shown(answer), calls: meter.calls }
}

const OUT_BY_DATA = { ...SHUT_OUT, calls: 1 }

const open = operations.filter(
  (operation) => isForSelf(operation) || operation.declared.scopes.includes('manager'),
)
const named = (some: readonly Operation[]) =>
  some.map((operation) => [operation.id, operation] as const)

/** Everybody has acted, an hour or more ago. */
const LONG_AGO = 'last_action_date = 1000'

beforeEach(async () => {
  await arrange()
  await change(LONG_AGO)
})

describe.each(named(open))('%s', (_, operation) => {
  it('answers 403 and writes nothing for a caller who is shut out, whatever else it serves', async () => {
    const token = await tokenOf(callerOf(operation))
    for (const state of STATES) {
      await change(`${AVAILABLE}, ${state}`)
      expect.soft(await observe(operation, { token }), state).toStrictEqual(OUT_BY_DATA)
    }
    await change(AVAILABLE)
    expect((await call(operation, { token })).status).toBeLessThan(300)
  })

  it('answers 403 and writes nothing for a caller who is unknown in the brand', async () => {
    await arrange(4)
    const token = await tokenOf(callerOf(operation), { brands: [4] })
    expect(await observe(operation, { token, brand: 4 })).toStrictEqual(OUT_BY_DATA)
  })
})

it.each(named(operations.filter(({ template }) => template.includes('{'))))(
  '%s does not tell a caller who is shut out what is not there',
  async (_, operation) => {
    await change('active = -1')
    const token = await tokenOf(callerOf(operation))
    expect((await observe(operation, { token, path: pathOf(operation, 99) })).status).toBe(403)
  },
)

const lists = operations.filter(({ method }) => method === 'GET')

const queriesOf = ({ parameters }: Operation): string[] => {
  const has = (name: string) => parameters.some((parameter) => parameter.name === name)
  if (has('per_page')) return ['?page=2&per_page=1', '?cursor=', '?cursor=&per_page=1']
  return has('since') ? ['', '?since=no-cursor', '?since=9-9'] : ['']
}

it.each(named(lists))(
  '%s has no page and no head for a caller who is shut out',
  async (_, list) => {
    await change('active = -1')
    const token = await tokenOf(1)
    for (const query of queriesOf(list)) {
      const path = `${pathOf(list)}${query}`
      expect(await observe(list, { token, path })).toStrictEqual(OUT_BY_DATA)
      expect((await observe({ ...list, method: 'HEAD' }, { token, path })).status).toBe(403)
    }
  },
)

it.each(['integration', '0', '01', '2147483648', '9999999999'])(
  'a chat:self token with the subject %j is let in nowhere',
  async (sub) => {
    const token = await tokenOf(sub)
    const before = await rows()
    for (const operation of operations) {
      expect.soft((await call(operation, { token })).status, operation.id).toBe(403)
    }
    expect(await rows()).toStrictEqual(before)
  },
)

it.each([
  ['chat:self chat:brand manager', () => true],
  ['chat:brand', ({ declared }: Operation) => declared.scopes.includes('chat:brand')],
  ['manager', ({ declared }: Operation) => declared.scopes.includes('manager')],
])(
  'the scope %j is not of one ambassador, so that its subject is nobody',
  async (scope, isServed) => {
    await change('active = -1 where id_ambassador = 3')
    for (const sub of ['3', 'integration']) {
      for (const operation of operations.filter(isServed)) {
        const answer = await call(operation, { token: await tokenOf(sub, { scope }) })
        expect.soft(shown(answer), operation.id).not.toStrictEqual(SHUT_OUT)
      }
    }
  },
)

it('an isolate that has marked an ambassador as present still looks whether it is shut out', async () => {
  const token = await tokenOf(1)
  const options = { token, bindings: { ...env } }
  expect((await read(1, options)).status).toBe(200)
  await change('active = -1')
  expect(shown(await read(1, options))).toStrictEqual(SHUT_OUT)
  await change(AVAILABLE)
  expect((await read(1, options)).status).toBe(200)
})

it('an isolate that has refused an ambassador marks it as present once it is let in again', async () => {
  const options = { token: await tokenOf(1), bindings: { ...env } }
  const lastAction = () =>
    env.DB.prepare('select last_action_date from ambassadors where id_ambassador = 1').first(
      'last_action_date',
    )
  await change('active = -1')
  await read(1, options)
  await change(AVAILABLE)
  expect(await lastAction()).toBe(1000)
  await read(1, options)
  expect(await lastAction()).not.toBe(1000)
})

it('costs one row read and none written, in front of the batch', async () => {
  const first: D1Meta[] = []
  const { binding } = intercepted(env.DB, async (carryOut) => {
    const results = await carryOut()
    first.push(results[0]!.meta)
    return results
  })
  for (const id of [1, 2]) {
    await read(1, { token: await tokenOf(id), env: { DB: binding } })
  }
  expect(first).toMatchObject([
    { rows_read: 1, rows_written: 0 },
    { rows_read: 1, rows_written: 0 },
  ])
})

it('a repeat with an idempotency key is refused too, and the first message stays', async () => {
  const options = { token: await tokenOf(1), headers: KEY }
  expect((await post(1, TEXT, options)).status).toBe(201)
  await change('active = -1')
  const before = await rows()
  expect(shown(await post(1, TEXT, options))).toStrictEqual(SHUT_OUT)
  expect(await rows()).toStrictEqual(before)
})

describe('a caller who is shut out while its batch is lost', () => {
  const postWhile = async (isCarriedOut: boolean) => {
    let calls = 0
    const { binding } = intercepted(env.DB, async (carryOut) => {
      calls += 1
      if (calls > 1) return carryOut()
      if (isCarriedOut) await carryOut()
      await change('active = -1')
      throw new Error('D1_ERROR: Network connection lost.')
    })
    const answer = await post(1, TEXT, {
      token: await tokenOf(1),
      headers: KEY,
      env: { DB: binding },
    })
    const count = await env.DB.prepare(
      'select count(*) as n from messages where content = ? and request_key is not null',
    )
      .bind('x')
      .first('n')
    return { ...shown(answer), calls, count }
  }

  it('is refused by the repeat, which writes nothing', async () => {
    expect(await postWhile(false)).toStrictEqual({ ...SHUT_OUT, calls: 2, count: 0 })
  })

  it('is refused by the repeat, and what was carried out before stays', async () => {
    expect(await postWhile(true)).toStrictEqual({ ...SHUT_OUT, calls: 2, count: 1 })
  })
})

it('of 20 messages at once, those that come after the ban are refused and no other', async () => {
  const token = await tokenOf(1)
  const sent = Array.from({ length: 20 }, () => post(1, TEXT, { token }))
  const banned = change('active = -1')
  const answers = await Promise.all(sent)
  await banned
  const statuses = answers.map(({ status }) => status)
  const written = await env.DB.prepare(
    'select count(*) as n from messages where type_message = 0',
  ).first<number>('n')
  expect(statuses.every((status) => status === 201 || status === 403)).toBe(true)
  expect(statuses.filter((status) => status === 201)).toHaveLength(written! - 1)
  expect(shown(await post(1, TEXT, { token }))).toStrictEqual(SHUT_OUT)
})

it('is decided by the database of the brand', async () => {
  await emptyDatabase(env.DB_2)
  const moved = { PINNED_BRANDS: '3=DB_2' }
  const token = await tokenOf(1)
  expect(shown(await read(1, { token, env: moved }))).toStrictEqual(SHUT_OUT)
  await env.DB_2.batch([
    env.DB_2.prepare('insert into brands (id_brand, date_insert) values (3, 0)'),
    env.DB_2.prepare(
      'insert into ambassadors (id_brand, id_ambassador, active, status) values (3, 1, 1, 3)',
    ),
  ])
  await change('active = -1')
  expect(await read(1, { token, env: moved })).toMatchObject({ status: 404 })
  await change('active = -1', env.DB_2)
  expect(shown(await read(1, { token, env: moved }))).toStrictEqual(SHUT_OUT)
})
