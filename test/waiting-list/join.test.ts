// POST /chat/waiting-list.
import { beforeEach, describe, expect, it } from 'vitest'
import { waitingList } from '../../src/db/conversation-schema.ts'
import { ambassadors, database } from '../support/factories.ts'
import { invalidFields, refusal, shown, UNAUTHORIZED } from '../support/refusals.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { type Options, send } from '../support/worker.ts'

const PATH = '/api/v2/chat/waiting-list'

const join = (body: unknown, options: Options = {}) => send('POST', PATH, { ...options, body })

const countEntries = () => database.$count(waitingList)

beforeEach(async () => {
  await ambassadors([1])
  await ambassadors([7], { status: 7 })
  await ambassadors([8], { status: 8 })
})

describe('a new entry', () => {
  it('answers 201 with the entry, which is then listed', async () => {
    const before = Date.now()
    const { status, body } = await join({
      id_user: 7,
      content: 'Hello',
      id_chat_topic: 5,
      source: 0,
    })
    expect({ status, body }).toStrictEqual({
      status: 201,
      body: {
        id_waiting: 1,
        id_ambassador: null,
        id_user: 7,
        id_brand: 3,
        id_chat_topic: 5,
        content: 'Hello',
        id_chatroom: null,
        date_insert: expect.stringMatching(/^[\d-]{10}T[\d:]{8}\.\d{3}000Z$/),
        date_handled: null,
        date_update: body.date_insert,
        date_delete: null,
        source: 0,
        id_transferrer: null,
        id_chatroom_transferred: null,
        comment: null,
      },
    })
    expect(Date.parse(body.date_insert)).toBeGreaterThanOrEqual(before)
    expect((await send('GET', PATH)).body).toStrictEqual([body])
  })

  it('needs nothing but the user; null is absent, and unknown fields are ignored', async () => {
    const nothing = { content: null, id_chat_topic: null, source: null }
    expect((await join({ id_user: 8 })).body).toMatchObject({ id_user: 8, ...nothing })
    const body = { id_user: 7, ...nothing, mood: 'good', id_ambassador: 1 }
    expect(await join(body)).toMatchObject({
      status: 201,
      body: { id_waiting: 2, id_ambassador: null, ...nothing },
    })
  })

  it('is made for each user and topic, numbered in its brand', async () => {
    const token = await signToken({ brands: [3, 4] })
    await ambassadors([7], { idBrand: 4, status: 8 })
    await join({ id_user: 7 })
    expect(await join({ id_user: 7, id_chat_topic: 5 })).toMatchObject({ status: 201 })
    const { body } = await join({ id_user: 7 }, { token, brand: 4 })
    expect(body).toMatchObject({ id_waiting: 1, id_brand: 4 })
    expect((await send('GET', PATH)).body).toMatchObject([{ id_waiting: 1 }, { id_waiting: 2 }])
  })

  it('is made by the external ambassador itself', async () => {
    const token = await signSelfToken(7)
    expect(await join({ id_user: 7 }, { token })).toMatchObject({ status: 201 })
    expect(await send('GET', PATH, { token })).toMatchObject({ body: [{ id_waiting: 1 }] })
  })
})

describe('a new entry is refused', () => {
  it.each([
    ['an unknown user', 99],
    ['a member of the brand', 1],
    ['an external ambassador of another brand', 41],
    ['a blocked one', 42],
    ['an anonymized one', 43],
  ])('for %s, in the same words', async (_, id) => {
    await ambassadors([41], { idBrand: 4, status: 7 })
    await ambassadors([42], { status: 7, active: -1 })
    await ambassadors([43], { status: 7, isAnonymized: true })
    expect(shown(await join({ id_user: id }))).toStrictEqual(
      invalidFields({
        id_user: ['id_user is not an available external ambassador of this brand.'],
      }),
    )
    expect(await countEntries()).toBe(0)
  })

  it('for fields that are not valid, all at once', async () => {
    expect(
      shown(await join({ content: 'x'.repeat(2001), id_chat_topic: 0, source: 3 })),
    ).toStrictEqual(
      invalidFields({
        id_user: ['id_user is required.'],
        content: ['content must be at most 2000 characters.'],
        id_chat_topic: ['id_chat_topic must be an integer from 1 to 2147483647.'],
        source: ['source must be 0, 1 or 2.'],
      }),
    )
    expect(await join({ id_user: 7, content: 'x'.repeat(2000) })).toMatchObject({ status: 201 })
  })

  it('for a token of somebody else', async () => {
    const answer = await join({ id_user: 7 }, { token: await signSelfToken(1) })
    expect(shown(answer)).toStrictEqual(
      refusal(403, 'The token may only put its own ambassador on the waiting list.'),
    )
    expect(await countEntries()).toBe(0)
  })

  it('without a token, a brand and a scope', async () => {
    expect(shown(await join({ id_user: 7 }, { token: null }))).toStrictEqual(UNAUTHORIZED)
    expect(await join({ id_user: 7 }, { brand: null })).toMatchObject({ status: 422 })
    const token = await signToken({ scope: 'manager' })
    expect(await join({ id_user: 7 }, { token })).toMatchObject({ status: 403 })
  })
})
