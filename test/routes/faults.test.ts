// What becomes of every documented request when the line to D1 fails: it is carried out once or not at all, and never hangs.
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { skipWaits } from '../support/clock.ts'
import { contents } from '../support/contents.ts'
import { emptyDatabase } from '../support/empty-database.ts'
import { type Fault, faulty } from '../support/faulty-database.ts'
import { arrange, call, type Operation, operations } from '../support/operations.ts'

/** Whether it would do its work twice without a key. */
const needsKey = ({ declared }: Operation): boolean => declared.isRepeatable === false
const KEY = { headers: { 'Idempotency-Key': 'once' } }
const UNAVAILABLE = {
  status: 503,
  body: { message: 'The database cannot answer at the moment. Try again later.' },
}

const OVERLOADED: Fault = {
  kind: 'error',
  text: 'D1_ERROR: D1 DB is overloaded. Requests queued for too long.',
}

beforeAll(skipWaits)
beforeEach(() => arrange())

const startOver = async () => {
  await emptyDatabase(env.DB)
  await arrange()
}

describe.each(operations.map((operation) => [operation.id, operation] as const))(
  '%s',
  (_, operation) => {
    const key = needsKey(operation) ? KEY : {}

    it('is carried out once when its answer is lost and it is sent again', async () => {
      expect((await call(operation, key)).status).toBeLessThan(300)
      const once = await contents()
      await startOver()
      const { env: bindings, line } = faulty([{ kind: 'lost after' }])
      const { status } = await call(operation, { ...key, env: bindings })
      expect(status).toBeLessThan(300)
      expect(line.calls).toBe(2)
      expect(await contents()).toStrictEqual(once)
    })

    it('is answered as ever when it is lost on the way and sent again', async () => {
      const { env: bindings, line } = faulty([{ kind: 'lost before' }, { kind: 'lost before' }])
      const { status } = await call(operation, { ...key, env: bindings })
      expect(line.calls).toBe(3)
      expect((await call(operation, { env: {} })).status).toBeLessThan(300)
      expect(status).toBeLessThan(300)
    })

    it('is a 503 without a repeat or a trace when the database is overloaded', async () => {
      const before = await contents()
      const { env: bindings, line } = faulty([OVERLOADED], true)
      const { status, body, headers } = await call(operation, { env: bindings })
      expect({ status, body }).toStrictEqual(UNAVAILABLE)
      expect(headers.get('Retry-After')).toBe('5')
      expect(line.calls).toBe(1)
      expect(await contents()).toStrictEqual(before)
    })

    it('is a 503 when the database stalls, or loses each call until the deadline', async () => {
      const stalled = faulty([{ kind: 'stalled' }], true)
      const lost = faulty([{ kind: 'lost before' }], true)
      const answers = await Promise.all(
        [stalled, lost].map(({ env: bindings }) => call(operation, { ...key, env: bindings })),
      )
      expect(answers).toMatchObject([UNAVAILABLE, UNAVAILABLE])
      expect(stalled.line.calls).toBe(1)
      expect(lost.line.calls).toBeGreaterThan(1)
    })
  },
)

describe('without a key', () => {
  const unkeyed = operations.filter(needsKey)

  it.each(unkeyed)('$id is sent once, and is a 503 when that is lost', async (operation) => {
    const { env: bindings, line } = faulty([{ kind: 'lost after' }])
    expect(await call(operation, { env: bindings })).toMatchObject(UNAVAILABLE)
    expect(line.calls).toBe(1)
  })
})
