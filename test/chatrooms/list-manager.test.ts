// GET /manager/chatrooms, GET /manager/chatrooms/{id}, PATCH /chat/chatrooms/{id}.
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { chatrooms } from '../../src/db/schema.ts'
import { ambassadors, database } from '../support/factories.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { CHATROOMS, create, post, read, send } from '../support/worker.ts'

const MANAGED = '/api/v2/manager/chatrooms'

const idsOf = (body: { data: { id_chatroom: number }[] }) => body.data.map((one) => one.id_chatroom)

const manage = async (path = '') =>
  send('GET', `${MANAGED}${path}`, { token: await signToken({ scope: 'manager' }), brand: null })

const listed = async (query = '') => idsOf((await manage(query)).body)

const set = (room: number, columns: Partial<typeof chatrooms.$inferInsert>) =>
  database.update(chatrooms).set(columns).where(eq(chatrooms.idChatroom, room))

beforeEach(async () => {
  await ambassadors([1, 2, 3, 4])
  await ambassadors([11], { status: 7 })
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await create({ ids_ambassadors: [1, 3], source: 1 })
  await create({ ids_ambassadors: [1, 4], source: 2 })
  await create({ ids_ambassadors: [1, 11], source: 2 })
})

describe('the rooms of a brand', () => {
  it('are listed newest first, whoever is in them, in one brand', async () => {
    await ambassadors([1, 2], { idBrand: 4 })
    const token = await signToken({ scope: 'manager chat:brand', brands: [3, 4] })
    await create({ ids_ambassadors: [1, 2], source: 0 }, { token, brand: 4 })
    expect(await listed()).toStrictEqual([4, 3, 2, 1])
    expect(idsOf((await send('GET', MANAGED, { token, brand: 4 })).body)).toStrictEqual([1])
    expect(await send('GET', MANAGED, { token, brand: null })).toMatchObject({
      status: 422,
      body: {
        message: 'X-Popsell-Brand is required unless the token covers exactly one brand.',
      },
    })
    const { body } = await manage('?per_page=1')
    expect(body.data[0]).toMatchObject({ ambassadors: [{}, {}], ambassadors_count: 2 })
  })

  it('need the scope manager', async () => {
    expect(await send('GET', MANAGED)).toMatchObject({ status: 403 })
    expect(await send('GET', `${MANAGED}/1`)).toMatchObject({ status: 403 })
  })

  it('are sorted by what the manager asks for, those without it last', async () => {
    await set(1, { lastMessageAt: 2000, lastRatingValue: 5 })
    await set(3, { lastMessageAt: 1000, lastRatingValue: 1 })
    expect(await listed('?sort=id_chatroom')).toStrictEqual([1, 2, 3, 4])
    expect(await listed('?sort=date_insert')).toStrictEqual([1, 2, 3, 4])
    expect(await listed('?sort=-date_insert')).toStrictEqual([4, 3, 2, 1])
    expect(await listed('?sort=last_message_date')).toStrictEqual([3, 1, 2, 4])
    expect(await listed('?sort=-last_message_date')).toStrictEqual([1, 3, 4, 2])
    expect(await listed('?sort=last_rating')).toStrictEqual([3, 1, 2, 4])
    expect(await listed('?sort=-last_rating&per_page=3&page=2')).toStrictEqual([2])
  })

  it.each([
    'last_message_date',
    '-last_message_date',
    'last_rating',
    '-last_rating',
    '-id_chatroom',
    'date_insert',
  ])('walk by cursor over keys and none, there and back, by %s', async (sort) => {
    for (const other of [2, 3, 4]) await create({ ids_ambassadors: [11, other], source: 0 })
    for (const room of [1, 3, 4, 6])
      await set(room, { lastMessageAt: 1000 + (room % 2), lastRatingValue: room % 2 })
    const all = await listed(`?sort=${sort}`)
    expect(all).toHaveLength(7)
    // What the rooms are asked keeps their order, too.
    for (const query of [`?sort=${sort}`, `?sort=${sort}&filter[type_chatroom]=0`]) {
      const walk = async (step: 'next_cursor' | 'prev_cursor', from: string) => {
        const pages: number[][] = []
        let cursor: string | null = from
        let last = ''
        while (cursor !== null) {
          const { body } = await manage(`${query}&per_page=2&cursor=${cursor}`)
          pages.push(idsOf(body))
          cursor = body[step]
          last = body.prev_cursor
        }
        return { pages, last }
      }
      const forth = await walk('next_cursor', '')
      expect(forth.pages.flat()).toStrictEqual(all)
      const back = await walk('prev_cursor', forth.last)
      expect(back.pages.toReversed().flat()).toStrictEqual(all.slice(0, 6))
      const numbered: number[] = []
      for (const page of [1, 2])
        numbered.push(...(await listed(`${query}&per_page=4&page=${page}`)))
      expect(numbered).toStrictEqual(all)
    }
  })

  it('are filtered', async () => {
    await post(1, { id_ambassador: 2, type_message: 0, content: 'x' })
    await post(1, { id_ambassador: 1, type_message: 0, content: 'x' })
    await post(2, { id_ambassador: 1, type_message: 0, content: 'x' })
    await set(1, { lastRatingValue: 0 })
    await set(2, { lastRatingValue: 4 })
    expect(await listed('?filter[source]=direct')).toStrictEqual([1])
    expect(await listed('?filter[source]=waiting_list,hot_list')).toStrictEqual([4, 3, 2])
    expect(await listed('?filter[type_chatroom]=7')).toStrictEqual([])
    expect(await listed('?filter[type_discussion]=2')).toStrictEqual([4])
    expect(await listed('?filter[dialogue]=established')).toStrictEqual([1])
    expect(await listed('?filter[dialogue]=not_established')).toStrictEqual([4, 3, 2])
    expect(await listed('?filter[last_rating]=not_rated')).toStrictEqual([4, 3])
    expect(await listed('?filter[last_rating]=0,not_rated')).toStrictEqual([4, 3, 1])
    expect(await listed('?filter[last_rating]=4&sort=last_rating')).toStrictEqual([2])
    expect(await listed('?filter[ambassador]=1')).toStrictEqual([2, 1])
    expect(await listed('?filter[ambassador]=2')).toStrictEqual([1])
    expect((await manage('?filter[source]=hot_list')).body.total).toBe(2)
    expect(await manage('?filter[source]=3')).toMatchObject({ status: 422 })
  })

  it('are read one by one with the newest 100 messages', async () => {
    for (let count = 0; count < 102; count += 1) {
      await post(1, { id_ambassador: 1, type_message: 0, content: String(count) })
    }
    const { body } = await manage('/1')
    const contents = body.messages.map((one: { content: string }) => one.content)
    expect(contents).toStrictEqual(Array.from({ length: 100 }, (_, index) => String(101 - index)))
    expect(body).toMatchObject({ id_chatroom: 1, ambassadors: [{}, {}] })
    expect(await manage('/9')).toMatchObject({ status: 404 })
  })
})

describe('the moment of the dialogue', () => {
  const change = (body: unknown, token?: string) =>
    send('PATCH', `${CHATROOMS}/1`, { body, ...(token && { token }) })

  it('is set in either form, cleared, or left alone', async () => {
    const at = '2023-10-06 13:41:09.123'
    for (const text of ['2023-10-06T13:41:09.123000Z', '2023-10-06T15:41:09.123+02:00', at]) {
      await change({ established_dialogue: null })
      const { status, body } = await change({ established_dialogue: text })
      expect([status, body.established_dialogue]).toStrictEqual([200, at])
    }
    expect((await change({})).body.established_dialogue).toBe(at)
    const { body } = await change({ established_dialogue: null })
    expect(body).toStrictEqual((await read(1)).body)
    expect(body.established_dialogue).toBeNull()
  })

  it('is for those who may see the room', async () => {
    expect(await change({ established_dialogue: null }, await signSelfToken(2))).toMatchObject({
      status: 200,
    })
    expect(await change({ established_dialogue: null }, await signSelfToken(3))).toMatchObject({
      status: 404,
    })
    expect(await change({ established_dialogue: 'now' })).toMatchObject({ status: 422 })
    expect(await send('PATCH', `${CHATROOMS}/9`, { body: {} })).toMatchObject({ status: 404 })
  })
})

it('takes a value of a filter as often as it is repeated', async () => {
  for (const [filter, value] of [
    ['type_chatroom', '0'],
    ['type_discussion', '0'],
    ['source', 'direct'],
    ['last_rating', 'not_rated'],
  ]) {
    const query = `?sort=-last_rating&filter[${filter}]=${Array.from({ length: 200 }, () => value).join(',')}`
    expect(await manage(query)).toMatchObject({ status: 200 })
  }
})

it.each([
  '2023-02-30T10:00:00Z',
  '2023-04-31T13:41',
  '0000-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-14:00',
  '2023-13-01T00:00:00Z',
])('refuses %s as the moment of the dialogue', async (text) => {
  const { status } = await send('PATCH', `${CHATROOMS}/1`, { body: { established_dialogue: text } })
  expect(status).toBe(422)
})

it.each([
  ['2023-10-06T15:41:09.5+02', '2023-10-06 13:41:09.500'],
  ['2023-10-06t15:41z', '2023-10-06 15:41:00.000'],
  ['2024-02-29 00:00:00.123456789', '2024-02-29 00:00:00.123'],
])('takes %s for %s', async (text, moment) => {
  const { body } = await send('PATCH', `${CHATROOMS}/1`, { body: { established_dialogue: text } })
  expect(body.established_dialogue).toBe(moment)
})
