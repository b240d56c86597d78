// POST /chat/chatrooms/{chatroom}/ratings.
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { messages, ratings } from '../../src/db/conversation-schema.ts'
import { ambassadors as ambassadorTable, chatroomPivots } from '../../src/db/schema.ts'
import { ambassadors, brandTag, database } from '../support/factories.ts'
import { invalidFields, refusal, shown, UNAUTHORIZED } from '../support/refusals.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { CHATROOMS, create, type Options, post, read, send } from '../support/worker.ts'

const UNAVAILABLE = 'is not an available member of this room.'
const DATE = expect.stringMatching(/^[\d-]{10}T[\d:]{8}\.\d{3}000Z$/)

const ask = (body: unknown, options: Options = {}, idChatroom: number | string = 1) =>
  send('POST', `${CHATROOMS}/${idChatroom}/ratings`, { ...options, body })

const pair = { id_user_rater: 2, id_user_rated: 1 }

const countWritten = async () => ({
  messages: await database.$count(messages),
  ratings: await database.$count(ratings),
})
const NOTHING = { messages: 0, ratings: 0 }

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
})

describe('a request to rate', () => {
  it('answers 201 with a message of the rated one, without content, and a rating without a value', async () => {
    const { status, body } = await ask(pair)
    expect(status).toBe(201)
    expect(body).toStrictEqual({
      id_message: 1,
      date_insert: DATE,
      author: expect.objectContaining({ id_ambassador: 1, firstname: 'First 1' }),
      content: null,
      type_message: 2,
      status_moderation: 0,
      rating: {
        id_rating: 1,
        date_insert: DATE,
        date_update: body.rating.date_insert,
        date_delete: null,
        value: null,
        content: null,
        id_user_rater: 2,
        id_user_rated: 1,
      },
    })
    const path = '/api/v2/chat/messages/1'
    expect((await send('GET', path)).body).toStrictEqual(body)
  })

  it.each([1, 2])('is written by ambassador %i for its own token', async (self) => {
    const { status, body } = await ask(pair, { token: await signSelfToken(self) })
    expect(status).toBe(201)
    expect(body.author.id_ambassador).toBe(self)
    expect(body.rating).toMatchObject(pair)
  })

  it('counts as a message of the room: its date, and the dialogue of a second author', async () => {
    await post(1, { id_ambassador: 2, type_message: 0, content: 'x' })
    const { body } = await ask(pair)
    expect((await read(1)).body).toMatchObject({
      last_message_date: body.date_insert,
      established_dialogue: body.date_insert.replace('T', ' ').replace('000Z', ''),
      last_rating: null,
    })
  })

  it('gives each message a rating of its own, numbered in its brand', async () => {
    await ambassadors([1, 2], { idBrand: 4 })
    const token = await signToken({ brands: [3, 4] })
    await create({ ids_ambassadors: [1, 2], source: 0 }, { token, brand: 4 })
    await ask(pair, { token, brand: 4 })
    await ask(pair)
    const { body } = await ask({ id_user_rater: 1, id_user_rated: 2 })
    expect(body).toMatchObject({ id_message: 2, rating: { id_rating: 2, id_user_rated: 2 } })
    expect(await countWritten()).toStrictEqual({ messages: 3, ratings: 3 })
  })

  it('is made between two members of a tag’s room', async () => {
    await brandTag(7, [1, 2, 3])
    await create({ id_brand_tag: 7, source: 0 })
    const { status, body } = await ask({ id_user_rater: 3, id_user_rated: 1 }, {}, 2)
    expect({ status, author: body.author.id_ambassador }).toStrictEqual({ status: 201, author: 1 })
  })

  it('numbers 20 at once without a gap, each with its own rating', async () => {
    const token = await signToken()
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(pair, { token })))
    const numbers = answers.map(({ body }) => [body.id_message, body.rating.id_rating])
    expect(numbers.toSorted((one, other) => one[0] - other[0])).toStrictEqual(
      Array.from({ length: 20 }, (_, index) => [index + 1, index + 1]),
    )
  })
})

describe('a request to rate is refused', () => {
  it.each([
    ['a stranger to the room', 3],
    ['an unknown ambassador', 99],
    ['an ambassador of another brand', 41],
  ])('for %s, on either side, in the same words', async (_, id) => {
    await ambassadors([41], { idBrand: 4 })
    const one = await ask({ id_user_rater: id, id_user_rated: 1 })
    expect(shown(one)).toStrictEqual(
      invalidFields({ id_user_rater: [`id_user_rater ${UNAVAILABLE}`] }),
    )
    const other = await ask({ id_user_rater: 1, id_user_rated: id })
    expect(shown(other)).toStrictEqual(
      invalidFields({ id_user_rated: [`id_user_rated ${UNAVAILABLE}`] }),
    )
    expect(await countWritten()).toStrictEqual(NOTHING)
  })

  it.each([{ active: -1 }, { isAnonymized: true }])('for a member that is %o', async (columns) => {
    await ambassadors([11], { status: 7 })
    await create({ ids_ambassadors: [1, 11], source: 0 })
    await database.update(ambassadorTable).set(columns).where(eq(ambassadorTable.idAmbassador, 11))
    const body = { id_user_rater: 11, id_user_rated: 1 }
    const byBrand = await ask(body, {}, 2)
    expect(shown(byBrand)).toStrictEqual(
      invalidFields({ id_user_rater: [`id_user_rater ${UNAVAILABLE}`] }),
    )
    const byOther = await ask(body, { token: await signSelfToken(1) }, 2)
    expect(shown(byOther)).toStrictEqual(shown(byBrand))
    expect(await countWritten()).toStrictEqual(NOTHING)
  })

  it('for both when neither is in the room', async () => {
    expect(shown(await ask({ id_user_rater: 98, id_user_rated: 99 }))).toStrictEqual(
      invalidFields({
        id_user_rater: [`id_user_rater ${UNAVAILABLE}`],
        id_user_rated: [`id_user_rated ${UNAVAILABLE}`],
      }),
    )
  })

  it('for a body that is not two different ids, with every field', async () => {
    expect(shown(await ask({ id_user_rater: '2' }))).toStrictEqual(
      invalidFields({
        id_user_rater: ['id_user_rater must be an integer.'],
        id_user_rated: ['id_user_rated is required.'],
      }),
    )
    expect(shown(await ask({ id_user_rater: 2, id_user_rated: 2.0 }))).toStrictEqual(
      invalidFields({ id_user_rated: ['id_user_rated must differ from id_user_rater.'] }),
    )
  })

  it('in a blocked room', async () => {
    await database
      .update(chatroomPivots)
      .set({ isBlocked: true })
      .where(eq(chatroomPivots.idAmbassador, 2))
    expect(shown(await ask(pair))).toStrictEqual(
      refusal(403, 'The room is blocked: nobody can write in it.'),
    )
    expect(await countWritten()).toStrictEqual(NOTHING)
  })

  it('for a token of neither of the two', async () => {
    const message = 'The token may only ask for ratings that its own ambassador gives or gets.'
    const token = await signSelfToken(3)
    expect(shown(await ask(pair, { token }))).toStrictEqual(refusal(403, message))
  })

  it('for a token of one of the two who is not in the room', async () => {
    const token = await signSelfToken(3)
    const answer = await ask({ id_user_rater: 3, id_user_rated: 1 }, { token })
    expect(shown(answer)).toStrictEqual(refusal(404, 'Not Found.'))
  })

  it.each(['2', '0', 'one', '2147483648'])('in room %s, which is not there', async (id) => {
    expect(shown(await ask(pair, {}, id))).toStrictEqual(refusal(404, 'Not Found.'))
  })

  it('in a room of another brand', async () => {
    await ambassadors([1, 2], { idBrand: 4 })
    const options = { token: await signToken({ brands: [3, 4] }), brand: 4 }
    expect(shown(await ask(pair, options))).toStrictEqual(refusal(404, 'Not Found.'))
    expect(await countWritten()).toStrictEqual(NOTHING)
  })

  it('without a token, or with a scope that does not cover it', async () => {
    expect(shown(await ask(pair, { token: null }))).toStrictEqual(UNAUTHORIZED)
    const token = await signToken({ scope: 'manager' })
    expect(await ask(pair, { token })).toMatchObject({ status: 403 })
  })
})
