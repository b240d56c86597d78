// GET /manager/brand-tags.
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { ambassadors, brandTag, crowd, database } from '../support/factories.ts'
import { isSubquery, planned } from '../support/plans.ts'
import { signToken } from '../support/tokens.ts'
import { walk } from '../support/walk.ts'
import { send } from '../support/worker.ts'

const PATH = '/api/v2/manager/brand-tags'

const idOf = ({ id_brand_tag: id }: { id_brand_tag: number }) => id

const list = async (query = '', brands = [3]) =>
  send('GET', `${PATH}${query}`, {
    token: await signToken({ scope: 'manager', brands }),
    brand: null,
  })

/** Tags of brand 3 without members: those of `shown` with visibility 1, the others with 2. */
const tags = async (ids: readonly number[], shown: readonly number[]) => {
  await ambassadors([])
  for (const id of ids) {
    const visibilityChat = shown.includes(id) ? 1 : 2
    await database
      .insert(schema.brandTags)
      .values({ idBrand: 3, idBrandTag: id, name: `Tag ${id}`, visibilityChat })
  }
}

describe('the list of brand tags', () => {
  it('holds the tags of the brand by id, each with its members by id', async () => {
    await ambassadors([1, 2])
    await ambassadors([3], { isAnonymized: true, firstname: null })
    await brandTag(8, [])
    await brandTag(7, [3, 2])
    await ambassadors([2], { idBrand: 4 })
    await brandTag(7, [2], 4)
    const { body } = await list()
    expect(body).toMatchObject({ total: 2, from: 1, to: 2, per_page: 15, last_page: 1 })
    expect(body.data).toStrictEqual([
      {
        id_brand_tag: 7,
        name: 'Tag 7',
        visibility_chat: 1,
        members: [
          expect.objectContaining({ id_ambassador: 2, firstname: 'First 2', anonymized: false }),
          expect.objectContaining({ id_ambassador: 3, firstname: null, anonymized: true }),
        ],
        members_count: 2,
      },
      { id_brand_tag: 8, name: 'Tag 8', visibility_chat: 1, members: [], members_count: 0 },
    ])
    expect((await list('', [4])).body.data).toMatchObject([{ id_brand_tag: 7, members_count: 1 }])
  })

  it('shows the first 50 members of each and counts them all', async () => {
    await crowd(60, 9)
    await ambassadors([1])
    await brandTag(10, [1])
    const { body } = await list()
    expect(body.data[0].members_count).toBe(60)
    expect(
      body.data[0].members.map(({ id_ambassador: id }: { id_ambassador: number }) => id),
    ).toStrictEqual(Array.from({ length: 50 }, (_, index) => 1001 + index))
    expect(body.data[1]).toMatchObject({ members: [{ id_ambassador: 1 }], members_count: 1 })
  })

  it.each([
    ['id_brand_tag', [[1, 2, 3], [4, 5, 6], [7]]],
    ['-id_brand_tag', [[7, 6, 5], [4, 3, 2], [1]]],
    ['visibility_chat', [[2, 4, 6], [7, 1, 3], [5]]],
    ['-visibility_chat', [[5, 3, 1], [7, 6, 4], [2]]],
  ])('walks there and back sorted by %s, and its pages say the same', async (sort, pages) => {
    await tags([1, 2, 3, 4, 5, 6, 7], [2, 4, 6, 7])
    const token = await signToken({ scope: 'manager' })
    const path = `${PATH}?per_page=3&sort=${sort}`
    expect(await walk(path, idOf, { token, brand: null })).toStrictEqual({
      there: pages,
      back: pages,
    })
    const { body } = await list(`?per_page=3&sort=${sort}&page=2`)
    expect(body.data.map(idOf)).toStrictEqual(pages[1])
    expect(body).toMatchObject({ total: 7, last_page: 3, current_page: 2, from: 4, to: 6 })
  })

  it('is empty in a brand without tags', async () => {
    expect((await list()).body).toMatchObject({ data: [], total: 0, from: null })
  })

  it.each([
    ['sort=name', 'sort must be id_brand_tag, -id_brand_tag, visibility_chat or -visibility_chat.'],
    ['filter[name]=x', 'filter[name] is not a filter of this list.'],
    ['page=0', 'page must be an integer from 1 to 2147483647.'],
    ['per_page=101', 'per_page must be an integer from 1 to 100.'],
    ['cursor=x', 'cursor is not a cursor of this list.'],
  ])('refuses ?%s', async (query, message) => {
    expect(await list(`?${query}`)).toMatchObject({ status: 422, body: { message } })
  })

  it.each(['visibility_chat', '-visibility_chat', 'id_brand_tag'])(
    'sorts by %s along an index',
    async (sort) => {
      const { binding, plans } = planned(env.DB)
      const token = await signToken({ scope: 'manager' })
      await send('GET', `${PATH}?cursor=&sort=${sort}`, { token, env: { DB: binding } })
      const steps = plans.flatMap((plan) =>
        plan.steps.filter((step) => !isSubquery(step, plan.steps)).map(({ detail }) => detail),
      )
      expect(steps.filter((step) => /TEMP B-TREE|SCAN brand_tags/.test(step))).toStrictEqual([])
      expect(steps.some((step) => step.startsWith('SEARCH brand_tags'))).toBe(true)
    },
  )
})
