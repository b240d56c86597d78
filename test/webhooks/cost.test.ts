// What webhooks cost: nothing where there is none, and little for an event that is sent. docs/scaling.md has the figures.
import { env } from 'cloudflare:workers'
import { runInDurableObject } from 'cloudflare:test'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { metered } from '../support/metered.ts'
import { arrange } from '../support/operations.ts'
import { listen, makeWebhook, objectOf, say, settle, stopClock } from '../support/webhooks.ts'
import { post } from '../support/worker.ts'

beforeEach(async () => {
  stopClock()
  await arrange()
  await say('the first of its author')
})

/** What posting a message costs the request. */
const costOfMessage = async () => {
  const { binding, meter } = metered(env.DB)
  const message = { id_ambassador: 1, type_message: 0, content: 'x' }
  await post(1, message, { env: { DB: binding } })
  return meter
}

/** Every batch that goes to D1 from here on, whoever sends it. */
const watchDatabase = () => {
  const all = { calls: 0, rowsRead: 0, rowsWritten: 0 }
  const sessions = Object.getPrototypeOf(env.DB.withSession()) as {
    batch: (this: D1DatabaseSession, statements: readonly unknown[]) => Promise<D1Result[]>
  }
  const send = sessions.batch
  const spy = vi.spyOn(sessions, 'batch').mockImplementation(async function counted(
    this: D1DatabaseSession,
    statements,
  ) {
    const results = await send.call(this, statements)
    all.calls += 1
    for (const { meta } of results) {
      all.rowsRead += meta.rows_read
      all.rowsWritten += meta.rows_written
    }
    return results
  })
  onTestFinished(() => spy.mockRestore())
  return all
}

it('a message costs the same where no webhook is active, and a row read more for each that wants it', async () => {
  const without = await costOfMessage()
  expect(await costOfMessage()).toStrictEqual(without)
  listen()
  const { id_webhook: id } = await makeWebhook()
  await settle(id)
  expect(await costOfMessage()).toStrictEqual({ ...without, rowsRead: without.rowsRead + 1 })
  await makeWebhook({ events: ['rating.updated'] })
  const other = await costOfMessage()
  expect(other).toStrictEqual({ ...without, rowsRead: without.rowsRead + 2 })
})

it('40 events that are sent at once are read in one batch', async () => {
  const received = listen()
  const { id_webhook: id } = await makeWebhook({ events: ['message.created'] })
  await settle(id)
  const silent = { env: { WEBHOOK: undefined as unknown as Env['WEBHOOK'] } }
  for (let count = 0; count < 40; count += 1) {
    await post(1, { id_ambassador: 1, type_message: 0, content: 'x' }, silent)
  }
  const database = watchDatabase()
  await runInDurableObject(objectOf(id), (object) => object.alarm())
  expect(received).toHaveLength(40)
  expect(database.calls).toBe(1)
  expect(database.rowsRead).toBeLessThan(40 * 5)
  expect(database.rowsWritten).toBe(0)
})

it('an event that is sent alone costs one batch beside that of its request', async () => {
  listen()
  const { id_webhook: id } = await makeWebhook({ events: ['message.created'] })
  await settle(id)
  const request = await costOfMessage()
  await settle(id)
  const database = watchDatabase()
  await say()
  const isKept = () =>
    runInDurableObject(objectOf(id), (_, { storage }) =>
      expect(storage.sql.exec('select count(*) as n from deliveries').one()['n']).toBe(2),
    )
  await vi.waitFor(isKept, { timeout: 4000 })
  expect(database.calls - request.calls).toBe(1)
  expect(database.rowsWritten).toBe(request.rowsWritten)
  expect(database.rowsRead - request.rowsRead).toBeLessThan(15)
})
