// The table of docs/scaling.md: what a webhook costs, measured. The cost of a million is worked out from it.
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import guide from '../../docs/scaling.md?raw'
import { arrange } from '../support/operations.ts'
import {
  DAY,
  HOUR,
  later,
  listen,
  makeWebhook,
  MINUTE,
  objectOf,
  say,
  settle,
  stopClock,
} from '../support/webhooks.ts'
import { post } from '../support/worker.ts'

const CROWD = 40

beforeEach(async () => {
  stopClock()
  await arrange()
  await say('the first of its author')
})

const NOTHING = {
  batches: 0,
  read: 0,
  written: 0,
  /** Rows of its own that the object has written: each that a statement counts, a value that is put, an alarm that is set. */
  kept: 0,
  /** Rows of its own that it has deleted. */
  forgotten: 0,
}

type Costs = typeof NOTHING

/** Counts what the object of a webhook costs from here on. */
const watch = (id: number): Promise<() => Costs> =>
  runInDurableObject(objectOf(id), (_, { storage }) => {
    const costs = { ...NOTHING }
    const sessions = Object.getPrototypeOf(env.DB.withSession()) as {
      batch: (this: D1DatabaseSession, statements: readonly unknown[]) => Promise<D1Result[]>
    }
    const { batch } = sessions
    const batches = vi.spyOn(sessions, 'batch').mockImplementation(async function counted(
      this: D1DatabaseSession,
      statements,
    ) {
      const results = await batch.call(this, statements)
      costs.batches += 1
      for (const { meta } of results) {
        costs.read += meta.rows_read
        costs.written += meta.rows_written
      }
      return results
    })
    const sql = Object.getPrototypeOf(storage.sql) as {
      exec: (
        this: SqlStorage,
        query: string,
        ...values: unknown[]
      ) => ReturnType<SqlStorage['exec']>
    }
    const { exec } = sql
    const statements = vi.spyOn(sql, 'exec').mockImplementation(function counted(
      this: SqlStorage,
      query,
      ...values
    ) {
      const cursor = exec.call(this, query, ...values)
      const rows = cursor.toArray()
      costs[/^\s*delete/.test(query) ? 'forgotten' : 'kept'] += cursor.rowsWritten
      return { toArray: () => rows } as typeof cursor
    })
    const puts = vi.spyOn(Object.getPrototypeOf(storage.kv), 'put')
    const alarms = vi.spyOn(Object.getPrototypeOf(storage), 'setAlarm')
    const spies = [batches, statements, puts, alarms]
    onTestFinished(() => {
      for (const spy of spies) spy.mockRestore()
    })
    return () => ({
      ...costs,
      kept: costs.kept + puts.mock.calls.length + alarms.mock.calls.length,
    })
  })

/** What `work` costs. */
const costOf = async (total: () => Costs, work: () => Promise<unknown>): Promise<Costs> => {
  const before = total()
  await work()
  const after = Object.entries(total()) as [keyof Costs, number][]
  return Object.fromEntries(after.map(([name, cost]) => [name, cost - before[name]])) as Costs
}

/** A row of the table: of `share` events, each of which is forgotten later, or of none. */
const rowOf = (name: string, { batches, read, written, kept }: Costs, share = 0): string => {
  const figures = [batches, read, written, kept + share].map((cost) =>
    String(Number((cost / Math.max(share, 1)).toPrecision(2))),
  )
  return [name, ...figures, '1'].join(' | ')
}

/** What a million cost, by the prices that the guide names. */
const priceOf = ({ read, kept }: Costs, share = 0): string => {
  const count = Math.max(share, 1)
  return `$${((kept + share + 0.001 * read) / count + 0.15).toFixed(1)}0`
}

it('docs/scaling.md says what an event costs for each webhook that wants it', async () => {
  listen()
  const { id_webhook: id } = await makeWebhook({ events: ['message.created'] })
  await settle(id)
  const silent = { env: { WEBHOOK: undefined as unknown as Env['WEBHOOK'] } }
  const total = await watch(id)
  /** Events in a quiet time, of which the object hears when all are there. */
  const turn = async (count: number): Promise<Costs> => {
    await later(HOUR, id)
    await later(HOUR, id)
    for (let written = 0; written < count; written += 1) {
      await post(1, { id_ambassador: 1, type_message: 0, content: 'x' }, silent)
    }
    return costOf(total, () => runInDurableObject(objectOf(id), (object) => object.alarm()))
  }
  const alone = await turn(1)
  const crowd = await turn(CROWD)
  await later(2 * HOUR, id)
  vi.setSystemTime(Date.now() + 10 * MINUTE)
  const look = await costOf(total, () => runDurableObjectAlarm(objectOf(id)))
  const rows = [
    rowOf('an event that is sent alone', alone, 1),
    rowOf('one of 40 that are sent at once', crowd, CROWD),
    rowOf('a look at the log that finds none', look),
  ]
  const shown = guide.split('\n').map((line) => line.replaceAll(/\s*\|\s*/g, ' | '))
  expect(shown).toStrictEqual(expect.arrayContaining(rows.map((row) => ` | ${row} | `)))
  const prices = [priceOf(crowd, CROWD), priceOf(alone, 1), priceOf(look)] as const
  expect(guide).toContain(
    `${prices[0]} when they come in crowds, ${prices[1]} when each comes alone, and ${prices[2]} more`,
  )

  await later(2 * DAY, id)
  await turn(1)
  await settle(id)
  expect(total().forgotten).toBe(1 + CROWD)
}, 60_000)
