// The key that a message was asked for with comes with its event, to the sockets of who asked, whatever way that takes.
import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, forgetEvents } from '../support/factories.ts'
import { hubOf, lineTo } from '../support/hubs.ts'
import { closeHubs, eventsOf, type Frame, listenFrom } from '../support/socket.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

afterEach(closeHubs)

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

describe('a request with an idempotency key', () => {
  const headers = { 'Idempotency-Key': 'mine' }
  const text = { id_ambassador: 1, type_message: 0, content: 'one' }

  it('shows in the event of the sockets of its subject alone', async () => {
    const token = await signSelfToken(1)
    const [own, other, brand] = await Promise.all([
      listenFrom({ token }),
      listenFrom({ token: await signSelfToken(2) }),
      listenFrom(),
    ])
    await post(1, text, { token, headers })
    expect((await own.events(1))[0]).toMatchObject({ idempotency_key: 'mine' })
    for (const listener of [other, brand]) {
      expect((await listener.events(1))[0]).not.toHaveProperty('idempotency_key')
    }
  })
})

describe('a request with an idempotency key whose event is read from the log', () => {
  const lost = lineTo(async () => undefined)
  const asked = async (key: string, token: string, id = 1) =>
    post(
      1,
      { id_ambassador: id, type_message: 0, content: key },
      { token, headers: { 'Idempotency-Key': key }, env: lost },
    )
  const keysIn = (frames: readonly Frame[]) =>
    eventsOf(frames).map((event) => event['idempotency_key'])

  it('shows in it to its subject alone, when it is made good and when it comes again', async () => {
    const tokens = [await signSelfToken(1), await signSelfToken(2), await signToken()] as const
    const listeners = await Promise.all(tokens.map((token) => listenFrom({ token })))
    await asked('of 1', tokens[0])
    await asked('of 2', tokens[1], 2)
    await asked('of the brand', tokens[2])
    await hubOf().notify({ idBrand: 3, events: [], bookmark: null })
    const expected = [
      ['of 1', undefined, undefined],
      [undefined, 'of 2', undefined],
      [undefined, undefined, 'of the brand'],
    ]
    for (const [index, listener] of listeners.entries()) {
      await listener.events(3)
      expect(keysIn(listener.frames)).toStrictEqual(expected[index])
    }
    // From what the hub has kept, from the log, and as one who is far behind reads it.
    for (const prepare of [
      async () => undefined,
      async () => evictDurableObject(hubOf()),
      async () => {
        await evictDurableObject(hubOf())
        await env.DB.prepare(
          `insert into events (id_brand, id_event, type_event, id_chatroom, date_insert)
           with recursive n(id) as (select 4 union all select id + 1 from n where id < 1100)
           select 3, id, 3, 99, id from n`,
        ).run()
      },
    ]) {
      await prepare()
      for (const [index, token] of tokens.slice(0, 2).entries()) {
        const listener = await listenFrom({ token, since: '0-0' })
        await listener.events(3)
        expect(keysIn(listener.frames).slice(0, 3)).toStrictEqual(expected[index])
      }
    }
  })

  it('does not show in what happens to the message later, nor by asking, nor once its author is anonymized', async () => {
    const token = await signSelfToken(1)
    const listener = await listenFrom({ token })
    await asked('mine', token)
    await send('PATCH', '/api/v2/chat/messages/1', { body: { content: 'edited' }, token })
    await listener.events(2)
    expect(keysIn(listener.frames)).toStrictEqual(['mine', undefined])
    const { body } = await send('GET', '/api/v2/chat/events?since=0-0', { token })
    expect(JSON.stringify(body)).not.toContain('mine')
    await send('PATCH', '/api/v2/manager/ambassadors/1/anonymize', {
      token: await signToken({ scope: 'manager' }),
    })
    const kept = await env.DB.prepare('select request from messages').first('request')
    expect(kept).toBeNull()
  })
})
