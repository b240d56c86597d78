// What the client tries again, when, and how often.
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ChatClient } from '../../client/index.ts'
import { connect, loseAnswer, refuse } from '../support/client.ts'
import { skipWaits } from '../support/clock.ts'
import { ambassadors, countRooms } from '../support/factories.ts'
import { createKey, serveKeySet, signWith } from '../support/key-set.ts'
import { secondsNow, signToken } from '../support/tokens.ts'
import { CHATROOMS, send } from '../support/worker.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 as const }
const AT_ONCE = { 'Retry-After': '0' }

const open = (chat: ChatClient, init: { signal?: AbortSignal } = {}) =>
  chat.POST('/api/v2/chat/chatrooms', { body: PAIR, ...init })

const say = (chat: ChatClient, key?: string) =>
  chat.POST('/api/v2/chat/chatrooms/{chatroom}/messages', {
    params: {
      path: { chatroom: 1 },
      ...(key === undefined ? {} : { header: { 'Idempotency-Key': key } }),
    },
    body: { id_ambassador: 1, type_message: 0, content: 'Hello' },
  })

const undelivered = () => Promise.reject(new Error('not delivered'))

const keysOf = (sent: readonly Headers[]) => sent.map((headers) => headers.get('Idempotency-Key'))

const countMessages = async (): Promise<number> =>
  (await send('GET', `${CHATROOMS}/1/messages`)).body.total

/** Opens a room; answers the status, and the milliseconds that it took by the clock. */
const timedOpen = async (chat: ChatClient) => {
  const begin = Date.now()
  const { response } = await open(chat)
  return { status: response.status, milliseconds: Date.now() - begin }
}

beforeEach(skipWaits)
beforeEach(() => ambassadors([1, 2]))

describe('a try that fails for a moment', () => {
  it.each([429, 503])('with %i is repeated', async (status) => {
    const { chat, sent } = connect({ hops: [refuse(status, AT_ONCE), refuse(status, AT_ONCE)] })
    const { response } = await open(chat)
    expect(response.status).toBe(201)
    expect(sent).toHaveLength(3)
  })

  it.each(['GET', 'POST', 'PUT', 'PATCH'] as const)('is repeated for %s', async (method) => {
    const { chat, sent } = connect({ hops: [refuse(503, AT_ONCE)] })
    const anyCall = chat[method] as (path: string, init: unknown) => Promise<unknown>
    await anyCall('/api/v2/chat/chatrooms/{id}', { params: { path: { id: 1 } }, body: undefined })
    expect(sent).toHaveLength(2)
  })

  it('is repeated when the network fails, and counted with the others', async () => {
    const hop = () => Promise.reject(new TypeError('The network is gone.'))
    const { chat, sent } = connect({ hops: [hop, hop, hop], tries: 2 })
    await expect(open(chat)).rejects.toThrow('The network is gone.')
    expect(sent).toHaveLength(2)
  })

  it('is the answer after the last try', async () => {
    const hops = [refuse(503, AT_ONCE), refuse(503, AT_ONCE), refuse(503, AT_ONCE)]
    const { chat, sent } = connect({ hops })
    const { error, response } = await open(chat)
    expect(response.status).toBe(503)
    expect(error).toStrictEqual({ message: 'Later.' })
    expect(sent).toHaveLength(3)
  })

  it('waits as long as Retry-After says', async () => {
    const { chat } = connect({ hops: [refuse(429, { 'Retry-After': '1' })] })
    expect(await timedOpen(chat)).toStrictEqual({ status: 201, milliseconds: 1000 })
  })

  it('waits until the date that Retry-After says', async () => {
    vi.setSystemTime('2026-11-22T11:00:00Z')
    const date = 'Sun, 22 Nov 2026 11:00:01 GMT'
    const { chat } = connect({ hops: [refuse(503, { 'Retry-After': date })] })
    expect(await timedOpen(chat)).toStrictEqual({ status: 201, milliseconds: 1000 })
  })

  it.each([{}, { 'Retry-After': 'soon' }])('waits less than a second after %o', async (headers) => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5)
    onTestFinished(() => random.mockRestore())
    const { chat } = connect({ hops: [refuse(503, headers)] })
    expect(await timedOpen(chat)).toStrictEqual({ status: 201, milliseconds: 250 })
  })

  it('is not repeated when the Worker asks for more time than the client has', async () => {
    const { env } = serveKeySet(() => new Response('', { status: 502 }))
    const token = await signWith(await createKey('ES256', 'one'))
    const { chat, sent } = connect({ env, token, longestWait: 1000 })
    const { response } = await open(chat)
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(1)
    expect(sent).toHaveLength(1)
  })
})

describe('any other answer', () => {
  it.each([400, 401, 403, 404, 409, 422, 500, 502, 504])('is final: %i', async (status) => {
    const token = await signToken()
    const { chat, sent } = connect({ hops: [refuse(status, AT_ONCE)], token })
    expect((await open(chat)).response.status).toBe(status)
    expect(sent).toHaveLength(1)
  })
})

describe('a token that is refused', () => {
  const expired = (name: string) => signToken({ sub: name, exp: secondsNow() - 60 })
  const tokensOf = (sent: readonly Headers[]) =>
    sent.map((headers) => headers.get('Authorization')?.slice('Bearer '.length))

  it('is replaced once, at once, and the call goes on with the same key', async () => {
    const tokens = [await expired('one'), await signToken()]
    const left = [...tokens]
    const { chat, sent } = connect({ token: () => left.shift() ?? '' })
    expect((await open(chat)).response.status).toBe(201)
    expect(tokensOf(sent)).toStrictEqual(tokens)
    expect(new Set(keysOf(sent)).size).toBe(1)
  })

  it('is the answer when another one is refused too', async () => {
    const left = await Promise.all(['one', 'two', 'three'].map(expired))
    const { chat, sent } = connect({ token: () => left.shift() ?? '' })
    expect((await open(chat)).response.status).toBe(401)
    expect(sent).toHaveLength(2)
  })

  it('is not sent again when its function gives it again', async () => {
    const token = await expired('one')
    let asked = 0
    const { chat, sent } = connect({
      token: () => {
        asked += 1
        return token
      },
    })
    expect((await open(chat)).response.status).toBe(401)
    expect([asked, sent.length]).toStrictEqual([2, 1])
  })

  it('is asked for anew before each try', async () => {
    const { chat, sent } = connect({
      hops: [refuse(503, AT_ONCE)],
      token: () => signToken({ sub: String(sent.length) }),
    })
    await open(chat)
    expect(new Set(tokensOf(sent)).size).toBe(2)
  })
})

describe('the key of a post', () => {
  beforeEach(async () => {
    await open(connect().chat)
  })

  it('is the same for all tries of a call, so that a lost answer makes no second message', async () => {
    const { chat, sent } = connect({ hops: [loseAnswer, refuse(503, AT_ONCE)] })
    const { data, response } = await say(chat)
    expect(response.status).toBe(200)
    expect(data?.id_message).toBe(1)
    expect(await countMessages()).toBe(1)
    const [first, ...others] = keysOf(sent)
    expect(first).toMatch(/^[\da-f-]{36}$/)
    expect(others).toStrictEqual([first, first])
  })

  it('is another one for another call', async () => {
    const { chat, sent } = connect()
    await say(chat)
    await say(chat)
    expect(new Set(keysOf(sent)).size).toBe(2)
    expect(await countMessages()).toBe(2)
  })

  it('is the given one where there is one', async () => {
    const { chat, sent } = connect()
    expect((await say(chat, 'mine')).response.status).toBe(201)
    expect((await say(chat, 'mine')).response.status).toBe(200)
    expect(keysOf(sent)).toStrictEqual(['mine', 'mine'])
  })

  it('is for posts alone', async () => {
    const { chat, sent } = connect()
    await chat.GET('/api/v2/chat/chatrooms/{id}', { params: { path: { id: 1 } } })
    expect(keysOf(sent)).toStrictEqual([null])
  })
})

describe('a call that is aborted', () => {
  it('is not sent again', async () => {
    const controller = new AbortController()
    const hop = async (): Promise<Response> => {
      controller.abort(new Error('changed my mind'))
      throw new TypeError('The network is gone.')
    }
    const { chat, sent } = connect({ hops: [hop] })
    await expect(open(chat, { signal: controller.signal })).rejects.toThrow('The network is gone.')
    expect(sent).toHaveLength(1)
  })

  it('while it waits, rejects at once with the reason and sends nothing more', async () => {
    const controller = new AbortController()
    const hop = async () => {
      setTimeout(() => controller.abort(new Error('changed my mind')), 10)
      return refuse(503, { 'Retry-After': '29' })(undelivered, controller.signal)
    }
    const { chat, sent } = connect({ hops: [hop] })
    const begin = Date.now()
    await expect(open(chat, { signal: controller.signal })).rejects.toThrow('changed my mind')
    expect(Date.now() - begin).toBe(10)
    expect(sent).toHaveLength(1)
    expect(await countRooms()).toStrictEqual({ chatrooms: 0, pivots: 0 })
  })
})
