// When a batch is sent again, and when it is given up, by a clock that only the test moves.
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import type { FailureError } from '../../src/contract/failure.ts'
import { type Fault, faulty } from '../support/faulty-database.ts'

const LOST: Fault = { kind: 'lost before' }
const STALLED: Fault = { kind: 'stalled' }

beforeEach(() => vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** The milliseconds at which a batch is sent to a database that never answers it, and at which it fails; and why. */
const fate = async (faults: readonly Fault[], deadline: string, random = 0) => {
  vi.spyOn(Math, 'random').mockReturnValue(random)
  const begin = Date.now()
  const { env: bindings, line } = faulty(faults, true)
  const database = openDatabase({ ...env, ...bindings, D1_DEADLINE: deadline }, 3, {
    isWrite: true,
  })
  const outcome = database.batch({ one: { sql: 'select 1', values: [] } }).then(
    () => null,
    (error: FailureError) => ({ failure: error.failure, at: Date.now() - begin }),
  )
  await vi.runAllTimersAsync()
  return { sent: line.sentAt.map((moment) => moment - begin), ...(await outcome) }
}

it('a lost batch is sent again after a pause, twice as long each time, while the deadline allows', async () => {
  expect(await fate([LOST], '1000')).toMatchObject({
    sent: [0, 25, 75, 175, 375, 775],
    failure: { reason: 'database_connection_lost' },
    at: 775,
  })
})

it('the pauses are of random length, so that callers do not come back in step', async () => {
  expect(await fate([LOST], '1000', 0.6)).toMatchObject({ sent: [0, 40, 120, 280, 600] })
})

it('a batch that is lost and then stalls is given up at the deadline of the first call', async () => {
  expect(await fate([LOST, STALLED], '200')).toMatchObject({
    sent: [0, 25],
    failure: { reason: 'database_deadline' },
    at: 200,
  })
})

it('the deadline is 5 seconds unless it is set to a number above 0', async () => {
  for (const deadline of ['', 'soon', '0', '-1']) {
    expect(await fate([STALLED], deadline)).toMatchObject({ sent: [0], at: 5000 })
  }
  expect(await fate([STALLED], '6000')).toMatchObject({ sent: [0], at: 6000 })
})
