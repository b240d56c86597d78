// Calls of the client as its users make them: what they send and what they answer.
import { beforeEach, describe, expect, it } from 'vitest'
import { createChatClient, isValidationError } from '../../client/index.ts'
import { connect, type Hop } from '../support/client.ts'
import { ambassadors } from '../support/factories.ts'
import { signToken } from '../support/tokens.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 as const }
const HELLO = { id_ambassador: 2, type_message: 0, content: 'Hello' } as const

beforeEach(() => ambassadors([1, 2]))

describe('a client', () => {
  it('opens a room, posts, and lists the rooms with unread messages by cursor', async () => {
    const { chat } = connect()
    const room = await chat.POST('/api/v2/chat/chatrooms', { body: PAIR })
    expect(room.response.status).toBe(201)
    const chatroom = room.data?.id_chatroom ?? 0
    const message = await chat.POST('/api/v2/chat/chatrooms/{chatroom}/messages', {
      params: { path: { chatroom } },
      body: HELLO,
    })
    expect(message.data).toMatchObject({ id_message: 1, content: 'Hello' })
    const rooms = await chat.GET('/api/v2/chat/ambassadors/{ambassador}/chatrooms', {
      params: { path: { ambassador: 1 }, query: { 'filter[unread]': 'true', cursor: '' } },
    })
    expect(rooms.data).toMatchObject({ data: [{ id_chatroom: chatroom, unread_messages: 1 }] })
  })

  it('changes with PATCH and PUT', async () => {
    const { chat } = connect({ token: await signToken({ scope: 'chat:brand manager' }) })
    const person = { id_ambassador: 7, firstname: 'Grace', status: 3 }
    const put = await chat.PUT('/api/v2/manager/ambassadors', { body: [person] })
    expect(put.response.status).toBe(200)
    const patched = await chat.PATCH('/api/v2/chat/ambassadors/{ambassador}', {
      params: { path: { ambassador: 7 } },
      body: { email_tmp: 'grace@example.com' },
    })
    expect(patched.data).toMatchObject({ id_ambassador: 7, email_tmp: 'grace@example.com' })
  })

  it('tells a 422 apart, with its messages by field', async () => {
    const { chat } = connect()
    const { data, error, response } = await chat.POST('/api/v2/chat/chatrooms', {
      body: { ids_ambassadors: [1, 1], source: 0 },
    })
    expect(response.status).toBe(422)
    expect(data).toBeUndefined()
    expect(isValidationError(error) && error.errors).toStrictEqual({
      'ids_ambassadors.1': [expect.stringContaining('ids_ambassadors.1 ')],
    })
  })

  it('gives every other error its message', async () => {
    const { chat } = connect()
    const { error, response } = await chat.GET('/api/v2/chat/chatrooms/{id}', {
      params: { path: { id: 9 } },
    })
    expect(response.status).toBe(404)
    expect(isValidationError(error)).toBe(false)
    expect(error).toStrictEqual({ message: 'Not Found.' })
  })

  it.each([
    ['a page', new Response('<html>Bad gateway</html>', { status: 502 })],
    ['nothing', new Response(null, { status: 502, headers: { 'Content-Length': '0' } })],
  ])('gives an error that is %s a message too', async (_, answer) => {
    answer.headers.set('X-Request-Id', 'one')
    const { chat } = connect({ hops: [async () => answer] })
    const { error, response } = await chat.GET('/health')
    expect(response.headers.get('X-Request-Id')).toBe('one')
    expect(error).toStrictEqual({ message: 'The answer was HTTP 502.' })
  })
})

describe('a token', () => {
  it('is made anew for each request when it is a function', async () => {
    const tokens = [await signToken({ sub: 'first' }), await signToken({ sub: 'second' })]
    const { chat, sent } = connect({ token: async () => tokens[sent.length] ?? '' })
    await chat.POST('/api/v2/chat/chatrooms', { body: PAIR })
    await chat.POST('/api/v2/chat/chatrooms', { body: PAIR })
    expect(sent.map((headers) => headers.get('Authorization'))).toStrictEqual(
      tokens.map((token) => `Bearer ${token}`),
    )
  })

  it('whose function fails rejects the call at once', async () => {
    const { chat, sent } = connect({ token: () => Promise.reject(new Error('signed out')) })
    await expect(chat.GET('/health')).rejects.toThrow('signed out')
    expect(sent).toStrictEqual([])
  })

  it('is needed from its function too: without one, nothing is sent', async () => {
    const { chat, sent } = connect({ token: () => '' })
    await expect(chat.GET('/health')).rejects.toThrow('The chat client needs a token.')
    expect(sent).toStrictEqual([])
  })

  it.each([undefined, ''])('must be there: %o', (token) => {
    const make = () => createChatClient({ baseUrl: 'https://chat.example.com', token, brand: 3 })
    expect(make).toThrow(new TypeError('The chat client needs a token.'))
  })
})

describe('the bookmark', () => {
  const bookmark = (position: string) => `${position}-00000000-00000000-${'0'.repeat(32)}`
  const [older, newer, newest] = ['0000001f', '00000020', '000000a0'].map(bookmark)

  const answerWith =
    (value = ''): Hop =>
    async (deliver) => {
      const answer = new Response((await deliver()).body)
      answer.headers.set('X-D1-Bookmark', value)
      return answer
    }

  it('of the newest answer goes with each request, whatever came last', async () => {
    const hops = [answerWith(newer), answerWith(newest), answerWith(older), answerWith('')]
    const { chat, sent } = connect({ hops })
    for (let count = 0; count <= hops.length; count += 1) await chat.GET('/health')
    expect(sent.map((headers) => headers.get('X-D1-Bookmark'))).toStrictEqual([
      null,
      newer,
      newest,
      newest,
      newest,
    ])
  })

  it('of one client is not known to another', async () => {
    const { chat } = connect({ hops: [answerWith(newest)] })
    await chat.GET('/health')
    const other = connect()
    await other.chat.GET('/health')
    expect(other.sent.map((headers) => headers.get('X-D1-Bookmark'))).toStrictEqual([null])
  })
})
