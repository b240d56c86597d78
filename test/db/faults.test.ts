// D1's documented errors, and calls that take their time.
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { skipWaits } from '../support/clock.ts'
import { ambassadors, countRooms } from '../support/factories.ts'
import { logLines, watchConsole } from '../support/console.ts'
import { faulty } from '../support/faulty-database.ts'
import { intercepted } from '../support/intercepted.ts'
import { signSelfToken } from '../support/tokens.ts'
import { create, post } from '../support/worker.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 }
const TEXT = { id_ambassador: 1, type_message: 0, content: 'Jane is jane.doe@example.com' }
const KEY = { headers: { 'Idempotency-Key': 'k' } }

beforeAll(skipWaits)
beforeEach(() => ambassadors([1, 2]))

const countMessages = () => env.DB.prepare('select count(*) as n from messages').first('n')

describe('an error that passes', () => {
  it.each([
    'D1_ERROR: Network connection lost.',
    'D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.',
    'D1_ERROR: Internal error in D1 DB storage caused object to be reset.',
    'D1_ERROR: D1 DB reset because its code was updated.',
    "D1_ERROR: Can't read from request stream because client disconnected.",
    'D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.',
  ])('is followed by a repeat: %s', async (text) => {
    const { env: bindings, line } = faulty([{ kind: 'error', text }])
    expect((await create(PAIR, { env: bindings })).status).toBe(201)
    expect(line.calls).toBe(2)
  })
})

describe('an error that does not pass', () => {
  it.each([
    ['D1 DB is overloaded. Requests queued for too long.', 'database_overloaded'],
    ['D1 DB is overloaded. Too many requests queued.', 'database_overloaded'],
    [
      'D1 DB storage operation exceeded timeout which caused object to be reset.',
      'database_timeout',
    ],
    ['D1 DB exceeded its CPU time limit and was reset.', 'database_cpu_limit'],
    ["D1 DB's isolate exceeded its memory limit and was reset.", 'database_memory_limit'],
    ['Memory limit would be exceeded before EOF.', 'database_memory_limit'],
    ['database is locked: SQLITE_BUSY', 'database_locked'],
    ['database or disk is full: SQLITE_FULL', 'database_full'],
    ['Exceeded maximum DB size.', 'database_full'],
    [
      "Your account has exceeded D1's maximum account storage limit, please contact Cloudflare",
      'database_account_limit',
    ],
    ['internal error; reference = 0123456789', 'database_internal_error'],
    [
      'no such table: chatrooms: SQLITE_ERROR',
      'database_not_migrated: run npm run db:migrate, for a deployment npm run db:migrate -- --remote --env <environment>',
    ],
    [
      'table summaries has no column named request_key: SQLITE_ERROR',
      'database_not_migrated: run npm run db:migrate, for a deployment npm run db:migrate -- --remote --env <environment>',
    ],
  ])('is a 503 at once, with the reason in the log alone: %s', async (text, reason) => {
    const written = watchConsole()
    const { env: bindings, line } = faulty([{ kind: 'error', text: `D1_ERROR: ${text}` }], true)
    const { status, body, headers } = await create(PAIR, { env: bindings })
    expect({ status, body, retry: headers.get('Retry-After') }).toStrictEqual({
      status: 503,
      body: { message: 'The database cannot answer at the moment. Try again later.' },
      retry: '5',
    })
    expect(line.calls).toBe(1)
    expect(logLines(written)).toMatchObject([{ status: 503, reason, d1: { calls: 1 } }])
  })

  it.each([
    'near "selekt": syntax error',
    'malformed JSON: SQLITE_ERROR',
    "bad JSON path: 'x': SQLITE_ERROR",
  ])('is a 500 when it is a defect of a statement: %s', async (text) => {
    const { env: bindings, line } = faulty([{ kind: 'error', text: `D1_ERROR: ${text}` }])
    const { status, body } = await create(PAIR, {
      token: await signSelfToken(1),
      env: bindings,
    })
    expect({ status, body }).toStrictEqual({
      status: 500,
      body: { message: 'Internal Server Error.' },
    })
    expect(line.calls).toBe(1)
  })
})

it('waits for a slow answer', async () => {
  const { env: bindings } = faulty([{ kind: 'slow', milliseconds: 4999 }])
  expect((await create(PAIR, { env: bindings })).status).toBe(201)
})

it.each(['', 'soon', '0', '-1'])('has the default deadline when it is set to %o', async (text) => {
  const { env: bindings } = faulty([{ kind: 'slow', milliseconds: 4999 }])
  expect((await create(PAIR, { env: { ...bindings, D1_DEADLINE: text } })).status).toBe(201)
})

it('writes nothing of a call that arrives after the deadline has been answered twice', async () => {
  await create(PAIR)
  const held = Promise.withResolvers<void>()
  let late: Promise<unknown> | undefined
  const { binding } = intercepted(env.DB, (carryOut) => {
    const arrival = held.promise.then(carryOut)
    late = arrival
    return arrival
  })
  expect((await post(1, TEXT, { ...KEY, env: { DB: binding } })).status).toBe(503)
  const again = await post(1, TEXT, KEY)
  expect(again.status).toBe(201)
  held.resolve()
  await late
  expect((await post(1, TEXT, KEY)).body).toStrictEqual(again.body)
  expect(await countMessages()).toBe(1)
})

it('opens one room for 20 callers at once whose answers are all lost', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => create(PAIR, { env: faulty([{ kind: 'lost after' }]).env })),
  )
  expect(new Set(answers.map(({ body }) => body.id_chatroom))).toStrictEqual(new Set([1]))
  expect(await countRooms()).toStrictEqual({ chatrooms: 1, pivots: 2 })
})
