// GET /manager/ambassadors.
import { describe, expect, it } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import { signToken } from '../support/tokens.ts'
import { walk } from '../support/walk.ts'
import { send } from '../support/worker.ts'

const PATH = '/api/v2/manager/ambassadors'

const idOf = ({ id_ambassador: id }: { id_ambassador: number }) => id

const list = async (query = '', brand: number | null = null, brands = [3]) =>
  send('GET', `${PATH}${query}`, { token: await signToken({ scope: 'manager', brands }), brand })

const listed = async (query = '') => (await list(query)).body.data.map(idOf)

describe('the list of the manager', () => {
  it('holds everybody of the brand by id, anonymized ones too', async () => {
    await ambassadors([2, 1])
    await ambassadors([3], { isAnonymized: true, active: -1 })
    await ambassadors([1, 9], { idBrand: 4, firstname: 'Other' })
    const { body } = await list()
    expect(body).toMatchObject({ total: 3, current_page: 1, per_page: 15, from: 1, to: 3 })
    expect(body.data).toMatchObject([
      { id_ambassador: 1, firstname: 'First 1' },
      { id_ambassador: 2 },
      { id_ambassador: 3, anonymized: true },
    ])
    expect((await list('', 4, [3, 4])).body.data.map(idOf)).toStrictEqual([1, 9])
  })

  it.each([
    ['id_ambassador', [[1, 2, 3], [4, 5, 6], [7]]],
    ['-id_ambassador', [[7, 6, 5], [4, 3, 2], [1]]],
    ['last_action_date', [[1, 3, 5], [7, 2, 4], [6]]],
    ['-last_action_date', [[6, 4, 2], [7, 5, 3], [1]]],
  ])('walks there and back sorted by %s, and its pages say the same', async (sort, pages) => {
    await ambassadors([1, 3, 5, 7])
    await ambassadors([2, 4, 6], { lastActionAt: 1000 })
    const token = await signToken({ scope: 'manager' })
    const path = `${PATH}?per_page=3&sort=${sort}`
    expect(await walk(path, idOf, { token })).toStrictEqual({ there: pages, back: pages })
    const numbered = [await list(`?per_page=3&sort=${sort}`)]
    numbered.push(await list(`?per_page=3&sort=${sort}&page=2`))
    numbered.push(await list(`?per_page=3&sort=${sort}&page=3`))
    expect(numbered.map(({ body }) => body.data.map(idOf))).toStrictEqual(pages)
    expect((await list(`?per_page=3&sort=${sort}&page=4`)).body).toMatchObject({
      data: [],
      from: null,
      total: 7,
      next_page_url: null,
    })
  })

  it('is filtered by name, status and activity', async () => {
    await ambassadors([1], { firstname: 'Zoë', status: 7, active: 0 })
    await ambassadors([2], { firstname: 'Zoe', status: 8, active: -3 })
    await ambassadors([3], { status: 0, active: 1 })
    expect(await listed('?filter[name]=ZOE')).toStrictEqual([1, 2])
    expect(await listed('?filter[status]=0,8')).toStrictEqual([2, 3])
    expect(await listed('?filter[active]=-3,0')).toStrictEqual([1, 2])
    expect(await listed('?filter[active]=0&filter[status]=7&filter[name]=zo')).toStrictEqual([1])
    expect((await list('?filter[active]=1')).body).toMatchObject({ total: 1 })
  })

  it.each([
    [
      'sort=name',
      'sort must be id_ambassador, -id_ambassador, last_action_date or -last_action_date.',
    ],
    ['filter[brand_tag]=1', 'filter[brand_tag] is not a filter of this list.'],
    ['filter[active]=2', 'filter[active].0 must be 0, 1, -3, -2 or -1.'],
    ['page=0', 'page must be an integer from 1 to 2147483647.'],
    ['per_page=101', 'per_page must be an integer from 1 to 100.'],
    ['cursor=%00', 'cursor is not a cursor of this list.'],
  ])('refuses ?%s', async (query, message) => {
    expect(await list(`?${query}`)).toMatchObject({ status: 422, body: { message } })
  })
})
