// What a webhook is sent: signed, in order inside a room, with the same id on every try.
import { runInDurableObject } from 'cloudflare:test'
import { Webhook } from 'standardwebhooks'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { WebhookKey } from '../../src/domain/webhooks/objects.ts'
import { faulty } from '../support/faulty-database.ts'
import {
  contentsOf,
  DAY,
  deliveriesOf,
  HOUR,
  later,
  listen,
  makeWebhook,
  manage,
  MINUTE,
  objectOf,
  type Received,
  say,
  settle,
  untilThen,
  arrangeStill,
} from '../support/webhooks.ts'
import { post, send } from '../support/worker.ts'

beforeEach(arrangeStill)

describe('an event', () => {
  it('is sent as the events route answers it, signed by the Standard Webhooks specification', async () => {
    const received = listen()
    const { id_webhook: id, secret, url } = await makeWebhook()
    await settle(id)
    await say('hello')
    await settle(id)
    expect(received).toHaveLength(1)
    const [{ headers, body, url: target }] = received as [Received]
    expect(target).toBe(url)
    const verified = new Webhook(secret).verify(body, headers)
    const { body: log } = await send('GET', '/api/v2/chat/events?since=0-0&limit=500')
    const event = log.data.at(-1)
    expect(verified).toStrictEqual(event)
    const [idEvent, date] = event.cursor.split('-')
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': `evt_3_${idEvent}_${date}`,
    })
    expect(() => new Webhook(secret).verify(body.replace('hello', 'hullo'), headers)).toThrow(
      'No matching signature found',
    )
  })

  it('wakes the webhooks that want its type, and no other', async () => {
    const woken = vi.fn<(who: WebhookKey) => Promise<void>>(async () => {})
    const objects = { idFromName: (name: string) => name, get: () => ({ wake: woken }) }
    const bindings = { WEBHOOK: objects as unknown as Env['WEBHOOK'] }
    const message = { id_ambassador: 1, type_message: 0, content: 'hello' }
    await makeWebhook({ events: ['rating.updated'] })
    await post(1, message, { env: bindings })
    expect(woken).not.toHaveBeenCalled()
    const { id_webhook: id } = await makeWebhook({ events: ['rating.updated', 'message.created'] })
    const { id_webhook: all } = await makeWebhook()
    await makeWebhook({ active: false })
    await post(1, message, { env: bindings })
    expect(new Set(woken.mock.calls.map(([{ idWebhook }]) => idWebhook))).toStrictEqual(
      new Set([id, all]),
    )
  })

  it('of a type that the webhook does not want is not sent to it', async () => {
    const received = listen()
    const { id_webhook: id } = await makeWebhook({ events: ['rating.updated'] })
    await say('hello')
    await later(11 * MINUTE, id)
    expect(received).toHaveLength(0)
  })

  it('that happened before the webhook was made is not sent', async () => {
    const received = listen()
    await say('before')
    const { id_webhook: id } = await makeWebhook()
    await say('after')
    await settle(id)
    expect(contentsOf(received)).toStrictEqual(['after'])
  })

  it.each([
    ['the object never heard of it', () => ({ WEBHOOK: undefined as never })],
    ['the answer of the database was lost', () => faulty([{ kind: 'lost after' }]).env],
  ])(
    'is sent at the next look, a minute after the last event, although %s',
    async (_, bindings) => {
      const received = listen()
      const { id_webhook: id } = await makeWebhook()
      await settle(id)
      const message = { id_ambassador: 1, type_message: 0, content: 'x' }
      await post(1, message, { env: bindings() })
      expect(received).toHaveLength(0)
      await later(MINUTE, id)
      expect(contentsOf(received)).toStrictEqual(['x'])
    },
  )

  it('whose message is deleted by now is not sent, nor what was in it', async () => {
    const received = listen(() => new Response(null, { status: 500 }))
    const { id_webhook: id } = await makeWebhook({ events: ['message.created'] })
    const message = await say('a secret')
    await settle(id)
    expect(received).toHaveLength(1)
    await send('PATCH', `/api/v2/chat/messages/${String(message['id_message'])}`, {
      body: { active: false },
    })
    await later(HOUR, id)
    expect(received).toHaveLength(1)
    expect(await deliveriesOf(id)).toStrictEqual([])
  })
})

describe('what was delivered', () => {
  it('is listed for 24 hours, and forgotten although nothing more happens', async () => {
    listen()
    const { id_webhook: id } = await makeWebhook()
    await settle(id)
    await say()
    await settle(id)
    vi.setSystemTime(Date.now() + DAY)
    expect(await deliveriesOf(id)).toHaveLength(1)
    vi.setSystemTime(Date.now() + 1)
    expect((await manage('GET', `/${id}/deliveries`)).body).toMatchObject({ data: [], total: 0 })
    await later(HOUR, id)
    const { n } = await runInDurableObject(objectOf(id), (_, { storage }) =>
      storage.sql.exec('select count(*) as n from deliveries').one(),
    )
    expect(n).toBe(0)
  })
})

describe('the order', () => {
  it('is kept inside a room, while other rooms go on', async () => {
    const { body: other } = await send('POST', '/api/v2/chat/chatrooms', {
      body: { ids_ambassadors: [1, 3], source: 0 },
    })
    const received = listen(
      ({ event }, count) =>
        new Response(null, { status: event.id_chatroom === 1 && count < 9 ? 500 : 200 }),
    )
    const { id_webhook: id } = await makeWebhook({ events: ['message.created'] })
    await settle(id)
    for (const text of ['a', 'b', 'c']) {
      await say(text, 1)
      await say(text.toUpperCase(), other.id_chatroom)
    }
    await settle(id)
    expect(contentsOf(received).filter((text) => text !== 'a')).toStrictEqual(['A', 'B', 'C'])
    expect(await deliveriesOf(id, '?filter[state]=waiting,failed')).toMatchObject([
      { state: 'waiting', tries: 0, date_next_try: null },
      { state: 'waiting', tries: 0 },
      { state: 'failed', tries: 1, status: 500 },
    ])
    await untilThen(id, () => contentsOf(received).includes('c'))
    const first = contentsOf(received).filter((text) => text === text?.toLowerCase())
    expect(first.filter((text) => text !== 'a')).toStrictEqual(['b', 'c'])
    expect(first.lastIndexOf('a')).toBeLessThan(first.indexOf('b'))
  })
})

describe('a failure', () => {
  it('is tried again with the same id and a fresh signature, after 5 seconds and then 5 minutes, give or take a fifth', async () => {
    const received = listen((_, count) => new Response(null, { status: count < 3 ? 500 : 200 }))
    const { id_webhook: id, secret } = await makeWebhook()
    await settle(id)
    await say('x')
    await settle(id)
    expect(received).toHaveLength(1)
    const [first] = await deliveriesOf(id)
    expect(first).toMatchObject({ state: 'failed', tries: 1, status: 500, error: null })
    const pause = Date.parse(first!.date_next_try!) - Date.parse(first!.date_last_try!)
    expect(pause).toBeGreaterThanOrEqual(4000)
    expect(pause).toBeLessThanOrEqual(6000)
    await later(6000, id)
    expect(received).toHaveLength(2)
    await later(3.9 * MINUTE, id)
    expect(received).toHaveLength(2)
    await later(2.2 * MINUTE, id)
    expect(received).toHaveLength(3)
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(received.map(({ headers }) => headers['webhook-signature'])).size).toBe(3)
    // Against the clock of the test, and not by hand: the package refuses what is older than 5 minutes.
    expect(() => new Webhook(secret).verify(received[2]!.body, received[2]!.headers)).not.toThrow()
    expect(() => new Webhook(secret).verify(received[0]!.body, received[0]!.headers)).toThrow(
      'Message timestamp too old',
    )
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'delivered', tries: 3, status: 200 }])
  })
})
