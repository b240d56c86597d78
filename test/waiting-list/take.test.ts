// PATCH /chat/waiting-list/{id}.
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors as ambassadorTable, chatrooms } from '../../src/db/schema.ts'
import { ambassadors, countRooms, database } from '../support/factories.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { create, type Options, read, send } from '../support/worker.ts'

const PATH = '/api/v2/chat/waiting-list'

const join = (idUser: number, options: Options = {}) =>
  send('POST', PATH, { ...options, body: { id_user: idUser, content: 'Hello', id_chat_topic: 5 } })

const take = (idAmbassador: number, options: Options = {}, idWaiting = 1) =>
  send('PATCH', `${PATH}/${idWaiting}`, { ...options, body: { id_ambassador: idAmbassador } })

beforeEach(async () => {
  await ambassadors([1, 2, 12])
  await ambassadors([7], { status: 7 })
  await join(7)
})

describe('taking an entry', () => {
  it('answers 200 with the handled entry and opens the room of both, with source 1', async () => {
    const before = Date.now()
    const { status, body } = await take(12)
    expect({ status, body }).toStrictEqual({
      status: 200,
      body: {
        id_waiting: 1,
        id_ambassador: 12,
        id_user: 7,
        id_brand: 3,
        id_chat_topic: 5,
        content: 'Hello',
        id_chatroom: 1,
        date_insert: expect.any(String),
        date_handled: expect.stringMatching(/^[\d-]{10}T[\d:]{8}\.\d{3}000Z$/),
        date_update: body.date_handled,
        date_delete: null,
        source: null,
        id_transferrer: null,
        id_chatroom_transferred: null,
        comment: null,
      },
    })
    expect(Date.parse(body.date_handled)).toBeGreaterThanOrEqual(before)
    expect((await send('GET', PATH)).body).toStrictEqual([body])
    expect((await read(1)).body).toMatchObject({
      ambassadors: [
        { id_ambassador: 7, chatroom_pivot_data: [{ id_chatroom: 1, archived: false }] },
        { id_ambassador: 12, chatroom_pivot_data: [{ id_chatroom: 1, archived: false }] },
      ],
      date_insert: body.date_handled,
      type_chatroom: 0,
      type_discussion: 2,
      source: 1,
    })
  })

  it('makes the very room that creating the pair would', async () => {
    await take(12)
    await take(1, {}, (await join(7)).body.id_waiting)
    const keys = await database
      .select({ key: chatrooms.roomKey })
      .from(chatrooms)
      .orderBy(chatrooms.idChatroom)
    expect(keys).toStrictEqual([{ key: 'pair:7:12' }, { key: 'pair:1:7' }])
    expect(await create({ ids_ambassadors: [12, 7], source: 0 })).toMatchObject({
      status: 200,
      body: { id_chatroom: 1, source: 1 },
    })
    expect(await countRooms()).toStrictEqual({ chatrooms: 2, pivots: 4 })
  })

  it('uses the room that both have, as it is', async () => {
    const { body: room } = await create({ ids_ambassadors: [7, 1], source: 2 })
    expect(await take(1)).toMatchObject({ status: 200, body: { id_chatroom: 1 } })
    expect((await read(1)).body).toStrictEqual(room)
    expect(await countRooms()).toStrictEqual({ chatrooms: 1, pivots: 2 })
  })

  it('again is answered with the same entry, even when the user is not available any more', async () => {
    const { body } = await take(1)
    expect(await take(1)).toMatchObject({ status: 200, body })
    await database
      .update(ambassadorTable)
      .set({ active: -1 })
      .where(eq(ambassadorTable.idAmbassador, 7))
    expect((await take(1)).body).toStrictEqual(body)
    expect(await countRooms()).toStrictEqual({ chatrooms: 1, pivots: 2 })
  })

  it('is done by a member for itself, whatever its status', async () => {
    await ambassadors([20], { status: 0 })
    await ambassadors([26], { status: 6 })
    await ambassadors([8], { status: 7 })
    await join(8)
    const first = await take(20, { token: await signSelfToken(20) })
    const second = await take(26, { token: await signSelfToken(26), brand: null }, 2)
    expect([first.status, second.status]).toStrictEqual([200, 200])
  })

  it('leaves the same ids of another brand alone', async () => {
    const options = { token: await signToken({ brands: [3, 4] }), brand: 4 }
    await ambassadors([1], { idBrand: 4 })
    await ambassadors([7], { idBrand: 4, status: 7 })
    await create({ ids_ambassadors: [1, 7], source: 0 }, options)
    const { body: other } = await join(7, options)
    expect(await take(1)).toMatchObject({ status: 200, body: { id_brand: 3, id_chatroom: 1 } })
    expect((await send('GET', PATH, options)).body).toStrictEqual([other])
    expect((await read(1, options)).body.source).toBe(0)
  })
})

describe('of 20 members who take an entry at once', () => {
  const takers = Array.from({ length: 20 }, (_, index) => 101 + index)

  it('one gets it and one room is made', async () => {
    await ambassadors(takers)
    const token = await signToken()
    const answers = await Promise.all(takers.map((id) => take(id, { token })))
    const winners = answers.filter(({ status }) => status === 200)
    expect(winners).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19)
    expect(winners[0]?.body.id_chatroom).toBe(1)
    expect((await read(1)).body.ambassadors).toMatchObject([
      { id_ambassador: 7 },
      { id_ambassador: winners[0]?.body.id_ambassador },
    ])
    expect(await countRooms()).toStrictEqual({ chatrooms: 1, pivots: 2 })
  })

  it('one repeating itself gets the same answer each time', async () => {
    const token = await signToken()
    const answers = await Promise.all(takers.map(() => take(1, { token })))
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1)
    expect(await countRooms()).toStrictEqual({ chatrooms: 1, pivots: 2 })
  })
})
