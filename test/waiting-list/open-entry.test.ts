// One open entry a user and topic: joining again answers it, whatever the concurrency.
import { beforeEach, describe, expect, it } from 'vitest'
import { waitingList } from '../../src/db/conversation-schema.ts'
import { ambassadors, database } from '../support/factories.ts'
import { invalidFields, refusal, shown } from '../support/refusals.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { type Options, send } from '../support/worker.ts'

const PATH = '/api/v2/chat/waiting-list'

const join = (body: Record<string, unknown> = {}, options: Options = {}) =>
  send('POST', PATH, { ...options, body: { id_user: 7, ...body } })

const withKey = (key: string): Options => ({ headers: { 'Idempotency-Key': key } })

const take = (idWaiting: number, idAmbassador = 1) =>
  send('PATCH', `${PATH}/${idWaiting}`, { body: { id_ambassador: idAmbassador } })

const countEntries = () => database.$count(waitingList)

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

beforeEach(async () => {
  await ambassadors([1])
  await ambassadors([7, 8], { status: 7 })
})

describe('joining again', () => {
  it.each([{}, { id_chat_topic: 5 }])(
    'answers the open entry as it is, with 200: %j',
    async (topic) => {
      const first = await join({ ...topic, content: 'Hello', source: 2 })
      expect(first.status).toBe(201)
      const again = await join({ ...topic, content: 'Anybody?', source: 0 })
      expect({ status: again.status, body: again.body }).toStrictEqual({
        status: 200,
        body: first.body,
      })
      const token = await signSelfToken(7)
      expect(await join(topic, { token })).toMatchObject({ status: 200, body: first.body })
      expect(await countEntries()).toBe(1)
    },
  )

  it('makes another entry for another topic, for another user, and for none in place of one', async () => {
    const bodies = [{}, { id_chat_topic: 5 }, { id_chat_topic: 6 }, { id_user: 8 }]
    for (const body of bodies) expect(await join(body)).toMatchObject({ status: 201 })
    for (const [index, body] of bodies.entries()) {
      expect(await join(body)).toMatchObject({ status: 200, body: { id_waiting: index + 1 } })
    }
  })

  it('makes a new entry once a member has taken the one before', async () => {
    await join()
    await take(1)
    expect(await join()).toMatchObject({ status: 201, body: { id_waiting: 2 } })
    expect(await join()).toMatchObject({ status: 200, body: { id_waiting: 2 } })
    expect(await take(2)).toMatchObject({ status: 200, body: { id_chatroom: 1 } })
  })

  it('does not answer the open entry to one who is not available any more', async () => {
    await join({ id_user: 8 })
    const body = [{ id_ambassador: 8, status: 7, active: -1 }]
    const token = await signToken({ scope: 'manager' })
    await send('PUT', '/api/v2/manager/ambassadors', { token, body })
    expect(shown(await join({ id_user: 8 }))).toStrictEqual(
      invalidFields({
        id_user: ['id_user is not an available external ambassador of this brand.'],
      }),
    )
  })

  it.each([{}, { id_chat_topic: 5 }])(
    'makes one entry of 50 requests at once, with keys and without, and answers it to all: %j',
    async (topic) => {
      const token = await signToken()
      const answers = await Promise.all(
        upTo(50).map((number) =>
          join(topic, { token, ...(number % 2 === 0 ? withKey(`k${number}`) : {}) }),
        ),
      )
      const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
      expect(statuses).toStrictEqual([...upTo(49).map(() => 200), 201])
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
      expect(await countEntries()).toBe(1)
    },
  )
})

describe('an idempotency key', () => {
  it('goes on answering its entry when that has been taken, also beside a new open one', async () => {
    await join({}, withKey('k'))
    await take(1)
    const taken = { status: 200, body: { id_waiting: 1, id_ambassador: 1 } }
    expect(await join({}, withKey('k'))).toMatchObject(taken)
    expect(await join({}, withKey('l'))).toMatchObject({ status: 201, body: { id_waiting: 2 } })
    expect(await join({}, withKey('k'))).toMatchObject(taken)
    expect(await countEntries()).toBe(2)
  })

  it('is refused for another request, although that has an open entry', async () => {
    await join({ id_chat_topic: 5 })
    await join({}, withKey('k'))
    expect(await join({ id_chat_topic: 5 }, withKey('k'))).toMatchObject({ status: 422 })
    expect(await join({ id_chat_topic: 6 }, withKey('k'))).toMatchObject({ status: 422 })
    expect(await countEntries()).toBe(2)
  })
})

describe('an ambassador that joins by itself', () => {
  const FULL = refusal(409, 'The user has 20 open entries. Wait until one has been taken.')

  it('has at most 20 open entries, one of them of no topic, and is answered each of them', async () => {
    const token = await signSelfToken(7)
    const topics = [null, ...upTo(19)]
    for (const topic of topics) {
      expect(await join({ id_chat_topic: topic }, { token })).toMatchObject({ status: 201 })
    }
    expect(shown(await join({ id_chat_topic: 20 }, { token }))).toStrictEqual(FULL)
    expect(shown(await join({ id_chat_topic: 20 }, { token, ...withKey('k') }))).toStrictEqual(FULL)
    expect(await join({ id_chat_topic: 19 }, { token })).toMatchObject({ status: 200 })
    const other = await signSelfToken(8)
    expect(await join({ id_user: 8 }, { token: other })).toMatchObject({ status: 201 })
    await take(1)
    expect(await join({ id_chat_topic: 20 }, { token })).toMatchObject({ status: 201 })
    expect(shown(await join({}, { token }))).toStrictEqual(FULL)
    expect(await countEntries()).toBe(22)
  })

  it('has no more when it asks for all at once', async () => {
    const token = await signSelfToken(7)
    const answers = await Promise.all(
      upTo(30).map((topic) => join({ id_chat_topic: topic }, { token })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(10)
  })

  it('is not held up by the brand, which may join for it with more', async () => {
    for (const topic of upTo(21)) {
      expect(await join({ id_chat_topic: topic })).toMatchObject({ status: 201 })
    }
  })
})
