// POST /chat/chatrooms with id_brand_tag.
import { env } from 'cloudflare:workers'
import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { ambassadors, brandTag, countRooms, crowd, database } from '../support/factories.ts'
import { metered } from '../support/metered.ts'
import { signSelfToken } from '../support/tokens.ts'
import { create } from '../support/worker.ts'

const idsOf = (body: { ambassadors: { id_ambassador: number }[] }) =>
  body.ambassadors.map(({ id_ambassador: id }) => id)

const refused = (problem: string) => ({
  status: 422,
  body: {
    message: `id_brand_tag ${problem}.`,
    errors: { id_brand_tag: [`id_brand_tag ${problem}.`] },
  },
})

const tagRoom = async () => {
  const { status, body } = await create({ id_brand_tag: 7, source: 1 })
  return { status, body }
}

beforeEach(() => ambassadors([1, 2, 3]))

describe('a room for a tag', () => {
  it('answers 201 with everybody under the tag and nobody else', async () => {
    await brandTag(7, [2, 1])
    await brandTag(8, [3])
    const { status, body } = await tagRoom()
    expect(status).toBe(201)
    expect(body).toMatchObject({ id_chatroom: 1, type_chatroom: 7, type_discussion: 0, source: 1 })
    expect(idsOf(body)).toStrictEqual([1, 2])
    expect(body.ambassadors[1].chatroom_pivot_data).toMatchObject([
      { id_chatroom: 1, id_ambassador: 2 },
    ])
  })

  it('leaves out ambassadors who are shut out or anonymized', async () => {
    await ambassadors([11], { active: -2 })
    await ambassadors([12], { isAnonymized: true })
    await brandTag(7, [1, 11, 12])
    expect(idsOf((await tagRoom()).body)).toStrictEqual([1])
  })

  it('answers 200 when asked again, with those who have joined the tag since, and removes nobody', async () => {
    await brandTag(7, [1, 2])
    const { body: first } = await tagRoom()
    await database.delete(schema.brandTagMembers).where(eq(schema.brandTagMembers.idAmbassador, 1))
    await brandTag(7, [3])

    const { status, body } = await create({ id_brand_tag: 7, source: 0 })

    expect(status).toBe(200)
    expect(idsOf(body)).toStrictEqual([1, 2, 3])
    expect(body).toMatchObject({
      id_chatroom: first.id_chatroom,
      source: 1,
      date_insert: first.date_insert,
    })
  })

  it('works its type_discussion out again when an external ambassador joins', async () => {
    await ambassadors([11], { status: 7 })
    await brandTag(7, [1])
    expect((await tagRoom()).body.type_discussion).toBe(0)
    await brandTag(7, [11])
    expect((await tagRoom()).body.type_discussion).toBe(2)
  })

  it('keeps its type_discussion while nobody joins, whatever becomes of a status, and writes nothing', async () => {
    await brandTag(7, [1, 2])
    await tagRoom()
    await database.update(schema.ambassadors).set({ status: 7 })
    const { binding, meter } = metered(env.DB)
    const again = await create({ id_brand_tag: 7, source: 1 }, { env: { DB: binding } })
    expect(again).toMatchObject({ status: 200, body: { type_discussion: 0 } })
    expect(meter.rowsWritten).toBe(0)
    await brandTag(7, [3])
    expect((await tagRoom()).body.type_discussion).toBe(1)
  })

  it('is not the room of a pair with the same people', async () => {
    await brandTag(7, [1, 2])
    const { body: pair } = await create({ ids_ambassadors: [1, 2], source: 0 })
    const { body: tag } = await tagRoom()
    expect([pair.id_chatroom, tag.id_chatroom]).toStrictEqual([1, 2])
  })

  it('holds 10,000 members and lists them all', async () => {
    await crowd(10_000, 9)
    const { status, body } = await create({ id_brand_tag: 9, source: 0 })
    expect(status).toBe(201)
    expect(idsOf(body)).toStrictEqual(Array.from({ length: 10_000 }, (_, index) => 1001 + index))
  })
})

describe('the room of a tag with 1,000 ambassadors', () => {
  it.each([
    [3, 3],
    [7, 7],
    [3, 7],
  ])(
    'reads six rows for each member when it is new and four when it is not, when they have status %i and %i',
    async (even, odd) => {
      await crowd(1000, 9)
      await database.update(schema.ambassadors).set({
        status: sql`iif(${schema.ambassadors.idAmbassador} % 2, ${odd}, ${even})`,
      })
      const rowsRead = async () => {
        const { binding, meter } = metered(env.DB)
        await create({ id_brand_tag: 9, source: 0 }, { env: { DB: binding } })
        return meter.rowsRead
      }
      expect(await rowsRead()).toBeLessThan(6050)
      expect(await rowsRead()).toBeLessThan(4050)
    },
  )
})

describe('a tag that may not have a room', () => {
  it.each([
    ['unknown', 99],
    ['of another brand', 41],
  ])('is refused when it is %s, in the same words', async (_, idBrandTag) => {
    await ambassadors([1], { idBrand: 4 })
    await brandTag(41, [1], 4)
    const { status, body } = await create({ id_brand_tag: idBrandTag, source: 0 })
    expect({ status, body }).toStrictEqual(refused('is not an available brand tag of this brand'))
  })

  it('is refused when nobody under it is available', async () => {
    await ambassadors([11], { active: -1 })
    await brandTag(7, [11])
    expect(await tagRoom()).toStrictEqual(refused('has no available ambassador'))
    expect(await countRooms()).toStrictEqual({ chatrooms: 0, pivots: 0 })
  })

  it('is refused with 10,001 ambassadors, and nothing is written', async () => {
    await crowd(10_001, 9)
    const { status, body } = await create({ id_brand_tag: 9, source: 0 })
    expect({ status, body }).toStrictEqual(refused('makes a room of more than 10000 ambassadors'))
    expect(await countRooms()).toStrictEqual({ chatrooms: 0, pivots: 0 })
  })

  it('lets nobody join when its room would grow beyond 10,000, those who have left the tag counted', async () => {
    await crowd(10_000, 9)
    await create({ id_brand_tag: 9, source: 0 })
    await database
      .delete(schema.brandTagMembers)
      .where(eq(schema.brandTagMembers.idAmbassador, 1001))
    await ambassadors([20_001])
    await brandTag(9, [20_001])
    expect(await create({ id_brand_tag: 9, source: 0 })).toMatchObject(
      refused('makes a room of more than 10000 ambassadors'),
    )
    expect(await countRooms()).toStrictEqual({ chatrooms: 1, pivots: 10_000 })
  })

  it('is refused for a chat:self token, member or not', async () => {
    await brandTag(7, [1])
    const token = await signSelfToken(1)
    const { status, body } = await create({ id_brand_tag: 7, source: 0 }, { token })
    expect({ status, body }).toStrictEqual({
      status: 403,
      body: { message: 'A room for a brand tag needs a token with the scope chat:brand.' },
    })
    expect(await countRooms()).toStrictEqual({ chatrooms: 0, pivots: 0 })
  })
})
