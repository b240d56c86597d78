// The verbs of the client: what an app writes instead of paths.
import { beforeEach, describe, expect, it } from 'vitest'
import { ChatError, createRestClient, dataOf, follow } from '../../client/index.ts'
import { signToken as signInBackEnd } from '../../client/server.ts'
import { connect, refuse } from '../support/client.ts'
import { ambassadors, brandTag } from '../support/factories.ts'
import { secondsNow, signSelfToken, signToken } from '../support/tokens.ts'
import { read, send } from '../support/worker.ts'

const as = (id: number) => connect({ token: () => signSelfToken(id) })

beforeEach(() => ambassadors([1, 2, 3]))

describe('a room', () => {
  it('is opened by two, and is the same for both', async () => {
    const room = await as(1).chat.rooms.open([1, 2])
    expect(room).toMatchObject({ id_chatroom: 1, type_chatroom: 0 })
    expect((await as(2).chat.rooms.open([2, 1])).id_chatroom).toBe(1)
    const { body } = await read(1)
    expect(Object.keys(JSON.parse(JSON.stringify(room)))).toStrictEqual(Object.keys(body))
  })

  it('is opened by a tag, and got by its id', async () => {
    await brandTag(7, [1, 2, 3])
    const { chat } = connect()
    const { id_chatroom: id } = await chat.rooms.open({ tag: 7 })
    expect((await chat.rooms.get(id)).ambassadors).toHaveLength(3)
  })

  it('takes messages of the ambassador of the token, and is read by it', async () => {
    const mine = await as(1).chat.rooms.open([1, 2])
    expect(await mine.send('Hello')).toMatchObject({
      content: 'Hello',
      author: { id_ambassador: 1 },
    })
    const { chat } = as(2)
    const [theirs] = (await chat.rooms.list({ unread: true })).data
    expect(theirs).toMatchObject({ id_chatroom: 1, unread_messages: 1 })
    expect(await theirs!.markRead()).toMatchObject({ id_message: 1 })
    expect((await chat.rooms.list({ unread: true })).data).toStrictEqual([])
    expect((await chat.rooms.list({ unread: false })).total).toBe(1)
  })

  it('takes a message once with its key, and messages of other types', async () => {
    const { chat } = as(1)
    const room = await chat.rooms.open([1, 2])
    const first = await room.send('Hello', { key: 'mine' })
    expect((await room.send('Hello', { key: 'mine' })).id_message).toBe(first.id_message)
    expect(await room.send('https://example.com/a.jpg', { type: 1 })).toMatchObject({
      id_message: 2,
      type_message: 1,
    })
  })

  it('is written in by its id alone, without asking for it', async () => {
    await as(1).chat.rooms.open([1, 2])
    const { chat, sent } = as(2)
    expect(await chat.rooms.at(1).send('Hello')).toMatchObject({ id_message: 1 })
    expect(await chat.rooms.at(1).markRead()).toMatchObject({ id_message: 1 })
    expect(sent).toHaveLength(2)
  })

  it('has its messages over all pages, and reads no page that nobody asks for', async () => {
    const { chat, sent } = as(1)
    const room = await chat.rooms.open([1, 2])
    for (let count = 1; count <= 5; count += 1) await room.send(String(count))
    const contents: unknown[] = []
    for await (const { content } of room.messages({ per_page: 2 })) contents.push(content)
    expect(contents).toStrictEqual(['5', '4', '3', '2', '1'])
    const before = sent.length
    for await (const { content } of room.messages({ per_page: 2, sort: 'date_insert' })) {
      expect(content).toBe('1')
      break
    }
    expect(sent).toHaveLength(before + 1)
  })
})

describe('a list', () => {
  it('is answered by cursor when it is asked for with one, else by page', async () => {
    const { chat } = as(1)
    await chat.rooms.open([1, 2])
    await chat.rooms.open([1, 3])
    const slice = await chat.rooms.list({ cursor: '', per_page: 1 })
    const next = await chat.rooms.list({ cursor: slice.next_cursor!, per_page: 1 })
    expect([...slice.data, ...next.data].map((room) => room.id_chatroom)).toStrictEqual([2, 1])
    expect((await chat.rooms.list({ page: 2, per_page: 1 })).current_page).toBe(2)
  })

  it('has filters of several values, texts and numbers', async () => {
    await ambassadors([4], { firstname: 'Ada' })
    await brandTag(7, [1, 2])
    const { chat } = connect()
    const idsOf = ({ data }: { data: readonly { id_ambassador: number }[] }) =>
      data.map(({ id_ambassador: id }) => id).toSorted((one, other) => one - other)
    expect(idsOf(await chat.people.list({ name: 'ada' }))).toStrictEqual([4])
    expect(idsOf(await chat.people.list({ exclude: [1, 2] }))).toStrictEqual([3, 4])
    expect(idsOf(await chat.people.list({ brand_tag: 7, exclude: undefined }))).toStrictEqual([
      1, 2,
    ])
  })
})

describe('the ambassador that verbs act for', () => {
  it('is said where the token is that of a system', async () => {
    const { chat } = connect({ ambassador: 2 })
    const room = await chat.rooms.open([1, 2])
    expect((await room.send('Hello')).author.id_ambassador).toBe(2)
  })

  it('must be known: nothing is sent without one', async () => {
    const { chat, sent } = connect()
    await expect(chat.rooms.list()).rejects.toThrow(
      new TypeError('The token names no ambassador: say createChatClient({ ambassador: 1 }).'),
    )
    expect(sent).toStrictEqual([])
  })
})

describe('what is refused', () => {
  const refusal = async (call: Promise<unknown>): Promise<ChatError> => {
    const error = await call.then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(ChatError)
    return error as ChatError
  }

  it('is thrown with its status, its sentence and the messages by field', async () => {
    const error = await refusal(as(1).chat.rooms.open([1, 1]))
    expect(error).toMatchObject({ name: 'ChatError', status: 422, retryAfter: null })
    expect(error.message).not.toBe('')
    expect(Object.keys(error.errors)).toStrictEqual(['ids_ambassadors.1'])
    expect(await refusal(as(1).chat.rooms.get(9))).toMatchObject({ status: 404, errors: {} })
  })

  it('is thrown for a call too, by dataOf', async () => {
    const room = (id: number) =>
      dataOf(as(1).chat.GET('/api/v2/chat/chatrooms/{id}', { params: { path: { id } } }))
    const { id_chatroom: id } = await as(1).chat.rooms.open([1, 2])
    expect(await room(id)).toMatchObject({ id_chatroom: id })
    expect(await refusal(room(9))).toMatchObject({ status: 404, message: 'Not Found.' })
  })

  it('says when it may be tried again', async () => {
    const hops = [refuse(429, { 'Retry-After': '7' })]
    const { chat } = connect({ hops, tries: 1 })
    expect(await refusal(chat.people.list())).toMatchObject({ status: 429, retryAfter: 7 })
  })

  it('of a network that is gone is the error of fetch', async () => {
    const hops = [() => Promise.reject(new TypeError('The network is gone.'))]
    const { chat } = connect({ hops, tries: 1 })
    await expect(chat.people.list()).rejects.toThrow(new TypeError('The network is gone.'))
  })
})

it('the calls alone are the same calls, and can be followed too', async () => {
  const { fetch } = connect()
  const rest = createRestClient({
    baseUrl: 'https://chat.example.com',
    token: await signToken(),
    brand: 3,
    fetch,
  })
  const { response } = await rest.GET('/api/v2/chat/chatrooms/{id}', {
    params: { path: { id: 1 } },
  })
  expect(response.status).toBe(404)
  expect(Object.keys(rest).toSorted()).toStrictEqual(['DELETE', 'GET', 'PATCH', 'POST', 'PUT'])
  const stream = follow(rest, { WebSocket: null })
  expect((await stream.next()).value).toMatchObject({ type: 'reset' })
  await stream.return()
})

describe('a token that a back end signs', () => {
  const secret = 'a secret that only the tests know, 32 bytes or more'
  const good = { secret, sub: 1, brands: [3], scope: 'chat:self' }
  const list = '/api/v2/chat/ambassadors/1/chatrooms'

  const statusWith = async (token: string, env: Partial<Env> = {}) =>
    (await send('GET', list, { token, env })).status

  it('is taken by the service, for whom and for what it says', async () => {
    expect(await statusWith(await signInBackEnd(good))).toBe(200)
    expect(await statusWith(await signInBackEnd({ ...good, sub: 2 }))).toBe(403)
    expect(await statusWith(await signInBackEnd({ ...good, brands: [4] }))).toBe(403)
    expect(await statusWith(await signInBackEnd({ ...good, scope: 'manager' }))).toBe(403)
    expect(await statusWith(await signInBackEnd({ ...good, secret: `${secret}.` }))).toBe(401)
    const system = { ...good, sub: 'Büro ✓', scope: 'chat:brand manager' }
    expect(await statusWith(await signInBackEnd(system))).toBe(200)
  })

  it('is good for an hour, or as long as is said', async () => {
    const expOf = (token: string) => JSON.parse(atob(token.split('.')[1]!)).exp - secondsNow()
    expect(expOf(await signInBackEnd(good))).toBeGreaterThan(3590)
    expect(expOf(await signInBackEnd({ ...good, expiresIn: 60 }))).toBeLessThanOrEqual(60)
    expect(await statusWith(await signInBackEnd({ ...good, expiresIn: -60 }))).toBe(401)
  })

  it('names the issuer and the audience that the service wants', async () => {
    const env = { JWT_ISSUER: 'https://id.example.com', JWT_AUDIENCE: 'chat' }
    expect(await statusWith(await signInBackEnd(good), env)).toBe(401)
    const named = { ...good, issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE }
    expect(await statusWith(await signInBackEnd(named), env)).toBe(200)
  })

  it('needs a secret that the service takes', async () => {
    const short = signInBackEnd({ ...good, secret: 'x'.repeat(31) })
    await expect(short).rejects.toThrow(new RangeError('The secret needs at least 32 bytes.'))
    await signInBackEnd({ ...good, secret: 'é'.repeat(16) })
  })
})
