// POST /chat/chatrooms/{chatroom}/messages.
import { beforeEach, describe, expect, it } from 'vitest'
import { chatroomPivots } from '../../src/db/schema.ts'
import { ambassadors, brandTag, database } from '../support/factories.ts'
import { signSelfToken } from '../support/tokens.ts'
import { CHATROOMS, create, post, read, send } from '../support/worker.ts'

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
})

const countMessages = async (): Promise<number> =>
  (await send('GET', `${CHATROOMS}/1/messages`)).body.total

describe('a message', () => {
  it('answers 201 with the message and its author', async () => {
    const before = Date.now()
    const { status, body } = await post(1, { id_ambassador: 1, type_message: 0, content: 'Hello' })
    expect(status).toBe(201)
    expect(body).toStrictEqual({
      id_message: 1,
      date_insert: expect.stringMatching(/^[\d-]{10}T[\d:]{8}\.\d{3}000Z$/),
      author: expect.objectContaining({ id_ambassador: 1, firstname: 'First 1' }),
      content: 'Hello',
      type_message: 0,
      status_moderation: 0,
    })
    expect(Date.parse(body.date_insert)).toBeGreaterThanOrEqual(before)
  })

  it('sets the date of the last message, and the dialogue once, when a second author speaks', async () => {
    const say = (author: number) =>
      post(1, { id_ambassador: author, type_message: 0, content: 'x' })
    const { body: first } = await say(1)
    expect((await read(1)).body).toMatchObject({
      last_message_date: first.date_insert,
      established_dialogue: null,
    })
    await say(1)
    expect((await read(1)).body.established_dialogue).toBeNull()
    const { body: answer } = await say(2)
    const established = answer.date_insert.replace('T', ' ').replace('000Z', '')
    expect((await read(1)).body.established_dialogue).toBe(established)
    const { body: last } = await say(1)
    await say(2)
    expect((await read(1)).body.established_dialogue).toBe(established)
    expect(last.id_message).toBe(4)
  })

  it('brings the room back to others who archived it, and not to its author', async () => {
    await brandTag(7, [1, 2, 3])
    await create({ id_brand_tag: 7, source: 0 })
    await database.update(chatroomPivots).set({ isArchived: true })
    await post(2, { id_ambassador: 1, type_message: 0, content: 'x' })
    const archived = async (id: number) =>
      (await read(id)).body.ambassadors.map(
        (one: { chatroom_pivot_data: [{ archived: boolean }] }) =>
          one.chatroom_pivot_data[0].archived,
      )
    expect(await archived(2)).toStrictEqual([true, false, false])
    expect(await archived(1)).toStrictEqual([true, true])
  })

  it.each([1, 3, 4, 5, 6, 7, 8, 9])('of type %i needs no content', async (type) => {
    expect(await post(1, { id_ambassador: 1, type_message: type })).toMatchObject({
      status: 201,
      body: { type_message: type, content: null },
    })
  })

  it('takes a text of 20,000 characters and refuses one more, or none', async () => {
    const text = (content: unknown) => post(1, { id_ambassador: 1, type_message: 0, content })
    expect(await text('x'.repeat(20_000))).toMatchObject({ status: 201 })
    expect(await text('x'.repeat(20_001))).toMatchObject({
      status: 422,
      body: { errors: { content: ['content must be at most 20000 characters.'] } },
    })
    for (const nothing of ['', null, undefined]) {
      expect(await text(nothing)).toMatchObject({
        status: 422,
        body: { errors: { content: ['content is required for a text.'] } },
      })
    }
  })
})

it('the longest text fits into a body as UTF-8, and not when its characters are escaped', async () => {
  const content = '語'.repeat(20_000)
  const body = { id_ambassador: 1, type_message: 0, content }
  expect(await post(1, body)).toMatchObject({ status: 201, body: { content } })
  const rawBody = JSON.stringify(body).replaceAll('語', '\\u8a9e')
  const headers = { 'Content-Type': 'application/json' }
  const path = `${CHATROOMS}/1/messages`
  expect((await send('POST', path, { rawBody, headers })).status).toBe(413)
  const half = rawBody.replace('\\u8a9e'.repeat(10_000), '')
  expect((await send('POST', path, { rawBody: half, headers })).status).toBe(201)
})

describe('a message that may not be written', () => {
  it.each([
    ['is not in the room', 3],
    ['is unknown', 99],
    ['is of another brand', 41],
  ])('is a 422 when its author %s', async (_, author) => {
    await ambassadors([41], { idBrand: 4 })
    const { status, body } = await post(1, { id_ambassador: author, type_message: 0, content: 'x' })
    expect({ status, body }).toStrictEqual({
      status: 422,
      body: {
        message: 'id_ambassador is not an available member of this room.',
        errors: { id_ambassador: ['id_ambassador is not an available member of this room.'] },
      },
    })
    expect(await countMessages()).toBe(0)
  })

  it('is a 403 for either side of a blocked pair', async () => {
    await database.update(chatroomPivots).set({ isBlocked: true })
    for (const author of [1, 2]) {
      const { status, body } = await post(1, {
        id_ambassador: author,
        type_message: 0,
        content: 'x',
      })
      expect({ status, body }).toStrictEqual({
        status: 403,
        body: { message: 'The room is blocked: nobody can write in it.' },
      })
    }
    expect(await countMessages()).toBe(0)
  })

  it('is a 404 in an unknown room, and for a token that does not see the room', async () => {
    const body = { id_ambassador: 3, type_message: 0, content: 'x' }
    expect(await post(9, body)).toMatchObject({ status: 404 })
    expect(await post(1, body, { token: await signSelfToken(3) })).toMatchObject({ status: 404 })
  })

  it('is a 403 for a token of another ambassador, and a 201 for its own', async () => {
    const body = { id_ambassador: 1, type_message: 0, content: 'x' }
    expect(await post(1, body, { token: await signSelfToken(2) })).toMatchObject({ status: 403 })
    expect(await post(1, body, { token: await signSelfToken(1) })).toMatchObject({ status: 201 })
  })
})

describe('an idempotency key', () => {
  const keyed = (body: object, key = 'k', token?: string) =>
    post(
      1,
      { id_ambassador: 1, type_message: 0, ...body },
      { headers: { 'Idempotency-Key': key }, ...(token && { token }) },
    )

  it('answers the first message to 50 concurrent repeats', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => keyed({ content: 'once' })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49)
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(await countMessages()).toBe(1)
  })

  it('is a 422 with another body or in another room', async () => {
    await keyed({ content: 'one' })
    await create({ ids_ambassadors: [1, 3], source: 0 })
    const refused = {
      message: 'Idempotency-Key has been used for another request.',
      errors: { 'Idempotency-Key': ['Idempotency-Key has been used for another request.'] },
    }
    expect(await keyed({ content: 'two' })).toMatchObject({ status: 422, body: refused })
    const headers = { 'Idempotency-Key': 'k' }
    const body = { id_ambassador: 1, type_message: 0, content: 'one' }
    expect(await post(2, body, { headers })).toMatchObject({ status: 422, body: refused })
    expect(await countMessages()).toBe(1)
  })

  it('belongs to the subject of the token', async () => {
    await keyed({ content: 'one' })
    const token = await signSelfToken(1)
    expect(await keyed({ content: 'two' }, 'k', token)).toMatchObject({ status: 201 })
  })

  it('answers the message as it is now, without bringing the room back again', async () => {
    await keyed({ content: 'one' })
    await send('PATCH', '/api/v2/chat/messages/1', { body: { content: 'edited' } })
    await database.update(chatroomPivots).set({ isArchived: true })
    expect(await keyed({ content: 'one' })).toMatchObject({
      status: 200,
      body: { content: 'edited' },
    })
    const { body } = await read(1)
    expect(body.ambassadors[1].chatroom_pivot_data[0].archived).toBe(true)
  })

  it('has 1 to 255 characters', async () => {
    expect(await keyed({ content: 'x' }, 'k'.repeat(255))).toMatchObject({ status: 201 })
    expect(await keyed({ content: 'x' }, 'k'.repeat(256))).toMatchObject({ status: 422 })
  })
})
