// POST /chat/chatrooms with ids_ambassadors.
import { beforeEach, describe, expect, it } from 'vitest'
import { ratings, summaries } from '../../src/db/conversation-schema.ts'
import { chatroomPivots, chatrooms } from '../../src/db/schema.ts'
import { ambassadors, countRooms, database } from '../support/factories.ts'
import { create } from '../support/worker.ts'

const MINUTE = 60_000

beforeEach(() => ambassadors([1, 2, 3]))

/** A member of room 1 as the factory makes it. */
const member = (id: number) => ({
  id_ambassador: id,
  image: `https://images.example.com/${id}.jpg`,
  firstname: `First ${id}`,
  lastname: `Last ${id}`,
  username: `user.${id}`,
  email: `user.${id}@example.com`,
  email_tmp: null,
  active: 1,
  status: 3,
  online: false,
  last_action_date: null,
  customer_id: `C-${id}`,
  anonymized: false,
  chatroom_pivot_data: [
    {
      id_chatroom: 1,
      id_ambassador: id,
      last_read_message: null,
      is_blocked: false,
      archived: false,
    },
  ],
})

describe('a pair', () => {
  it('answers 201 with the whole chatroom', async () => {
    const before = Date.now()
    const { status, body } = await create({ ids_ambassadors: [1, 2], source: 2 })

    expect(status).toBe(201)
    expect(body).toStrictEqual({
      id_chatroom: 1,
      ambassadors: [member(1), member(2)],
      date_insert: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}000Z$/),
      last_message_date: null,
      type_chatroom: 0,
      type_discussion: 0,
      source: 2,
      established_dialogue: null,
      last_rating: null,
      last_summary: null,
    })
    const insertedAt = Date.parse(body.date_insert)
    expect(insertedAt).toBeGreaterThanOrEqual(before)
    expect(insertedAt).toBeLessThanOrEqual(Date.now())
  })

  it('lists the fields in the order of the contract', async () => {
    const { body } = await create({ ids_ambassadors: [1, 2], source: 0 })
    expect(Object.keys(body)).toStrictEqual([
      'id_chatroom',
      'ambassadors',
      'date_insert',
      'last_message_date',
      'type_chatroom',
      'type_discussion',
      'source',
      'established_dialogue',
      'last_rating',
      'last_summary',
    ])
    expect(Object.keys(body.ambassadors[0])).toStrictEqual([
      'id_ambassador',
      'image',
      'firstname',
      'lastname',
      'username',
      'email',
      'email_tmp',
      'active',
      'status',
      'online',
      'last_action_date',
      'customer_id',
      'anonymized',
      'chatroom_pivot_data',
    ])
  })

  it('answers 200 with the same room when asked again, whatever the order, and keeps its source', async () => {
    const first = await create({ ids_ambassadors: [1, 2], source: 0 })
    const again = await create({ ids_ambassadors: [2, 1], source: 1 })

    expect(first.status).toBe(201)
    expect(again).toMatchObject({ status: 200, body: first.body })
    expect(await countRooms()).toStrictEqual({ chatrooms: 1, pivots: 2 })
  })

  it('gives each pair a room of its own, numbered from 1 in its brand', async () => {
    await ambassadors([1, 2], { idBrand: 4 })
    const rooms = [
      await create({ ids_ambassadors: [1, 2], source: 0 }),
      await create({ ids_ambassadors: [2, 3], source: 0 }),
      await create({ ids_ambassadors: [1, 3], source: 0 }),
    ]
    expect(rooms.map(({ body }) => body.id_chatroom)).toStrictEqual([1, 2, 3])
  })

  it.each([
    [0, 6, 0],
    [7, 8, 1],
    [6, 7, 2],
    [0, 8, 2],
  ])('of status %i and %i has type_discussion %i', async (one, other, expected) => {
    await ambassadors([11], { status: one })
    await ambassadors([12], { status: other })
    const { body } = await create({ ids_ambassadors: [11, 12], source: 0 })
    expect(body.type_discussion).toBe(expected)
  })

  it.each([0, 1, 2])('keeps source %i as an integer', async (source) => {
    const { body } = await create({ ids_ambassadors: [1, 2], source })
    expect(body.source).toBe(source)
  })

  it('takes 1.0 for 1, null for absent, and ignores unknown fields', async () => {
    const rawBody = '{"ids_ambassadors":[1.0,2e0],"id_brand_tag":null,"source":0.0,"mood":"good"}'
    const headers = { 'Content-Type': 'application/json; charset=utf-8' }
    expect(await create(undefined, { rawBody, headers })).toMatchObject({ status: 201 })
  })

  it('says when its ambassadors were last active, and calls them online for less than 5 minutes', async () => {
    const now = Date.now()
    await ambassadors([11], { lastActionAt: now - 5 * MINUTE + 10_000 })
    await ambassadors([12], { lastActionAt: now - 5 * MINUTE })
    const { body } = await create({ ids_ambassadors: [11, 12], source: 0 })
    expect(body.ambassadors).toMatchObject([{ online: true }, { online: false }])
    expect(Date.parse(body.ambassadors[0].last_action_date)).toBe(now - 5 * MINUTE + 10_000)
  })

  it('shows the pivots, the newest given rating and the newest summary of a room that is there', async () => {
    await create({ ids_ambassadors: [1, 2], source: 0 })
    await create({ ids_ambassadors: [1, 3], source: 0 })
    await database
      .update(chatroomPivots)
      .set({ lastReadMessage: 7, isBlocked: true, isArchived: true })
    const rating = {
      idBrand: 3,
      idChatroom: 1,
      idRater: 1,
      idRated: 2,
      insertedAt: 0,
      updatedAt: 0,
    }
    await database.insert(ratings).values([
      { ...rating, idRating: 1, value: 4, content: 'Good' },
      { ...rating, idRating: 2, value: 0, content: null },
      { ...rating, idRating: 3, value: null },
      { ...rating, idRating: 4, value: 1, deletedAt: 1 },
      { ...rating, idRating: 5, value: 5, idChatroom: 2 },
    ])
    const summary = { idBrand: 3, idChatroom: 1, insertedAt: 1_700_000_000_123 }
    await database.insert(summaries).values([
      { ...summary, idSummary: 1, summary: 'First', anomaly: 1, topic: 2 },
      { ...summary, idSummary: 2, summary: 'Second' },
      { ...summary, idSummary: 3, summary: 'Other room', idChatroom: 2 },
    ])

    const { status, body } = await create({ ids_ambassadors: [1, 2], source: 0 })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      last_rating: { value: 0, comment: null },
      last_summary: {
        date_insert: '2023-11-14T22:13:20.123000Z',
        summary: 'Second',
        anomaly: null,
        topic: null,
      },
    })
    const place = { id_chatroom: 1, last_read_message: 7, is_blocked: true, archived: true }
    expect(body.ambassadors).toMatchObject([
      { chatroom_pivot_data: [{ ...place, id_ambassador: 1 }] },
      { chatroom_pivot_data: [{ ...place, id_ambassador: 2 }] },
    ])
  })
})

it('is never dated before the room that was made before it', async () => {
  await create({ ids_ambassadors: [1, 2], source: 0 })
  const later = Date.now() + 60_000
  await database.update(chatrooms).set({ insertedAt: later })
  const { body } = await create({ ids_ambassadors: [1, 3], source: 0 })
  expect(Date.parse(body.date_insert)).toBe(later)
})
