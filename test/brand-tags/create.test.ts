// POST /manager/brand-tags.
import { describe, expect, it } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { ambassadors, brandTag, crowd, database } from '../support/factories.ts'
import { invalidFields, refusal, shown } from '../support/refusals.ts'
import { signToken } from '../support/tokens.ts'
import { create as createRoom, type Options, send } from '../support/worker.ts'

const create = async (body: unknown, options: Options = {}) =>
  send('POST', '/api/v2/manager/brand-tags', {
    token: await signToken({ scope: 'manager' }),
    brand: null,
    ...(options.rawBody === undefined ? { body } : {}),
    ...options,
  })

const counts = async () => ({
  brands: await database.$count(schema.brands),
  tags: await database.$count(schema.brandTags),
  members: await database.$count(schema.brandTagMembers),
})

const UNAVAILABLE = 'is not an available ambassador of this brand.'

describe('a new tag', () => {
  it('needs nothing but a name, which is trimmed, and makes its brand', async () => {
    const { status, body } = await create({ name: '  Paris ' })
    expect({ status, body }).toStrictEqual({
      status: 201,
      body: { id_brand_tag: 1, name: 'Paris', visibility_chat: 1, members: [], members_count: 0 },
    })
    expect(await counts()).toStrictEqual({ brands: 1, tags: 1, members: 0 })
  })

  it('comes with its members, by id', async () => {
    await ambassadors([1, 2, 3])
    const { status, body } = await create({
      name: 'Paris',
      visibility_chat: 2,
      ids_members: [3, 1],
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      visibility_chat: 2,
      members_count: 2,
      members: [{ id_ambassador: 1, firstname: 'First 1' }, { id_ambassador: 3 }],
    })
    const room = await createRoom({ id_brand_tag: body.id_brand_tag, source: 0 })
    expect(room.body.ambassadors).toHaveLength(2)
  })

  it('is numbered inside its brand, and may have the name of another', async () => {
    await ambassadors([1], { idBrand: 4 })
    await brandTag(40, [1], 4)
    await brandTag(7, [])
    const ids: number[] = []
    for (let count = 0; count < 2; count += 1) {
      ids.push((await create({ name: 'Paris' })).body.id_brand_tag)
    }
    expect(ids).toStrictEqual([8, 9])
  })

  it('takes null for absent', async () => {
    const body = { name: 'Paris', visibility_chat: null, ids_members: null, colour: 'red' }
    expect(await create(body)).toMatchObject({ status: 201, body: { visibility_chat: 1 } })
  })

  it('takes 10,000 members in a body of more than 64 KiB, and lists them all', async () => {
    await crowd(10_000, 9)
    const ids = Array.from({ length: 10_000 }, (_, index) => 1001 + index)
    const rawBody = JSON.stringify({ name: 'All', ids_members: ids }).padEnd(100 * 1024)
    const headers = { 'Content-Type': 'application/json' }
    const { status, body } = await create(null, { rawBody, headers })
    expect(status).toBe(201)
    expect(body.members_count).toBe(10_000)
    expect(
      body.members.map(({ id_ambassador: id }: { id_ambassador: number }) => id),
    ).toStrictEqual(ids)
  })
})

describe('a refused tag', () => {
  it('names all fields that failed', async () => {
    await ambassadors([1])
    const body = { name: ' ', visibility_chat: 3, ids_members: [1, '1', 0, 1] }
    expect(shown(await create(body))).toStrictEqual(
      invalidFields({
        name: ['name must be at least 1 characters.'],
        visibility_chat: ['visibility_chat must be 1 or 2.'],
        'ids_members.1': ['ids_members.1 must be an integer.'],
        'ids_members.2': ['ids_members.2 must be an integer from 1 to 2147483647.'],
        'ids_members.3': ['ids_members.3 must differ from ids_members.0.'],
      }),
    )
    expect(shown(await create({ name: null }))).toStrictEqual(
      invalidFields({ name: ['name must be a string.'] }),
    )
    expect(shown(await create({ name: 'x'.repeat(256) }))).toStrictEqual(
      invalidFields({ name: ['name must be at most 255 characters.'] }),
    )
  })

  it('has members who are unknown, of another brand, shut out or anonymized, worded alike', async () => {
    await ambassadors([1])
    await ambassadors([41], { idBrand: 4 })
    await ambassadors([42], { active: -1 })
    await ambassadors([43], { isAnonymized: true })
    const before = await counts()
    const { body } = await create({ name: 'Paris', ids_members: [99, 1, 41, 42, 43] })
    expect(body).toStrictEqual({
      message: `ids_members.0 ${UNAVAILABLE} (and 3 more error)`,
      errors: {
        'ids_members.0': [`ids_members.0 ${UNAVAILABLE}`],
        'ids_members.2': [`ids_members.2 ${UNAVAILABLE}`],
        'ids_members.3': [`ids_members.3 ${UNAVAILABLE}`],
        'ids_members.4': [`ids_members.4 ${UNAVAILABLE}`],
      },
    })
    expect(await counts()).toStrictEqual(before)
  })

  it('does not make its brand', async () => {
    expect(await create({ name: 'Paris', ids_members: [1] })).toMatchObject({ status: 422 })
    expect(await counts()).toStrictEqual({ brands: 0, tags: 0, members: 0 })
  })

  it('has more than 10,000 members, or more than 256 KiB', async () => {
    const ids = Array.from({ length: 10_001 }, () => 'x')
    expect(shown(await create({ name: 'Paris', ids_members: ids }))).toStrictEqual(
      invalidFields({ ids_members: ['ids_members must be at most 10000 elements.'] }),
    )
    const rawBody = ' '.repeat(256 * 1024 + 1)
    const headers = { 'Content-Type': 'application/json' }
    expect(shown(await create(null, { rawBody, headers }))).toStrictEqual(
      refusal(413, 'The body is larger than 256 KiB.'),
    )
  })
})
