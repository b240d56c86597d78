// Which topics an entry of the waiting list and a summary may name.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import { invalidFields, NOT_FOUND, shown } from '../support/refusals.ts'
import { join, remove, summarize, topic } from '../support/topics.ts'
import { create as createRoom } from '../support/worker.ts'

beforeEach(async () => {
  await ambassadors([1])
  await ambassadors([2], { status: 7 })
  await createRoom({ ids_ambassadors: [1, 2], source: 0 })
})

describe('naming a topic', () => {
  const unknown = (field: string) =>
    invalidFields({ [field]: [`${field} is not a topic of this brand.`] })
  const count = async () => {
    const sql = 'select (select count(*) from waiting_list) + (select count(*) from summaries) as n'
    return env.DB.prepare(sql).first('n')
  }

  it('is free until the brand has one, whatever others have', async () => {
    await topic({}, { brand: 4 })
    expect((await join({ id_chat_topic: 9 })).status).toBe(201)
    expect((await summarize({ topic: -9 })).status).toBe(201)
    await topic()
    await remove(1)
    expect((await join({ id_chat_topic: 10 })).status).toBe(201)
  })

  it('takes one of the brand then, or none', async () => {
    await topic({ active: false })
    for (const id of [1, null]) {
      expect((await join({ id_chat_topic: id })).status).toBe(201)
      expect((await summarize({ topic: id })).status).toBe(201)
    }
  })

  it('refuses unknown, deleted and foreign ones in the same words, and writes nothing', async () => {
    for (const _ of [1, 2]) await topic()
    await remove(2)
    for (const _ of [1, 2, 3]) await topic({}, { brand: 4 })
    for (const id of [2, 3, 9]) {
      expect(shown(await join({ id_chat_topic: id }))).toStrictEqual(unknown('id_chat_topic'))
      expect(shown(await summarize({ topic: id }))).toStrictEqual(unknown('topic'))
    }
    expect(shown(await summarize({ topic: 9 }, 99))).toStrictEqual(NOT_FOUND)
    expect(Object.keys((await join({ id_user: 1, id_chat_topic: 9 })).body.errors)).toStrictEqual([
      'id_user',
      'id_chat_topic',
    ])
    expect(await count()).toBe(0)
  })

  it('answers a repeat with its key, although the topic has become none since', async () => {
    const options = { headers: { 'Idempotency-Key': 'k' } }
    const ask = async () => [
      await join({ id_chat_topic: 9 }, options),
      await summarize({ topic: 9 }, 1, options),
    ]
    const first = await ask()
    await topic()
    expect((await ask()).map(({ status, body }) => [status, body])).toStrictEqual(
      first.map(({ body }) => [200, body]),
    )
  })
})
