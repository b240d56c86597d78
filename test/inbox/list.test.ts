// GET /chat/ambassadors/{ambassador}/chatrooms.
import { env } from 'cloudflare:workers'
import { and, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { chatroomPivots, chatrooms } from '../../src/db/schema.ts'
import { ambassadors, brandTag, crowd, database } from '../support/factories.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { create, listRooms, post, send } from '../support/worker.ts'

const idsOf = (body: { data: { id_chatroom: number }[] }) => body.data.map((one) => one.id_chatroom)

const listed = async (query = '') => idsOf((await listRooms(1, query)).body)

const pair = (other: number) => create({ ids_ambassadors: [1, other], source: 0 })

const say = (room: number, author: number) =>
  post(room, { id_ambassador: author, type_message: 0, content: 'x' })

/** Dates a room and its places, as if its last action had been then. */
const date = async (room: number, at: number) => {
  await database
    .update(chatrooms)
    .set({ insertedAt: at, lastMessageAt: null })
    .where(eq(chatrooms.idChatroom, room))
  await env.DB.prepare(
    'update chatroom_pivots set last_action_date = ?1 where id_chatroom = ?2 and last_action_date is not null',
  )
    .bind(at, room)
    .run()
}

const place = (room: number, ambassador: number) =>
  and(eq(chatroomPivots.idChatroom, room), eq(chatroomPivots.idAmbassador, ambassador))

beforeEach(() => ambassadors([1, 2, 3, 4]))

describe('the rooms of an ambassador', () => {
  it('come with members, count, last message and unread messages, by last action', async () => {
    await brandTag(7, [1, 2, 3])
    await pair(2)
    await create({ id_brand_tag: 7, source: 0 })
    await pair(3)
    for (const room of [1, 2, 3]) await date(room, room * 1000)
    await say(1, 2)
    const { body: last } = await say(1, 2)
    const { body } = await listRooms(1)
    expect(idsOf(body)).toStrictEqual([1, 3, 2])
    expect(body.total).toBe(3)
    expect(body.data[0]).toMatchObject({
      ambassadors: [{ id_ambassador: 1 }, { id_ambassador: 2 }],
      ambassadors_count: 2,
      last_message: last,
      unread_messages: 2,
      last_message_date: last.date_insert,
    })
    expect(body.data[2]).toMatchObject({
      ambassadors_count: 3,
      last_message: null,
      unread_messages: 0,
    })
    await say(2, 3)
    expect(await listed()).toStrictEqual([2, 1, 3])
    expect(await listed('?sort=last_action_date')).toStrictEqual([3, 1, 2])
    expect((await listRooms(4)).body).toMatchObject({ data: [], total: 0, from: null, to: null })
  })

  it('are filtered by archive, flag, type, date and unread messages', async () => {
    await brandTag(7, [1, 2])
    for (const other of [2, 3, 4]) await pair(other)
    await create({ id_brand_tag: 7, source: 0 })
    for (const room of [1, 2, 3, 4]) await date(room, room * 1000)
    const set = (room: number, columns: Partial<typeof chatroomPivots.$inferInsert>) =>
      database.update(chatroomPivots).set(columns).where(place(room, 1))
    await set(1, { isArchived: true, flag: 2 })
    await set(2, { flag: 1 })
    await set(4, { flag: 2 })
    expect(await listed()).toStrictEqual([4, 3, 2])
    expect(await listed('?filter[archived]=false')).toStrictEqual([4, 3, 2])
    expect(await listed('?filter[archived]=true')).toStrictEqual([1])
    expect(await listed('?filter[flag]=1')).toStrictEqual([2])
    expect(await listed('?filter[flag]=1,2')).toStrictEqual([4, 2])
    expect(await listed('?filter[type_chatroom]=0')).toStrictEqual([3, 2])
    expect(await listed('?filter[type_chatroom]=7')).toStrictEqual([4])
    expect(await listed('?filter[last_action_date_before]=1970-01-01T00:00:04Z')).toStrictEqual([
      3, 2,
    ])
    await say(3, 4)
    expect(await listed('?filter[unread]=true')).toStrictEqual([3])
    expect(await listed('?filter[unread]=false')).toStrictEqual([4, 2])
  })

  it('are filtered by whether one of their ratings has a text', async () => {
    await brandTag(7, [1, 2])
    for (const other of [2, 3, 4]) await pair(other)
    await create({ id_brand_tag: 7, source: 0 })
    for (const room of [1, 2, 3, 4]) await date(room, room * 1000)
    const rate = async (room: number, rating?: object) => {
      const path = `/api/v2/chat/chatrooms/${room}/ratings`
      const ids = { id_user_rater: 1, id_user_rated: room === 4 ? 2 : room + 1 }
      const { body } = await send('POST', path, { body: ids })
      const { id_rating: id } = body.rating
      if (rating) await send('PATCH', `/api/v2/chat/ratings/${id}`, { body: rating })
    }
    await rate(1, { value: 5, content: 'Kind' })
    await rate(1, { value: 1 })
    await rate(2, { value: 5, content: '' })
    await rate(3)
    await rate(4, { value: 0, content: 'Slow' })
    const ids = async (filter: string) =>
      (await listed(`?filter[commented]=${filter}`)).toReversed()
    expect(await ids('commented')).toStrictEqual([1, 4])
    expect(await ids('not_commented')).toStrictEqual([2, 3])
    expect(await ids('commented&filter[type_chatroom]=0')).toStrictEqual([1])
    expect((await listRooms(1, '?filter[commented]=commented&per_page=1')).body.total).toBe(2)
    await env.DB.prepare('update ratings set date_delete = 1 where id_chatroom = 1').run()
    expect(await ids('commented')).toStrictEqual([4])
    expect(await listRooms(1, '?filter[commented]=maybe')).toMatchObject({ status: 422 })
  })

  it('walk by cursor over pairs and tags with equal dates, there and back, and by page', async () => {
    await ambassadors([11, 12, 13, 14, 15])
    for (const other of [2, 3, 4, 11, 12, 13, 14, 15]) await pair(other)
    for (const tag of [7, 8, 9]) {
      await brandTag(tag, [1])
      await create({ id_brand_tag: tag, source: 0 })
    }
    for (let room = 1; room <= 11; room += 1) await date(room, 1000 * Math.ceil(room / 4))
    for (const sort of ['last_action_date', '-last_action_date']) {
      const pages: number[][] = []
      let { body } = await listRooms(1, `?sort=${sort}&per_page=3&cursor=`)
      const all = (await listRooms(1, `?sort=${sort}`)).body
      pages.push(idsOf(body))
      while (body.next_cursor !== null) {
        ;({ body } = await listRooms(1, `?sort=${sort}&per_page=3&cursor=${body.next_cursor}`))
        pages.push(idsOf(body))
      }
      expect(pages.flat()).toStrictEqual(idsOf(all))
      const back: number[][] = [idsOf(body)]
      while (body.prev_cursor !== null) {
        ;({ body } = await listRooms(1, `?sort=${sort}&per_page=3&cursor=${body.prev_cursor}`))
        back.unshift(idsOf(body))
      }
      expect(back.flat()).toStrictEqual(idsOf(all))
      expect(pages.map((page) => page.length)).toStrictEqual([3, 3, 3, 2])
      for (const filter of ['', '&filter[unread]=false']) {
        const numbered: number[] = []
        for (const page of [1, 2, 3, 4]) {
          numbered.push(...(await listed(`?sort=${sort}&per_page=3&page=${page}${filter}`)))
        }
        expect(numbered).toStrictEqual(idsOf(all))
      }
    }
  })

  it('show at most 50 members of a room, and how many there are', async () => {
    await crowd(60, 9)
    await brandTag(9, [1])
    await create({ id_brand_tag: 9, source: 0 })
    const { body } = await listRooms(1)
    expect(body.data[0].ambassadors_count).toBe(61)
    const shown = body.data[0].ambassadors.map(
      (one: { id_ambassador: number }) => one.id_ambassador,
    )
    expect(shown).toStrictEqual([1, ...Array.from({ length: 49 }, (_, index) => 1001 + index)])
  })

  it('show the ambassador itself in a room where it is not among the first 50', async () => {
    await crowd(60, 9)
    await create({ id_brand_tag: 9, source: 0 })
    const { body } = await listRooms(1060)
    const shown = body.data[0].ambassadors.map(
      (one: { id_ambassador: number }) => one.id_ambassador,
    )
    expect([shown.length, shown.at(-1)]).toStrictEqual([51, 1060])
  })

  it('say of the author of the last message what the message says, whoever that is and whoever asks', async () => {
    await ambassadors([5], { emailTmp: 'brand@example.com', ownEmailTmp: 'own@example.com' })
    await crowd(60, 9)
    await brandTag(9, [5])
    await create({ ids_ambassadors: [2, 5], source: 0 })
    await create({ id_brand_tag: 9, source: 0 })
    const own = await signSelfToken(5)
    await listRooms(5, '', { token: own })
    for (const [room, author] of [
      [1, 2],
      [1, 5],
      [2, 5],
      [2, 1060],
    ] as const) {
      const { body } = await say(room, author)
      for (const token of [own, await signToken()]) {
        const message = await send('GET', `/api/v2/chat/messages/${body.id_message}`, { token })
        const list = await listRooms(5, '', { token })
        expect.soft(message.body.author.id_ambassador).toBe(author)
        expect.soft(list.body.data[0].last_message).toStrictEqual(message.body)
      }
    }
  })

  it('are for the own ambassador of a chat:self token, which is online from then on', async () => {
    await pair(2)
    const token = await signSelfToken(1)
    expect(await listRooms(2, '', { token })).toMatchObject({ status: 403 })
    expect(await listRooms(1, '', { token })).toMatchObject({
      status: 200,
      body: { data: [{ ambassadors: [{ online: true }, { online: false }] }] },
    })
    await ambassadors([41], { idBrand: 4 })
    for (const unknown of [99, 41]) expect(await listRooms(unknown)).toMatchObject({ status: 404 })
  })
})
