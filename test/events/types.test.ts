// What each kind of event carries, and whom it concerns: by asking, and over sockets.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, brandTag, forgetEvents } from '../support/factories.ts'
import { closeHubs, type Frame, listenFrom } from '../support/socket.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { type Answer, create, post, read, send } from '../support/worker.ts'

const CHAT = '/api/v2/chat'
const MANAGER = { token: '' }

/** Members 1 and 3 and the clients 2 and 4. 1 and 2 have a room, in which 1 has said something and 2 is asked to rate, and 1, 2 and 4 have one. */
beforeEach(async () => {
  MANAGER.token = await signToken({ scope: 'chat:brand manager' })
  await ambassadors([1, 3])
  await ambassadors([2, 4], { status: 7 })
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await brandTag(1, [1, 2, 4])
  await create({ id_brand_tag: 1, source: 0 })
  await post(1, { id_ambassador: 1, type_message: 0, content: 'Hello' })
  const body = { id_user_rater: 2, id_user_rated: 1 }
  await send('POST', `${CHAT}/chatrooms/1/ratings`, { ...MANAGER, body })
  await forgetEvents()
})

afterEach(closeHubs)

const patch = (path: string, body: unknown) => send('PATCH', `${CHAT}${path}`, { ...MANAGER, body })

const ask = async (token?: string): Promise<Frame[]> =>
  (await send('GET', `${CHAT}/events?since=0-0`, token === undefined ? MANAGER : { token })).body
    .data

interface Kind {
  readonly type: string
  /** What happens; answers what the event carries. */
  readonly act: () => Promise<unknown>
  /** Which of 1 to 4 are told. */
  readonly told: readonly number[]
}

const bodyOf = async (answer: Promise<Answer>): Promise<unknown> => (await answer).body

const brief = async (id: number) => ({
  ...(await read(id)).body,
  ambassadors_count: (await read(id)).body.ambassadors.length,
})

const KINDS: Record<string, Kind> = {
  'a message that is edited': {
    type: 'message.updated',
    act: () => bodyOf(patch('/messages/1', { content: 'Hi' })),
    told: [1, 2],
  },
  'a message that is deleted': {
    type: 'message.updated',
    act: async () => {
      await patch('/messages/1', { active: false })
      return null
    },
    told: [1, 2],
  },
  'a room that is opened': {
    type: 'chatroom.created',
    act: async () => {
      await create({ ids_ambassadors: [3, 4], source: 2 })
      return brief(3)
    },
    told: [3, 4],
  },
  'a room whose dialogue is set': {
    type: 'chatroom.updated',
    act: async () => {
      await patch('/chatrooms/1', { established_dialogue: '2024-01-01T00:00:00Z' })
      return brief(1)
    },
    told: [1, 2],
  },
  'a room that others join': {
    type: 'chatroom.updated',
    act: async () => {
      await brandTag(1, [3])
      await create({ id_brand_tag: 1, source: 0 })
      return brief(2)
    },
    told: [1, 2, 3, 4],
  },
  'a room that is read': {
    type: 'chatroom.read',
    act: async () => {
      await send('POST', `${CHAT}/chatrooms/1/ambassadors/2/read`, MANAGER)
      return { id_chatroom: 1, id_ambassador: 2, last_read_message: 2 }
    },
    told: [1, 2],
  },
  'a room that is blocked': {
    type: 'pivot.updated',
    act: async () => {
      await patch('/chatrooms/1/ambassadors/2/block', { is_blocked: true })
      return {
        id_chatroom: 1,
        id_ambassador: 2,
        last_read_message: null,
        is_blocked: true,
        archived: false,
        flag: null,
        purged_message: null,
      }
    },
    told: [2],
  },
  'a room that is purged': {
    type: 'pivot.updated',
    act: async () => {
      await patch('/chatrooms/1/purge', { id_ambassador: 1 })
      return {
        id_chatroom: 1,
        id_ambassador: 1,
        last_read_message: null,
        is_blocked: false,
        archived: false,
        flag: null,
        purged_message: 2,
      }
    },
    told: [1],
  },
  'a rating that is given': {
    type: 'rating.updated',
    act: () => bodyOf(patch('/ratings/1', { value: 4, content: 'Good' })),
    told: [1, 2],
  },
  'a summary that is written': {
    type: 'summary.created',
    act: () =>
      bodyOf(
        send('POST', `${CHAT}/chatrooms/2/summaries`, { ...MANAGER, body: { summary: 'A talk.' } }),
      ),
    told: [1, 2, 4],
  },
  'somebody who waits': {
    type: 'waiting.created',
    act: () =>
      bodyOf(
        send('POST', `${CHAT}/waiting-list`, { ...MANAGER, body: { id_user: 4, content: '?' } }),
      ),
    told: [1, 3, 4],
  },
  'an ambassador with a new e-mail': {
    type: 'ambassador.updated',
    act: () => bodyOf(patch('/ambassadors/2', { email_tmp: 'b@example.com' })),
    told: [1, 2],
  },
  'an ambassador who is anonymized': {
    type: 'ambassador.updated',
    act: () =>
      bodyOf(send('PATCH', '/api/v2/manager/ambassadors/4/anonymize', { ...MANAGER, body: {} })),
    told: [],
  },
}

/** Contacts and what depends on the moment are told by their own tests. */
const steady = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, inner: unknown) =>
      /^(email|email_tmp|customer_id|online|last_action_date)$/.test(name) ? undefined : inner,
    ),
  )

describe.each(Object.entries(KINDS))('%s', (_, { type, act, told }) => {
  it('is an event that carries what its own route answers', async () => {
    const answer = await act()
    const [event, ...others] = await ask()
    expect(others).toStrictEqual([])
    expect(event?.type).toBe(type)
    expect(event?.['data']).toStrictEqual(answer)
  })

  it('concerns those whom it should, by asking and over sockets alike', async () => {
    const tokens = await Promise.all([1, 2, 3, 4].map((id) => signSelfToken(id)))
    const brand = await listenFrom()
    const listeners = await Promise.all(tokens.map((token) => listenFrom({ token })))
    await act()
    const heard = (await brand.events(1)).find((event) => event.type === type)
    const [asked] = await ask()
    expect(steady(heard?.['data'])).toStrictEqual(steady(asked?.['data']))
    for (const [index, listener] of listeners.entries()) {
      const isTold = told.includes(index + 1)
      const { status, body } = await send('GET', `${CHAT}/events?since=0-0`, {
        token: tokens[index] ?? '',
      })
      const seen: Frame[] = status === 200 ? body.data : []
      const frames = listener.frames.filter((frame) => frame.type === type)
      expect([index + 1, frames.length]).toStrictEqual([index + 1, Number(isTold)])
      expect(seen).toHaveLength(Number(isTold))
      expect(steady(frames.map(({ data }) => data))).toStrictEqual(
        steady(seen.map(({ data }) => data)),
      )
    }
  })
})
