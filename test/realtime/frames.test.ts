// What a client may say, how often, and for how long.
import { runDurableObjectAlarm } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ambassadors, brandTag, crowd, forgetEvents } from '../support/factories.ts'
import { FORGED } from '../support/forged-tokens.ts'
import { hubOf } from '../support/hubs.ts'
import { closeHubs, listenFrom, type Listener, until } from '../support/socket.ts'
import { secondsNow, signSelfToken, signToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

afterEach(async () => {
  vi.useRealTimers()
  await closeHubs()
})

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

const say = (content: string) => post(1, { id_ambassador: 1, type_message: 0, content })

const as = async (id: number, claims = {}): Promise<Listener> =>
  listenFrom({ token: await signSelfToken(id, claims) })

/** Waits until everything that was sent before has been dealt with. */
const settle = async (listener: Listener) => {
  await say('settled')
  await until(() => listener.frames.some(({ type }) => type === 'message.created'))
}

const typingIn = (listener: Listener) => listener.frames.filter(({ type }) => type === 'typing')

describe('a frame', () => {
  it.each<[string, string | ArrayBuffer]>([
    ['is not JSON', 'hello'],
    ['is empty', ''],
    ['is a number', '7'],
    ['is null', 'null'],
    ['is an array', '[]'],
    ['has no type', '{}'],
    ['has an unknown type', '{"type":"subscribe"}'],
    ['is an event of the server', '{"type":"message.created","id_event":1}'],
    ['is a ping in JSON', '{"type":"ping"}'],
    ['types in no room', '{"type":"typing"}'],
    ['types in a room that is none', '{"type":"typing","id_chatroom":0}'],
    ['types in a room by text', '{"type":"typing","id_chatroom":"1"}'],
    ['authenticates with nothing', '{"type":"authenticate"}'],
    ['authenticates with a number', '{"type":"authenticate","token":7}'],
    ['authenticates with a length', '{"type":"authenticate","token":{"length":{"toString":""}}}'],
    ['is deep', `${'['.repeat(4000)}${']'.repeat(4000)}`],
    ['is deep and broken', '['.repeat(8000)],
    ['is too large', JSON.stringify({ type: 'typing', id_chatroom: 1, padding: 'x'.repeat(8192) })],
    [
      'is too large in bytes',
      JSON.stringify({ type: 'typing', id_chatroom: 1, p: '€'.repeat(3000) }),
    ],
    [
      'is binary',
      new TextEncoder().encode('{"type":"typing","id_chatroom":1}').buffer as ArrayBuffer,
    ],
  ])('that %s closes the socket with 4400', async (_, frame) => {
    const listener = await as(1)
    listener.socket.send(frame)
    expect(await listener.isClosed()).toBe(4400)
  })

  it('is one too many when it is the 11th in 10 seconds', async () => {
    const listener = await as(1)
    for (let count = 0; count < 10; count += 1) listener.say({ type: 'typing', id_chatroom: 9 })
    await settle(listener)
    expect(listener.closed()).toBeNull()
    listener.say({ type: 'typing', id_chatroom: 9 })
    expect(await listener.isClosed()).toBe(4429)
  })

  it('that is a ping is answered without being counted', async () => {
    const listener = await as(1)
    let pongs = 0
    listener.socket.addEventListener(
      'message',
      ({ data }) => void (pongs += Number(data === 'pong')),
    )
    for (let count = 0; count < 20; count += 1) listener.socket.send('ping')
    await until(() => pongs === 20)
    expect(listener.closed()).toBeNull()
  })
})

describe('typing', () => {
  it('is told to the others in the room and to nobody else, without asking the database again', async () => {
    const [writer, other, stranger, brand] = [
      await as(1),
      await as(2),
      await as(3),
      await listenFrom(),
    ]
    await say('one')
    await other.events(1)
    const { reads } = await hubOf().counters()
    writer.say({ type: 'typing', id_chatroom: 1 })
    expect(await other.first('typing')).toStrictEqual({
      type: 'typing',
      id_chatroom: 1,
      id_ambassador: 1,
    })
    expect((await hubOf().counters()).reads).toBe(reads)
    await settle(writer)
    for (const listener of [writer, stranger, brand]) expect(typingIn(listener)).toStrictEqual([])
  })

  it('is told once in 3 seconds', async () => {
    const [writer, other] = [await as(1), await as(2)]
    for (let count = 0; count < 3; count += 1) writer.say({ type: 'typing', id_chatroom: 1 })
    await other.first('typing')
    await settle(other)
    expect(typingIn(other)).toHaveLength(1)
  })

  it('is not told by a stranger, by the brand, in a blocked room, or in one of more than 100', async () => {
    await crowd(101, 1)
    await brandTag(2, [1, 3])
    const [large, small] = [
      await create({ id_brand_tag: 1, source: 0 }),
      await create({ id_brand_tag: 2, source: 0 }),
    ].map(({ body }) => body.id_chatroom)
    const [one, two, three, brand] = [await as(1), await as(2), await as(3), await listenFrom()]
    const far = await as(1001)
    const near = await as(1002)
    three.say({ type: 'typing', id_chatroom: 1 })
    brand.say({ type: 'typing', id_chatroom: 1 })
    far.say({ type: 'typing', id_chatroom: large })
    one.say({ type: 'typing', id_chatroom: small })
    expect(await three.first('typing')).toMatchObject({ id_chatroom: small, id_ambassador: 1 })
    await settle(two)
    await send('PATCH', '/api/v2/chat/chatrooms/1/ambassadors/2/block', {
      body: { is_blocked: true },
    })
    await closeHubs()
    const [again, blocking, member] = [await as(1), await as(2), await as(3)]
    again.say({ type: 'typing', id_chatroom: 1 })
    again.say({ type: 'typing', id_chatroom: small })
    await member.first('typing')
    for (const listener of [two, near, brand, blocking])
      expect(typingIn(listener)).toStrictEqual([])
  })
})

describe('a token', () => {
  const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

  it('that has ended is told nothing more than 5 seconds later', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const listener = await as(2, { exp: secondsNow() + 60 })
    later(64)
    await say('just in time')
    await listener.events(1)
    later(2)
    await say('too late')
    expect(await listener.isClosed()).toBe(4401)
    expect(listener.frames).toHaveLength(2)
  })

  it('that has ended is noticed by the alarm, when nothing happens', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const listener = await as(2, { exp: secondsNow() + 60 })
    later(66)
    await runDurableObjectAlarm(hubOf())
    expect(await listener.isClosed()).toBe(4401)
  })

  it('that follows it in time keeps the socket', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const listener = await as(2, { exp: secondsNow() + 60 })
    listener.say({
      type: 'authenticate',
      token: await signSelfToken(2, { exp: secondsNow() + 6000 }),
    })
    await settle(listener)
    later(70)
    await say('later')
    await listener.events(2)
    expect(listener.closed()).toBeNull()
  })

  it('that comes too late keeps nothing', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const listener = await as(2, { exp: secondsNow() + 60 })
    later(66)
    listener.say({
      type: 'authenticate',
      token: await signSelfToken(2, { exp: secondsNow() + 6000 }),
    })
    expect(await listener.isClosed()).toBe(4401)
  })

  it.each<[string, number, () => Promise<string>]>([
    ['is forged', 4401, async () => FORGED['alg none and no signature']!()],
    ['has ended', 4401, () => signSelfToken(2, { exp: secondsNow() - 6 })],
    ['is somebody else’s', 4403, () => signSelfToken(3)],
    ['is of another brand', 4403, () => signSelfToken(2, { brands: [4] })],
    ['has no scope', 4403, () => signSelfToken(2, { scope: 'manager' })],
    ['may act for everybody', 4403, () => signToken({ sub: '2' })],
  ])('that follows it and %s closes the socket with %d', async (_, code, tokenOf) => {
    const listener = await as(2)
    listener.say({ type: 'authenticate', token: await tokenOf() })
    expect(await listener.isClosed()).toBe(code)
  })
})

describe('a socket', () => {
  it('that is the 11th of an ambassador replaces the oldest', async () => {
    const listeners: Listener[] = []
    for (let count = 0; count < 11; count += 1) listeners.push(await as(1))
    expect(await listeners[0]!.isClosed()).toBe(4409)
    await say('one')
    for (const listener of listeners.slice(1)) expect(await listener.events(1)).toHaveLength(1)
  })

  it('that its client closes is closed from here too, so that the client need not wait', async () => {
    const listener = await as(1)
    listener.socket.close(1000)
    expect(await listener.isClosed()).toBe(1000)
  })

  it('that has not pinged for 90 seconds is closed', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const listener = await as(1)
    vi.setSystemTime(Date.now() + 91_000)
    await runDurableObjectAlarm(hubOf())
    expect(await listener.isClosed()).toBe(1001)
  })
})
