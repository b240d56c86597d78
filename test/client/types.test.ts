// What TypeScript lets through. The checks run with npm run check:types; here the wrong calls are not made.
import { expectTypeOf, it } from 'vitest'
import {
  type ChatClient,
  type ChatClientOptions,
  type ChatEvent,
  type FollowStatus,
  isValidationError,
  type Schemas,
} from '../../client/index.ts'

const CHATROOMS = '/api/v2/chat/chatrooms'
const OPTIONS = { baseUrl: 'https://chat.example.com', token: 'a token', brand: 3 }

type Answer = Awaited<ReturnType<typeof open>>

const open = (chat: ChatClient) =>
  chat.POST(CHATROOMS, { body: { ids_ambassadors: [1, 2], source: 0 } })

it('an answer holds the data of its operation', () => {
  expectTypeOf<Answer['data']>().toEqualTypeOf<Schemas['Chatroom'] | undefined>()
  expectTypeOf<Answer['response']>().toEqualTypeOf<Response>()
})

it('an error always has a message, and messages by field where it is a 422', () => {
  const read = ({ error }: Answer) => {
    if (error === undefined) return
    expectTypeOf(error.message).toBeString()
    // @ts-expect-error only a 422 has them
    void error.errors
    if (isValidationError(error)) {
      expectTypeOf(error).toEqualTypeOf<Schemas['ValidationError']>()
      expectTypeOf(error.errors).toEqualTypeOf<Record<string, string[]>>()
    }
  }
  expectTypeOf(read).returns.toBeVoid()
})

it('a wrong path, parameter or body does not compile', () => {
  const wrong = (chat: ChatClient) => [
    // @ts-expect-error no such path
    chat.GET('/api/v2/chat/nothing'),
    // @ts-expect-error no such method there
    chat.PUT(CHATROOMS, {}),
    // @ts-expect-error no body
    chat.POST(CHATROOMS, {}),
    // @ts-expect-error no source
    chat.POST(CHATROOMS, { body: { ids_ambassadors: [1, 2] } }),
    // @ts-expect-error neither a pair nor a tag
    chat.POST(CHATROOMS, { body: { source: 0 } }),
    // @ts-expect-error both a pair and a tag
    chat.POST(CHATROOMS, { body: { ids_ambassadors: [1, 2], id_brand_tag: 7, source: 0 } }),
    // @ts-expect-error ids are numbers
    chat.POST(CHATROOMS, { body: { ids_ambassadors: ['1', '2'], source: 0 } }),
    // @ts-expect-error no such source
    chat.POST(CHATROOMS, { body: { ids_ambassadors: [1, 2], source: 3 } }),
    // @ts-expect-error no id of the room
    chat.GET('/api/v2/chat/chatrooms/{id}'),
    chat.GET('/api/v2/chat/ambassadors/{ambassador}/chatrooms', {
      // @ts-expect-error no such value of the filter
      params: { path: { ambassador: 1 }, query: { 'filter[unread]': 'yes' } },
    }),
  ]
  expectTypeOf(wrong).parameter(0).toEqualTypeOf<ChatClient>()
})

it('no call asks for the brand header, and a message takes a key', () => {
  const right = (chat: ChatClient) => [
    chat.GET('/api/v2/chat/waiting-list'),
    chat.GET('/api/v2/chat/chatrooms/{id}', { params: { path: { id: 1 } } }),
    chat.POST('/api/v2/chat/chatrooms/{chatroom}/messages', {
      params: { path: { chatroom: 1 }, header: { 'Idempotency-Key': 'mine' } },
      body: { id_ambassador: 1, type_message: 0, content: 'Hello' },
    }),
  ]
  expectTypeOf(right).parameter(0).toEqualTypeOf<ChatClient>()
})

it('a token is a text, a function, or missing from the environment', () => {
  expectTypeOf(OPTIONS).toExtend<ChatClientOptions>()
  expectTypeOf<{ token: undefined }>().toExtend<Pick<ChatClientOptions, 'token'>>()
  expectTypeOf<{ token: () => Promise<string> }>().toExtend<Pick<ChatClientOptions, 'token'>>()
  // @ts-expect-error a client needs a brand
  const options: ChatClientOptions = { baseUrl: '', token: '' }
  expectTypeOf(options).not.toBeAny()
})

it('a list by cursor and a list by page are two types, and booleans are booleans', () => {
  const read = async (chat: ChatClient) => {
    const page = await chat.rooms.list({ unread: true, flag: [1, 2] })
    expectTypeOf(page.total).toBeNumber()
    // @ts-expect-error a page has no cursor
    void page.next_cursor
    const slice = await chat.rooms.list({ cursor: '', archived: false })
    expectTypeOf(slice.next_cursor).toEqualTypeOf<string | null>()
    // @ts-expect-error it counts nothing
    void slice.total
    // @ts-expect-error a boolean is no text
    await chat.rooms.list({ unread: 'true' })
    // @ts-expect-error no such filter
    await chat.rooms.list({ unknown: 1 })
    // @ts-expect-error no such order
    await chat.people.list({ sort: 'name' })
    // @ts-expect-error a pair
    await chat.rooms.open([1, 2, 3])
    for await (const message of slice.data[0]!.messages({ active: false })) {
      expectTypeOf(message).toEqualTypeOf<Schemas['Message']>()
    }
  }
  expectTypeOf(read).parameter(0).toEqualTypeOf<ChatClient>()
})

it('an event holds what its type says', () => {
  const read = async (chat: ChatClient) => {
    const show = (status: FollowStatus) => status.length
    for await (const event of chat.follow({ onStatus: show })) {
      expectTypeOf(event).toEqualTypeOf<ChatEvent>()
      switch (event.type) {
        case 'message.created':
        case 'message.updated':
          expectTypeOf(event.data).toEqualTypeOf<Schemas['Message'] | null>()
          break
        case 'rating.updated':
          expectTypeOf(event.data).toEqualTypeOf<Schemas['Rating']>()
          break
        case 'typing':
          expectTypeOf(event.id_chatroom).toBeNumber()
          break
        case 'reset':
          // @ts-expect-error it tells of nothing
          void event.data
          break
        default:
          expectTypeOf(event.type).toBeString()
      }
    }
  }
  expectTypeOf(read).parameter(0).toEqualTypeOf<ChatClient>()
})
