// PATCH /manager/brand-tags/{id}.
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { ambassadors, brandTag, database } from '../support/factories.ts'
import { invalidFields, shown } from '../support/refusals.ts'
import { signToken } from '../support/tokens.ts'
import { type Options, send } from '../support/worker.ts'

const update = async (id: number | string, body: unknown, options: Options = {}) =>
  send('PATCH', `/api/v2/manager/brand-tags/${id}`, {
    token: await signToken({ scope: 'manager' }),
    brand: null,
    body,
    ...options,
  })

const memberships = async () =>
  (await database.select().from(schema.brandTagMembers)).map(
    ({ idBrand, idBrandTag, idAmbassador }) => `${idBrand}.${idBrandTag}.${idAmbassador}`,
  )

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await brandTag(7, [1, 2])
  await brandTag(8, [1])
  await ambassadors([1, 3], { idBrand: 4 })
  await brandTag(7, [1, 3], 4)
})

describe('a change of a tag', () => {
  it('changes what is named and nothing else', async () => {
    expect(await update(7, { name: ' Lyon ' })).toMatchObject({
      status: 200,
      body: { id_brand_tag: 7, name: 'Lyon', visibility_chat: 1, members_count: 2 },
    })
    expect(await update(7, { visibility_chat: 2 })).toMatchObject({
      status: 200,
      body: { name: 'Lyon', visibility_chat: 2, members: [{}, {}] },
    })
    expect(await update(7, { name: null, visibility_chat: null, ids_members: null })).toMatchObject(
      { status: 200, body: { name: 'Lyon', visibility_chat: 2, members_count: 2 } },
    )
    expect(await update(7, {})).toMatchObject({ status: 200, body: { name: 'Lyon' } })
    expect(await memberships()).toStrictEqual(['3.7.1', '3.7.2', '3.8.1', '4.7.1', '4.7.3'])
  })

  it('replaces the members of that tag alone', async () => {
    const { body } = await update(7, { ids_members: [3, 2] })
    expect(body).toMatchObject({
      members: [{ id_ambassador: 2 }, { id_ambassador: 3 }],
      members_count: 2,
    })
    expect(await memberships()).toStrictEqual(['3.7.2', '3.7.3', '3.8.1', '4.7.1', '4.7.3'])
    expect(await update(7, { ids_members: [] })).toMatchObject({
      status: 200,
      body: { members: [], members_count: 0 },
    })
  })

  it('lets who is under the tag stay, shut out or anonymized since, but nobody such come', async () => {
    await database
      .update(schema.ambassadors)
      .set({ isAnonymized: true })
      .where(eq(schema.ambassadors.idAmbassador, 2))
    await ambassadors([42], { active: -1 })
    expect(await update(7, { ids_members: [2, 3] })).toMatchObject({ status: 200 })
    const message = 'ids_members.0 is not an available ambassador of this brand.'
    expect(await update(8, { ids_members: [2] })).toMatchObject({ status: 422, body: { message } })
    expect(await update(8, { ids_members: [42] })).toMatchObject({ status: 422, body: { message } })
  })

  it('with somebody who is not available changes nothing', async () => {
    const before = await memberships()
    const body = { name: 'Lyon', visibility_chat: 2, ids_members: [3, 99] }
    expect(shown(await update(7, body))).toStrictEqual(
      invalidFields({
        'ids_members.1': ['ids_members.1 is not an available ambassador of this brand.'],
      }),
    )
    expect(await memberships()).toStrictEqual(before)
    expect(await update(7, {})).toMatchObject({ body: { name: 'Tag 7', visibility_chat: 1 } })
  })

  it('names all fields that failed', async () => {
    const body = { name: '', visibility_chat: '1', ids_members: 7 }
    expect(shown(await update(7, body))).toStrictEqual(
      invalidFields({
        name: ['name must be at least 1 characters.'],
        visibility_chat: ['visibility_chat must be 1 or 2.'],
        ids_members: ['ids_members must be an array.'],
      }),
    )
  })

  it.each([99, 0, 'x'])('finds no tag at %j', async (id) => {
    expect(await update(id, { ids_members: [99] })).toMatchObject({ status: 404 })
  })

  it('finds no tag of another brand', async () => {
    await brandTag(9, [1], 4)
    expect(await update(9, { name: 'Lyon', ids_members: [1] })).toMatchObject({ status: 404 })
    expect(await memberships()).toContain('4.9.1')
  })
})
