// Brands are sealed off from each other, and ambassadors from rooms that they are not in.
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { chatroomPivots, chatrooms } from '../../src/db/schema.ts'
import { ambassadors, brandTag, countRooms, database } from '../support/factories.ts'
import {
  BRAND_REQUIRED,
  FOREIGN_BRAND,
  invalidFields,
  NOT_FOUND,
  shown,
  SHUT_OUT,
  unavailableAmbassadors,
} from '../support/refusals.ts'
import { answersTo, sameFor } from '../support/tables.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { CHATROOMS, create, type Options, send } from '../support/worker.ts'

const UNKNOWN_TAG = invalidFields({
  id_brand_tag: ['id_brand_tag is not an available brand tag of this brand.'],
})

const pair = (...ids: number[]) => ({ ids_ambassadors: ids, source: 0 })
const read = (id: number, options: Options = {}) => send('GET', `${CHATROOMS}/${id}`, options)

/** Options of a request of brand 4 with a token of brand 4. */
const asBrand4 = async (): Promise<Options> => ({
  token: await signToken({ brands: [4] }),
  brand: 4,
})

const firstnames = (body: { ambassadors: { firstname: string }[] }) =>
  body.ambassadors.map(({ firstname }) => firstname)

const rowsOf = async (idBrand: number) => ({
  rooms: await database.$count(chatrooms, eq(chatrooms.idBrand, idBrand)),
  pivots: await database.$count(chatroomPivots, eq(chatroomPivots.idBrand, idBrand)),
})

/** What a chat:self token of this subject gets of room 1. */
const readAs = async (sub: string) =>
  shown(await read(1, { token: await signSelfToken(1, { sub }) }))

/** Both brands have ambassadors 1 and 2 and tag 7; 3 is of brand 3 alone, 41, 42 and tag 9 of brand 4. */
beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await ambassadors([1], { idBrand: 4, firstname: 'Other 1' })
  await ambassadors([2], { idBrand: 4, firstname: 'Other 2' })
  await ambassadors([41, 42], { idBrand: 4 })
  await brandTag(7, [1, 2])
  await brandTag(7, [2, 41, 42], 4)
  await brandTag(9, [1, 2], 4)
})

describe('a brand', () => {
  it.each([
    ['both ids', [41, 42], [0, 1]],
    ['the first id', [41, 1], [0]],
    ['the second id', [1, 41], [1]],
  ])('can not open a room with ambassadors of another: %s', async (_, ids, indexes) => {
    const refused = unavailableAmbassadors(...indexes)
    const unknown = ids.map((id) => (id > 3 ? id + 1000 : id))
    expect(shown(await create(pair(...ids)))).toStrictEqual(refused)
    expect(shown(await create(pair(...unknown)))).toStrictEqual(refused)
    expect(await countRooms()).toStrictEqual({ chatrooms: 0, pivots: 0 })
  })

  it('can not open the room of a tag of another, which looks like one that nobody has', async () => {
    for (const tag of [9, 99]) {
      expect(shown(await create({ id_brand_tag: tag, source: 0 }))).toStrictEqual(UNKNOWN_TAG)
    }
    expect(await countRooms()).toStrictEqual({ chatrooms: 0, pivots: 0 })
  })

  it('can not read a room of another, which looks like one that nobody has', async () => {
    const other = await asBrand4()
    await create(pair(1, 2), other)
    await create(pair(41, 42), other)
    expect(await read(2, other)).toMatchObject({ status: 200, body: { id_chatroom: 2 } })
    for (const id of [1, 2, 99]) expect(shown(await read(id))).toStrictEqual(NOT_FOUND)
  })

  it('can not be reached with the header alone', async () => {
    await create(pair(1, 2), await asBrand4())
    expect(shown(await read(1, { brand: 4 }))).toStrictEqual(FOREIGN_BRAND)
    expect(shown(await create(pair(1, 2), { brand: 4 }))).toStrictEqual(FOREIGN_BRAND)
    expect(shown(await create({ id_brand_tag: 9, source: 0 }, { brand: 4 }))).toStrictEqual(
      FOREIGN_BRAND,
    )
    expect(await rowsOf(4)).toStrictEqual({ rooms: 1, pivots: 2 })
  })

  it('has rooms of its own where another has the same ids', async () => {
    const other = await asBrand4()
    const mine = await create({ ...pair(1, 2), source: 1 })
    const theirs = await create({ ...pair(2, 1), source: 2 }, other)

    expect([mine.status, theirs.status]).toStrictEqual([201, 201])
    expect([mine.body.id_chatroom, theirs.body.id_chatroom]).toStrictEqual([1, 1])
    expect(firstnames(mine.body)).toStrictEqual(['First 1', 'First 2'])
    expect(firstnames(theirs.body)).toStrictEqual(['Other 1', 'Other 2'])
    expect((await read(1)).body).toStrictEqual(mine.body)
    expect((await read(1, other)).body).toStrictEqual(theirs.body)
    expect(await rowsOf(3)).toStrictEqual({ rooms: 1, pivots: 2 })
    expect(await rowsOf(4)).toStrictEqual({ rooms: 1, pivots: 2 })
  })

  it('has its own people in the room of a tag of the same id', async () => {
    const other = await asBrand4()
    const mine = await create({ id_brand_tag: 7, source: 0 })
    const theirs = await create({ id_brand_tag: 7, source: 0 }, other)
    expect(firstnames(mine.body)).toStrictEqual(['First 1', 'First 2'])
    expect(firstnames(theirs.body)).toStrictEqual(['Other 2', 'First 41', 'First 42'])
    expect(await rowsOf(3)).toStrictEqual({ rooms: 1, pivots: 2 })
    expect(await rowsOf(4)).toStrictEqual({ rooms: 1, pivots: 3 })
  })

  it('numbers its rooms whatever another does', async () => {
    const other = await asBrand4()
    await create(pair(1, 2), other)
    await create(pair(41, 42), other)
    expect((await create(pair(1, 2))).body.id_chatroom).toBe(1)
    expect((await create(pair(1, 41), other)).body.id_chatroom).toBe(3)
  })
})

describe('a token for two brands', () => {
  it('acts for the one in the header', async () => {
    const token = await signToken({ brands: [3, 4] })
    for (const [brand, names] of [
      [3, ['First 1', 'First 2']],
      [4, ['Other 1', 'Other 2']],
    ] as const) {
      const { status, body } = await create(pair(1, 2), { token, brand })
      expect({ status, names: firstnames(body) }).toStrictEqual({ status: 201, names })
      expect((await read(1, { token, brand })).body).toStrictEqual(body)
    }
  })

  it('can not bring ambassadors of both into one room', async () => {
    const token = await signToken({ brands: [3, 4] })
    expect(shown(await create(pair(3, 41), { token, brand: 3 }))).toStrictEqual(
      unavailableAmbassadors(1),
    )
    expect(shown(await create(pair(3, 41), { token, brand: 4 }))).toStrictEqual(
      unavailableAmbassadors(0),
    )
  })

  it('needs the header, and covers no third', async () => {
    const token = await signToken({ brands: [3, 4] })
    expect(shown(await create(pair(1, 2), { token, brand: null }))).toStrictEqual(BRAND_REQUIRED)
    expect(shown(await create(pair(1, 2), { token, brand: 5 }))).toStrictEqual(FOREIGN_BRAND)
  })
})

describe('a chat:self token', () => {
  it('reads a room that its ambassador is in, and no other', async () => {
    await create(pair(1, 2))
    await create(pair(2, 3))
    const token = await signSelfToken(1)
    expect(await read(1, { token })).toMatchObject({ status: 200, body: { id_chatroom: 1 } })
    for (const id of [2, 99]) expect(shown(await read(id, { token }))).toStrictEqual(NOT_FOUND)
  })

  it('reads the room of a tag that its ambassador is in, and no other', async () => {
    await create({ id_brand_tag: 7, source: 0 })
    expect((await read(1, { token: await signSelfToken(2) })).body).toMatchObject({
      id_chatroom: 1,
    })
    expect(shown(await read(1, { token: await signSelfToken(3) }))).toStrictEqual(NOT_FOUND)
  })

  it('whose subject is no id of an ambassador reads nothing', async () => {
    await create(pair(1, 2))
    const subjects = [
      'null',
      ' 1',
      '1 ',
      '01',
      '1.0',
      '+1',
      '1e0',
      '0x1',
      '-1',
      '0',
      '1 or 1=1',
      '１',
    ]
    expect(await answersTo(subjects, readAs)).toStrictEqual(sameFor(subjects, SHUT_OUT))
  })

  it('of the same number in another brand reads nothing', async () => {
    await create(pair(1, 2))
    const token = await signSelfToken(1, { brands: [4] })
    expect(shown(await read(1, { token, brand: 4 }))).toStrictEqual(NOT_FOUND)
    expect(shown(await read(1, { token, brand: 3 }))).toStrictEqual(FOREIGN_BRAND)
  })

  it('that may also act for the brand reads every room of it', async () => {
    await create(pair(2, 3))
    const token = await signSelfToken(1, { scope: 'chat:self chat:brand' })
    expect(await read(1, { token })).toMatchObject({ status: 200, body: { id_chatroom: 1 } })
  })
})
