// What a change of a webhook, or of the database, does to what it is sent.
import { runInDurableObject } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  answer,
  arrangeStill,
  afterOne,
  deliveriesOf,
  HOUR,
  later,
  listen,
  makeWebhook,
  manage,
  nextLook,
  objectOf,
  say,
  settle,
} from '../support/webhooks.ts'

beforeEach(arrangeStill)

describe('a webhook that is changed', () => {
  it('with another URL is sent at once what has failed', async () => {
    const { received, id } = await afterOne(({ url }) => answer(url.includes('good') ? 200 : 500))
    await manage('PATCH', `/${id}`, { url: 'https://good.example.com/' })
    await settle(id)
    expect(received.map(({ url }) => url).at(-1)).toBe('https://good.example.com/')
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'delivered' }])
  })

  it('is sent nothing when it is not active, and nothing is lost', async () => {
    const { received, id } = await afterOne(() => answer(200))
    await manage('PATCH', `/${id}`, { active: false })
    await settle(id)
    await say('meanwhile')
    await later(HOUR, id)
    expect(received).toHaveLength(1)
    await manage('PATCH', `/${id}`, { active: true })
    await settle(id)
    expect(received).toHaveLength(2)
  })

  it('is forgotten when it is deleted', async () => {
    const { received, id } = await afterOne(() => answer(500))
    await manage('DELETE', `/${id}`)
    await settle(id)
    await later(HOUR, id)
    expect(received).toHaveLength(1)
    expect(await nextLook(id)).toBeNull()
    const kept = await runInDurableObject(objectOf(id), async (_, { storage }) =>
      storage.kv.get('progress'),
    )
    expect(kept).toBeUndefined()
  })

  it('is forgotten although an answer comes after it was deleted', async () => {
    const underWay = Promise.withResolvers<void>()
    const late = Promise.withResolvers<Response>()
    listen(() => {
      underWay.resolve()
      return late.promise
    })
    const { id_webhook: id } = await makeWebhook()
    await settle(id)
    await say()
    await underWay.promise
    await manage('DELETE', `/${id}`)
    late.resolve(answer(204))
    await settle(id)
    const kept = await runInDurableObject(objectOf(id), (_, { storage }) =>
      storage.kv.get('progress'),
    )
    expect(kept).toBeUndefined()
  })
})
