// GET /chat/chatrooms/{chatroom}/messages, GET and PATCH /chat/messages/{id}.
import { beforeEach, describe, expect, it } from 'vitest'
import { messages } from '../../src/db/conversation-schema.ts'
import { ambassadors, database } from '../support/factories.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { CHATROOMS, create, post, send } from '../support/worker.ts'

const MESSAGE = '/api/v2/chat/messages/1'

const list = (query = '', room = 1) => send('GET', `${CHATROOMS}/${room}/messages${query}`)

const idsOf = (body: { data: { id_message: number }[] }) => body.data.map((one) => one.id_message)

const say = (author: number, content = 'x', type = 0) =>
  post(1, { id_ambassador: author, type_message: type, content })

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
})

describe('a list of messages', () => {
  it('is newest first in the page envelope', async () => {
    for (let count = 0; count < 4; count += 1) await say(1)
    const { status, body } = await list('?per_page=2&page=2')
    expect(status).toBe(200)
    const at = (page: number) =>
      `https://chat.example.com${CHATROOMS}/1/messages?per_page=2&page=${page}`
    expect(body).toStrictEqual({
      current_page: 2,
      data: [
        expect.objectContaining({ id_message: 2 }),
        expect.objectContaining({ id_message: 1 }),
      ],
      first_page_url: at(1),
      from: 3,
      last_page: 2,
      last_page_url: at(2),
      links: [
        { url: at(1), label: '&laquo; Previous', active: false },
        { url: at(1), label: '1', active: false },
        { url: at(2), label: '2', active: true },
        { url: null, label: 'Next &raquo;', active: false },
      ],
      next_page_url: null,
      path: `https://chat.example.com${CHATROOMS}/1/messages`,
      per_page: 2,
      prev_page_url: at(1),
      to: 4,
      total: 4,
    })
    expect(idsOf((await list('?sort=date_insert')).body)).toStrictEqual([1, 2, 3, 4])
  })

  it('is in the cursor envelope when a cursor is asked for, and then counts nothing', async () => {
    await say(1)
    await say(1)
    const { body } = await list('?per_page=1&cursor=')
    const path = `https://chat.example.com${CHATROOMS}/1/messages`
    expect(body).toStrictEqual({
      data: [expect.objectContaining({ id_message: 2 })],
      path,
      per_page: 1,
      next_cursor: expect.stringMatching(/^[\w-]+$/),
      next_page_url: `${path}?per_page=1&cursor=${body.next_cursor}`,
      prev_cursor: null,
      prev_page_url: null,
    })
  })

  it('walks by cursor through equal dates, there and back, without a gap or a repeat', async () => {
    for (let count = 0; count < 7; count += 1) await say(1)
    await database.update(messages).set({ insertedAt: 1_700_000_000_000 })
    const pages: number[][] = []
    let { body } = await list('?per_page=3&cursor=')
    pages.push(idsOf(body))
    expect(body.prev_cursor).toBeNull()
    while (body.next_page_url !== null) {
      ;({ body } = await send('GET', body.next_page_url.replace('https://chat.example.com', '')))
      pages.push(idsOf(body))
    }
    expect(pages).toStrictEqual([[7, 6, 5], [4, 3, 2], [1]])
    ;({ body } = await list(`?per_page=3&cursor=${body.prev_cursor}`))
    expect(idsOf(body)).toStrictEqual([4, 3, 2])
    ;({ body } = await list(`?per_page=3&cursor=${body.prev_cursor}`))
    expect([idsOf(body), body.prev_cursor]).toStrictEqual([[7, 6, 5], null])
  })

  it('is filtered by date, type and activity', async () => {
    await say(1)
    await say(1, 'x', 1)
    await say(1, 'x', 7)
    await database.update(messages).set({ insertedAt: Date.parse('2024-05-01T10:00:00Z') })
    const { body: fourth } = await say(2)
    await send('PATCH', '/api/v2/chat/messages/3', { body: { active: false } })
    expect(idsOf((await list('?filter[type_message]=1,7')).body)).toStrictEqual([2])
    expect(idsOf((await list('?filter[active]=false')).body)).toStrictEqual([3])
    expect(idsOf((await list(`?filter[sent_before]=${fourth.date_insert}`)).body)).toStrictEqual([
      2, 1,
    ])
    for (const date of [
      '2024-05-01T10:00:01Z',
      '2024-05-01 10:00:00.001',
      '2024-05-01T12:00:00.5%2B02:00',
    ]) {
      expect(idsOf((await list(`?filter[sent_before]=${date}`)).body)).toStrictEqual([2, 1])
    }
    expect(idsOf((await list('?filter[sent_before]=2024-05-01T10:00:00Z')).body)).toStrictEqual([])
  })

  it.each([
    ['page=0', 'page must be an integer from 1 to 2147483647.'],
    ['page=x', 'page must be an integer from 1 to 2147483647.'],
    ['per_page=101', 'per_page must be an integer from 1 to 100.'],
    ['sort=content', 'sort must be date_insert or -date_insert.'],
    ['filter[mood]=1', 'filter[mood] is not a filter of this list.'],
    ['filter[active]=yes', 'filter[active] must be true or false.'],
    ['filter[sent_before]=soon', 'filter[sent_before] must be an ISO 8601 date-time.'],
    [
      'filter[sent_before]=2024-02-31T99:00:00Z',
      'filter[sent_before] must be an ISO 8601 date-time.',
    ],
    ['filter[type_message]=12', 'filter[type_message].0 must be 0, 1, 2, 3, 4, 5, 6, 7, 8 or 9.'],
    ['cursor=x', 'cursor is not a cursor of this list.'],
    ['cursor=WzEsMl0', 'cursor is not a cursor of this list.'],
    ['page=1&page=2', 'page must be a string.'],
  ])('refuses ?%s', async (query, message) => {
    expect(await list(`?${query}`)).toMatchObject({ status: 422, body: { message } })
  })

  it('is a 404 for an unknown room, one of another brand, and one that the caller is not in', async () => {
    await ambassadors([1, 2], { idBrand: 4 })
    const token = await signToken({ brands: [3, 4] })
    expect(await list('', 2)).toMatchObject({ status: 404, body: { message: 'Not Found.' } })
    expect(await send('GET', `${CHATROOMS}/1/messages`, { token, brand: 4 })).toMatchObject({
      status: 404,
    })
    const stranger = await signSelfToken(3)
    expect(await send('GET', `${CHATROOMS}/1/messages`, { token: stranger })).toMatchObject({
      status: 404,
    })
  })
})

describe('one message', () => {
  beforeEach(() => say(1, 'Hello'))

  it('reads as it was posted', async () => {
    expect(await send('GET', MESSAGE)).toMatchObject({ status: 200, body: { content: 'Hello' } })
    expect(await send('GET', '/api/v2/chat/messages/2')).toMatchObject({ status: 404 })
    const stranger = await signSelfToken(3)
    expect(await send('GET', MESSAGE, { token: stranger })).toMatchObject({ status: 404 })
  })

  it('is changed by its author or the brand, and nobody else', async () => {
    const author = await signSelfToken(1)
    const member = await signSelfToken(2)
    const stranger = await signSelfToken(3)
    const change = (content: string, token?: string) =>
      send('PATCH', MESSAGE, { body: { content }, ...(token && { token }) })
    expect(await change('one', author)).toMatchObject({ status: 200, body: { content: 'one' } })
    expect(await change('two')).toMatchObject({ status: 200, body: { content: 'two' } })
    expect(await change('three', member)).toMatchObject({
      status: 403,
      body: { message: 'A message may only be changed by its author.' },
    })
    expect(await change('four', stranger)).toMatchObject({ status: 404 })
    expect(await send('GET', MESSAGE)).toMatchObject({ body: { content: 'two' } })
    expect(await send('PATCH', MESSAGE, { body: { content: '' } })).toMatchObject({ status: 422 })
  })

  it('is deleted and restored, and gone for others meanwhile', async () => {
    const author = await signSelfToken(1)
    const member = await signSelfToken(2)
    const get = (token?: string) => send('GET', MESSAGE, { ...(token && { token }) })
    const setActive = (active: boolean) =>
      send('PATCH', MESSAGE, { body: { active }, token: author })
    expect(await setActive(false)).toMatchObject({ status: 200 })
    const deleted = async (token?: string) =>
      (
        await send('GET', `${CHATROOMS}/1/messages?filter[active]=false`, {
          ...(token && { token }),
        })
      ).body.total
    expect([await deleted(author), await deleted(member), await deleted()]).toStrictEqual([1, 0, 1])
    const statuses = async () => [
      (await get(author)).status,
      (await get(member)).status,
      (await get()).status,
    ]
    expect(await statuses()).toStrictEqual([200, 404, 200])
    await setActive(true)
    expect(await statuses()).toStrictEqual([200, 200, 200])
  })
})
