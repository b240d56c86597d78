// PATCH /chat/ratings/{rating}.
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { ratings } from '../../src/db/conversation-schema.ts'
import { chatrooms } from '../../src/db/schema.ts'
import { ambassadors, database } from '../support/factories.ts'
import { invalidFields, refusal, shown, UNAUTHORIZED } from '../support/refusals.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { CHATROOMS, create, type Options, read, send } from '../support/worker.ts'

const NOT_FOUND = refusal(404, 'Not Found.')

const ask = (options: Options = {}) =>
  send('POST', `${CHATROOMS}/1/ratings`, {
    ...options,
    body: { id_user_rater: 2, id_user_rated: 1 },
  })

const give = (body: unknown, idRating: number | string = 1, options: Options = {}) =>
  send('PATCH', `/api/v2/chat/ratings/${idRating}`, { ...options, body })

const lastRating = async () => (await read(1)).body.last_rating

/** What the column for lists and filters of rooms holds. */
const keptValues = async (idBrand = 3) => {
  const rooms = await database.select().from(chatrooms).where(eq(chatrooms.idBrand, idBrand))
  return rooms.map(({ lastRatingValue }) => lastRatingValue)
}

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await ask()
})

describe('a rating', () => {
  it('is given in a blocked room too', async () => {
    const path = `${CHATROOMS}/1/ambassadors/1/block`
    await send('PATCH', path, { body: { is_blocked: true } })
    expect(await give({ value: 3 })).toMatchObject({ status: 200, body: { value: 3 } })
  })

  it('is given with a comment, and is then the last rating of the room and the one of its message', async () => {
    await database.update(ratings).set({ insertedAt: 1000, updatedAt: 1000 })
    const before = Date.now()
    const { status, body } = await give({ value: 4, content: 'Good' })
    expect({ status, body }).toStrictEqual({
      status: 200,
      body: {
        id_rating: 1,
        date_insert: '1970-01-01T00:00:01.000000Z',
        date_update: expect.stringMatching(/^[\d-]{10}T[\d:]{8}\.\d{3}000Z$/),
        date_delete: null,
        value: 4,
        content: 'Good',
        id_user_rater: 2,
        id_user_rated: 1,
      },
    })
    expect(Date.parse(body.date_update)).toBeGreaterThanOrEqual(before)
    expect(await lastRating()).toStrictEqual({ value: 4, comment: 'Good' })
    expect(await keptValues()).toStrictEqual([4])
    expect((await send('GET', '/api/v2/chat/messages/1')).body.rating).toStrictEqual(body)
  })

  it('may be 0, and has no comment unless there is one', async () => {
    expect((await give({ value: 0, content: null })).body).toMatchObject({
      value: 0,
      content: null,
    })
    expect(await lastRating()).toStrictEqual({ value: 0, comment: null })
    expect(await keptValues()).toStrictEqual([0])
  })

  it('is answered again when the request is repeated, and can be changed', async () => {
    const first = await give({ value: 4, content: 'Good' })
    await database.update(ratings).set({ updatedAt: 1000 })
    const again = await give({ value: 4, content: 'Good' })
    const earlier = '1970-01-01T00:00:01.000000Z'
    expect(again).toMatchObject({ status: 200, body: { ...first.body, date_update: earlier } })
    const changed = await give({ value: 2 })
    expect(changed.body).toMatchObject({ value: 2, content: 'Good' })
    expect(changed.body.date_update).not.toBe(earlier)
    expect(await lastRating()).toStrictEqual({ value: 2, comment: 'Good' })
  })

  it('is the last of the room only while no newer one has a value', async () => {
    await ask()
    await ask()
    await give({ value: 5 }, 2)
    await give({ value: 1 }, 1)
    expect(await lastRating()).toStrictEqual({ value: 5, comment: null })
    expect(await keptValues()).toStrictEqual([5])
    await database.update(ratings).set({ deletedAt: 1 }).where(eq(ratings.idRating, 2))
    await give({ value: 3 }, 1)
    expect(await lastRating()).toStrictEqual({ value: 3, comment: null })
    expect(await keptValues()).toStrictEqual([3])
  })

  it('leaves other rooms and other brands as they are', async () => {
    const token = await signToken({ brands: [3, 4] })
    await ambassadors([1, 2], { idBrand: 4 })
    await create({ ids_ambassadors: [1, 2], source: 0 }, { token, brand: 4 })
    await ask({ token, brand: 4 })
    await create({ ids_ambassadors: [1, 3], source: 0 })
    await give({ value: 5 })
    expect(await keptValues(3)).toStrictEqual([5, null])
    expect(await keptValues(4)).toStrictEqual([null])
    const [untouched] = await database.select().from(ratings).where(eq(ratings.idBrand, 4))
    expect(untouched).toMatchObject({ idRating: 1, value: null })
  })
})

describe('who may give a rating', () => {
  it('is the rater', async () => {
    expect(await give({ value: 4 }, 1, { token: await signSelfToken(2) })).toMatchObject({
      status: 200,
      body: { value: 4 },
    })
  })

  it('is not the rated one, who may know of it', async () => {
    const answer = await give({ value: 4 }, 1, { token: await signSelfToken(1) })
    expect(shown(answer)).toStrictEqual(refusal(403, 'A rating may only be given by its rater.'))
    expect(await keptValues()).toStrictEqual([null])
    expect(await database.select().from(ratings)).toMatchObject([{ value: null }])
  })

  it('is nobody else, who may not', async () => {
    expect(shown(await give({ value: 4 }, 1, { token: await signSelfToken(3) }))).toStrictEqual(
      NOT_FOUND,
    )
    expect(await database.select().from(ratings)).toMatchObject([{ value: null }])
  })

  it('is nobody without a token, a brand that it covers and a scope', async () => {
    expect(shown(await give({ value: 4 }, 1, { token: null }))).toStrictEqual(UNAUTHORIZED)
    const scoped = await signToken({ scope: 'manager' })
    expect(await give({ value: 4 }, 1, { token: scoped })).toMatchObject({ status: 403 })
    expect(await give({ value: 4 }, 1, { brand: 4 })).toMatchObject({ status: 403 })
  })
})

describe('a rating is refused', () => {
  it.each(['2', '0', '01', 'one', '2147483648'])(
    'with the id %s, which is not there',
    async (id) => {
      expect(shown(await give({ value: 4 }, id))).toStrictEqual(NOT_FOUND)
    },
  )

  it('in another brand, or once it is deleted', async () => {
    const options = { token: await signToken({ brands: [3, 4] }), brand: 4 }
    expect(shown(await give({ value: 4 }, 1, options))).toStrictEqual(NOT_FOUND)
    await database.update(ratings).set({ deletedAt: 1 })
    expect(shown(await give({ value: 4 }))).toStrictEqual(NOT_FOUND)
  })

  it.each([
    [undefined, 'value is required.'],
    [null, 'value must be an integer.'],
    ['4', 'value must be an integer.'],
    [4.5, 'value must be an integer.'],
    [-1, 'value must be an integer from 0 to 5.'],
    [6, 'value must be an integer from 0 to 5.'],
  ])('with the value %j', async (value, message) => {
    expect(shown(await give({ value }))).toStrictEqual(invalidFields({ value: [message] }))
  })

  it('with a comment that is too long or no text', async () => {
    expect(await give({ value: 1, content: 'x'.repeat(20_000) })).toMatchObject({ status: 200 })
    expect(shown(await give({ value: 1, content: 'x'.repeat(20_001) }))).toStrictEqual(
      invalidFields({ content: ['content must be at most 20000 characters.'] }),
    )
    expect(shown(await give({ value: 9, content: 1 }))).toStrictEqual(
      invalidFields({
        value: ['value must be an integer from 0 to 5.'],
        content: ['content must be a string.'],
      }),
    )
  })
})
