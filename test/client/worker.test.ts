// The client and the Worker as they are: bookmarks, limits, outages and lost answers, with no part of them staged.
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { connect, type Hop } from '../support/client.ts'
import { skipWaits } from '../support/clock.ts'
import { contents } from '../support/contents.ts'
import { faulty } from '../support/faulty-database.ts'
import { intercepted } from '../support/intercepted.ts'
import { arrange, operations, signFullToken } from '../support/operations.ts'

const MESSAGES = '/api/v2/chat/chatrooms/{chatroom}/messages'
const ROOM = { path: { chatroom: 1 } }
const HELLO = { id_ambassador: 1, type_message: 0 as const, content: 'Hello' }

const posts = operations.filter(({ method }) => method === 'POST')

beforeAll(skipWaits)
beforeEach(() => arrange())

it('a read begins where the write before it has got to', async () => {
  const { binding, starts } = intercepted(env.DB, (carryOut) => carryOut())
  const { chat, sent } = connect({ env: { DB: binding } })
  const { response } = await chat.POST(MESSAGES, { params: ROOM, body: HELLO })
  const reached = response.headers.get('X-D1-Bookmark')
  expect(reached).not.toBeNull()
  await chat.GET(MESSAGES, { params: ROOM })
  expect(sent[1]?.get('X-D1-Bookmark')).toBe(reached)
  expect(starts).toStrictEqual(['first-primary', reached])
})

it('a caller who asks too often and has no time gets the 429', async () => {
  const limiter = { limit: async () => ({ success: false }) }
  const { chat, sent } = connect({ env: { READ_LIMITER: limiter }, longestWait: 0 })
  const { error, response } = await chat.GET(MESSAGES, { params: ROOM })
  expect(response.status).toBe(429)
  expect(error).toStrictEqual({ message: 'Too Many Requests.' })
  expect(sent).toHaveLength(1)
})

it('a database that is overloaded for a moment costs some seconds and nothing else', async () => {
  const overloaded = { kind: 'error', text: 'D1_ERROR: D1 DB is overloaded.' } as const
  const { chat, sent } = connect({ env: faulty([overloaded]).env })
  const { response } = await chat.POST(MESSAGES, { params: ROOM, body: HELLO })
  expect(response.status).toBe(201)
  expect(sent).toHaveLength(2)
})

it.each(posts.map((post) => [post.id, post] as const))(
  '%s makes nothing twice when its answer is lost',
  async (_, { template, body }) => {
    let made: unknown
    const lose: Hop = async (deliver) => {
      expect((await deliver()).ok).toBe(true)
      made = await contents()
      throw new TypeError('The network is gone.')
    }
    const { chat } = connect({ hops: [lose], token: await signFullToken() })
    const post = chat.POST as (path: string, init: unknown) => Promise<{ response: Response }>
    const path = { chatroom: 1, ambassador: 1, id: 1 }
    const { response } = await post(template, { params: { path }, body })
    expect(response.status).toBe(200)
    expect(await contents()).toStrictEqual(made)
  },
)
