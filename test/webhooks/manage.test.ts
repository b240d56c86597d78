// Webhooks as managers make, change and delete them.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { arrange, signFullToken } from '../support/operations.ts'
import { listen, makeWebhook, manage } from '../support/webhooks.ts'
import { send } from '../support/worker.ts'

beforeEach(() => arrange())

describe('a webhook', () => {
  it('is made, read, changed and listed', async () => {
    const made = await makeWebhook({ events: ['rating.updated', 'message.created'] })
    const { secret: _, ...webhook } = made
    expect(webhook).toStrictEqual({
      id_webhook: 3,
      url: made.url,
      events: ['message.created', 'rating.updated'],
      active: true,
      disabled_reason: null,
      date_secret: expect.any(String),
      date_insert: expect.any(String),
      date_update: expect.any(String),
    })
    expect((await manage('GET', '/3')).body).toStrictEqual(webhook)
    const changed = await manage('PATCH', '/3', { active: false, events: ['*'] })
    expect(changed.body).toMatchObject({ url: made.url, active: false, events: ['*'] })
    const url = 'https://other.example.com/'
    expect((await manage('PATCH', '/3', { url })).body).toMatchObject({ url, active: false })
    const { body } = await manage('GET', '?sort=-id_webhook')
    expect(body.data.map((one: { id_webhook: number }) => one.id_webhook)).toStrictEqual([3, 2, 1])
    expect(body.total).toBe(3)
  })

  it('is refused with all that is wrong with it', async () => {
    const token = await signFullToken()
    const ask = async (body: unknown) =>
      (await send('POST', '/api/v2/manager/webhooks', { token, body })).body.errors
    expect(
      await ask({
        url: 'http://10.0.0.1',
        events: ['message.created', 'x', 'message.created'],
        active: 1,
      }),
    ).toStrictEqual({
      url: ['url must begin with https://.'],
      'events.1': [expect.any(String)],
      'events.2': ['events.2 must differ from events.0.'],
      active: [expect.any(String)],
    })
    expect(Object.keys(await ask({ events: [] }))).toStrictEqual(['url', 'events'])
  })

  it('is gone when it is deleted, stays so, and leaves its id to no other', async () => {
    const { id_webhook: id } = await makeWebhook()
    for (let times = 0; times < 2; times += 1) {
      expect(await manage('DELETE', `/${id}`)).toMatchObject({
        status: 200,
        body: { message: 'Webhook deleted successfully' },
      })
    }
    expect((await manage('GET', `/${id}`)).status).toBe(404)
    expect((await manage('GET', `/${id}/deliveries`)).status).toBe(404)
    expect((await manage('PATCH', `/${id}`, { active: true })).status).toBe(404)
    expect((await manage('GET', '')).body.total).toBe(2)
    expect((await makeWebhook()).id_webhook).toBe(id + 1)
    const { url } = (await env.DB.prepare('select url from webhooks where id_webhook = ?')
      .bind(id)
      .first())!
    expect(url).toBe('')
  })

  it('is one of 20 at most', async () => {
    for (let count = 2; count < 20; count += 1) await makeWebhook({ active: false })
    const body = { url: 'https://hooks.example.com/' }
    expect(await manage('POST', '', body)).toMatchObject({
      status: 409,
      body: { message: 'A brand has at most 20 webhooks. Delete one first.' },
    })
    await manage('DELETE', '/3')
    expect((await manage('POST', '', body)).status).toBe(201)
  })
})

describe('a test event', () => {
  it('is sent at once, and what comes back is answered: status, milliseconds, 1,000 characters', async () => {
    const received = listen(() => new Response('é'.repeat(3000), { status: 418 }))
    const { id_webhook: id } = await makeWebhook({ active: false })
    const { status, body } = await manage('POST', `/${id}/test`)
    expect(status).toBe(200)
    expect(body).toStrictEqual({
      status: 418,
      error: null,
      milliseconds: expect.any(Number),
      body: 'é'.repeat(1000),
    })
    expect(received[0]!.event).toMatchObject({ type: 'webhook.test', data: { id_webhook: id } })
    expect(received[0]!.headers['webhook-id']).toMatch(/^evt_3_test_[\da-z]+$/)
  })

  it('says so when nobody answers', async () => {
    listen(() => Promise.reject(new TypeError('Network connection lost.')))
    expect((await manage('POST', '/1/test')).body).toMatchObject({
      status: null,
      error: 'unreachable',
      body: null,
    })
  })

  it('shows what came of an answer that breaks off, and no half of a character', async () => {
    const text = `x${'😀'.repeat(600)}`
    const pull = (controller: ReadableStreamDefaultController) => controller.error(new Error('x'))
    const broken = (begin: string) =>
      new ReadableStream(
        {
          start: (controller) => controller.enqueue(new TextEncoder().encode(begin)),
          pull,
        },
        { highWaterMark: 0 },
      )
    const received = listen((_, count) => new Response(count === 1 ? broken('begun') : text))
    expect((await manage('POST', '/1/test')).body).toMatchObject({ status: 200, body: 'begun' })
    const { body } = await manage('POST', '/1/test')
    expect(body.body).toBe(`${text.slice(0, 999)}\uFFFD`)
    expect(received).toHaveLength(2)
  })

  it('reads an endless answer no further than it shows', async () => {
    let count = 0
    const pull = (controller: ReadableStreamDefaultController) => {
      count += 1
      controller.enqueue(new TextEncoder().encode('x'.repeat(400)))
    }
    listen(() => new Response(new ReadableStream({ pull })))
    expect((await manage('POST', '/1/test')).body.body).toBe('x'.repeat(1000))
    expect(count).toBeLessThan(10)
  })
})
