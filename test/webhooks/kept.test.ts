// What the object of a webhook keeps beside the database.
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { answer, listen, makeWebhook, objectOf, say, arrangeStill } from '../support/webhooks.ts'

beforeEach(arrangeStill)

/** All that is stored in the object of a webhook, as text. */
const storedIn = (id: number): Promise<string> =>
  runInDurableObject(objectOf(id), (_, { storage }) =>
    JSON.stringify([...storage.kv.list(), ...storage.sql.exec('select * from deliveries')]),
  )

it.each([204, 500])(
  'is ids, dates and what the endpoint has said, %d: nothing of what an event tells',
  async (status) => {
    const received = listen(() => answer(status))
    const { id_webhook: id } = await makeWebhook({ active: false })
    // More than are sent at once.
    for (let count = 0; count < 50; count += 1) await say('between us')
    // So that the object does not hear of it, and what follows is its first look at them.
    await env.DB.prepare('update webhooks set active = 1 where id_webhook = ?').bind(id).run()
    await runInDurableObject(objectOf(id), (object) => object.alarm())
    expect(received.length).toBeLessThan(50)
    const stored = await storedIn(id)
    expect(stored).toMatch(/"position":\{"idEvent":\d+,"insertedAt":\d+\}/)
    for (const told of ['between us', 'user.1@example.com', 'First 1']) {
      expect(received.at(-1)!.body).toContain(told)
      expect(stored).not.toContain(told)
    }
  },
  60_000,
)
