// Who is inside can do no more than its token says, and nothing beyond its brand.
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ambassadors, forgetEvents } from '../support/factories.ts'
import { FORGED } from '../support/forged-tokens.ts'
import { hubOf } from '../support/hubs.ts'
import {
  closeHubs,
  eventsOf,
  type Listener,
  listenFrom,
  upgrade,
  until,
} from '../support/socket.ts'
import { secondsNow, signSelfToken, signToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

/** Both brands have the ambassadors 1 and 2, and a room 1 of theirs. */
beforeEach(async () => {
  for (const brand of [3, 4]) {
    const token = await signToken({ brands: [brand] })
    await ambassadors([1, 2], { idBrand: brand })
    await create({ ids_ambassadors: [1, 2], source: 0 }, { token, brand })
  }
  await forgetEvents()
})

afterEach(async () => {
  vi.useRealTimers()
  await closeHubs()
})

const as = async (id: number, claims = {}, brand = 3): Promise<Listener> =>
  listenFrom({ token: await signSelfToken(id, { brands: [brand], ...claims }), brand })

const say = (content: string) => post(1, { id_ambassador: 1, type_message: 0, content })

const typesIn = (listener: Listener) => listener.frames.map(({ type }) => type)

describe('a token that is to follow, and has', () => {
  it.each(Object.entries(FORGED))('%s, closes the socket', async (_, tokenOf) => {
    const listener = await as(2)
    const token = await tokenOf()
    listener.say({ type: 'authenticate', token })
    // None, or more than a frame may hold, is no token.
    const isToken = token.length > 0 && token.length < 8000
    expect(await listener.isClosed()).toBe(isToken ? 4401 : 4400)
  })
})

describe('a token that follows', () => {
  const emailsIn = (listener: Listener): (string | null)[] =>
    eventsOf(listener.frames).map(
      ({ data }) => (data as { author: { email: string | null } }).author.email,
    )

  it('decides from then on which contacts are seen', async () => {
    const listener = await as(2)
    const follow = async (scope: string) =>
      listener.say({ type: 'authenticate', token: await signSelfToken(2, { scope }) })
    await say('one')
    await listener.events(1)
    expect(emailsIn(listener)).toStrictEqual([null])
    await follow('chat:self chat:contacts')
    await until(async () => {
      await say('again')
      return emailsIn(listener).some((email) => email !== null)
    })
    await follow('chat:self')
    const before = emailsIn(listener).length
    await until(async () => {
      await say('again')
      return emailsIn(listener).slice(before).includes(null)
    })
  })
})

describe('a socket whose token has ended', () => {
  it('says nothing more, and is closed', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const [writer, other] = [await as(1, { exp: secondsNow() + 60 }), await as(2)]
    vi.setSystemTime(Date.now() + 66_000)
    writer.say({ type: 'typing', id_chatroom: 1 })
    expect(await writer.isClosed()).toBe(4401)
    expect(typesIn(other)).not.toContain('typing')
  })
})

describe('a brand', () => {
  it('hears nothing of a room, or of people, that another one has under the same ids', async () => {
    const others = [
      await as(1, {}, 4),
      await as(2, {}, 4),
      await listenFrom({ token: await signToken({ brands: [4] }), brand: 4 }),
    ]
    const [writer, peer] = [await as(1), await as(2)]
    writer.say({ type: 'typing', id_chatroom: 1 })
    await say('in 3')
    await peer.first('typing')
    await peer.events(1)
    await env.DB.prepare('update ambassadors set last_action_date = 0 where id_brand = 3').run()
    await runDurableObjectAlarm(hubOf(3))
    await runDurableObjectAlarm(hubOf(4))
    for (const listener of others) {
      expect(eventsOf(listener.frames)).toStrictEqual([])
      expect(typesIn(listener)).not.toContain('typing')
    }
  })

  it('shuts out its own ambassador, and not that of another one under the same id', async () => {
    const [own, other] = [await as(2), await as(2, {}, 4)]
    const token = await signToken({ scope: 'manager' })
    const people = [{ id_ambassador: 2, status: 3, active: -1 }]
    await send('PUT', '/api/v2/manager/ambassadors', { token, body: people })
    expect(await own.isClosed()).toBe(4403)
    await runDurableObjectAlarm(hubOf(4))
    expect(other.closed()).toBeNull()
  })
})

describe('the door', () => {
  it('takes the name of an integration in any letters', async () => {
    const token = await signToken({ sub: 'Système ☃ %20 "x"' })
    const listener = await listenFrom({ token })
    await post(
      1,
      { id_ambassador: 1, type_message: 0, content: 'x' },
      {
        token,
        headers: { 'Idempotency-Key': 'own' },
      },
    )
    expect(await listener.events(1)).toMatchObject([{ idempotency_key: 'own' }])
  })

  it('opens for a GET alone', async () => {
    const headers = {
      Upgrade: 'websocket',
      'Sec-WebSocket-Protocol': `bearer.${await signToken()}`,
    }
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect(await send(method, '/api/v2/chat/socket?brand=3', { headers })).toMatchObject({
        status: 426,
      })
    }
    const opened = await upgrade()
    opened.webSocket?.accept()
    expect(opened.status).toBe(101)
  })
})

describe('a frame', () => {
  it.each<[string, string | ArrayBuffer]>([
    ['a megabyte of text', 'x'.repeat(1_000_000)],
    ['a megabyte of bytes', new ArrayBuffer(1_000_000)],
    ['no bytes', new ArrayBuffer(0)],
    ['half a character', '{"type":"typing","id_chatroom":1,"x":"\ud800"}'.slice(0, 40)],
  ])('of %s closes its socket with 4400, and no other one', async (_, frame) => {
    const [listener, other] = [await as(1), await as(2)]
    listener.socket.send(frame)
    expect(await listener.isClosed()).toBe(4400)
    await say('one')
    expect(await other.events(1)).toHaveLength(1)
  })

  it('that names a prototype, or more than it must, is taken for what it says', async () => {
    const [writer, other] = [await as(1), await as(2)]
    writer.say(
      '{"type":"typing","id_chatroom":1,"__proto__":{"id_ambassador":2},"id_ambassador":2,"to":[1]}',
    )
    expect(await other.first('typing')).toStrictEqual({
      type: 'typing',
      id_chatroom: 1,
      id_ambassador: 1,
    })
    expect(writer.closed()).toBeNull()
  })
})
