// GET /chat/ambassadors.
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, brandTag } from '../support/factories.ts'
import { BRAND_REQUIRED, shown } from '../support/refusals.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { walk } from '../support/walk.ts'
import { type Options, send } from '../support/worker.ts'

const PATH = '/api/v2/chat/ambassadors'

interface Person {
  id_ambassador: number
}

const idOf = ({ id_ambassador: id }: Person) => id

const list = (query = '', options: Options = {}) => send('GET', `${PATH}${query}`, options)

const listed = async (query = '', options: Options = {}) =>
  (await list(query, options)).body.data.map(idOf)

describe('the list', () => {
  it('needs the brand header, also with a token of one brand', async () => {
    expect(shown(await list('', { brand: null }))).toStrictEqual(BRAND_REQUIRED)
  })

  it('begins with who acted last; who never acted comes last, in the order of the ids', async () => {
    await ambassadors([1, 5])
    await ambassadors([2], { lastActionAt: 1000 })
    await ambassadors([3], { lastActionAt: 3000 })
    await ambassadors([4], { lastActionAt: 0 })
    expect(await listed()).toStrictEqual([3, 2, 5, 4, 1])
    expect(await listed('?sort=-last_action_date')).toStrictEqual([3, 2, 5, 4, 1])
    expect(await listed('?sort=last_action_date')).toStrictEqual([1, 4, 5, 2, 3])
  })

  it('holds ambassadors of the brand alone, blocked ones too, and no anonymized one', async () => {
    await ambassadors([1])
    await ambassadors([2], { active: -1 })
    await ambassadors([3], { isAnonymized: true })
    await ambassadors([1, 9], { idBrand: 4, firstname: 'Other' })
    const { body } = await list()
    expect(body.data.map(idOf)).toStrictEqual([2, 1])
    expect(body.data[1]).toStrictEqual({
      id_ambassador: 1,
      image: 'https://images.example.com/1.jpg',
      firstname: 'First 1',
      lastname: 'Last 1',
      username: 'user.1',
      email: 'user.1@example.com',
      email_tmp: null,
      active: 1,
      status: 3,
      online: false,
      last_action_date: null,
      customer_id: 'C-1',
      anonymized: false,
    })
  })

  it('is there for a chat:self token, which thereby is online', async () => {
    await ambassadors([1, 2])
    const { body } = await list('', { token: await signSelfToken(1) })
    expect(body.data).toMatchObject([
      { id_ambassador: 1, online: true },
      { id_ambassador: 2, online: false },
    ])
  })

  it('comes as pages with numbers and links', async () => {
    await ambassadors([1, 2, 3, 4, 5])
    const { body } = await list('?per_page=2&page=2&filter[status]=3')
    const at = (page: number) =>
      `https://chat.example.com${PATH}?per_page=2&page=${page}&filter%5Bstatus%5D=3`
    expect(body.data.map(idOf)).toStrictEqual([3, 2])
    expect({ ...body, data: null }).toStrictEqual({
      current_page: 2,
      data: null,
      first_page_url: at(1),
      from: 3,
      last_page: 3,
      last_page_url: at(3),
      links: [
        { url: at(1), label: '&laquo; Previous', active: false },
        { url: at(1), label: '1', active: false },
        { url: at(2), label: '2', active: true },
        { url: at(3), label: '3', active: false },
        { url: at(3), label: 'Next &raquo;', active: false },
      ],
      next_page_url: at(3),
      path: `https://chat.example.com${PATH}`,
      per_page: 2,
      prev_page_url: at(1),
      to: 4,
      total: 5,
    })
  })

  it('is empty in a brand that nobody is in', async () => {
    const { body } = await list()
    expect(body).toMatchObject({ data: [], from: null, to: null, total: 0, last_page: 1 })
  })

  it.each([
    ['-last_action_date', [[9, 8, 3], [2, 1, 7], [6, 5], []]],
    ['last_action_date', [[5, 6, 7], [1, 2, 3], [8, 9], []]],
  ])('walks by cursor through equal and missing dates, sorted by %s', async (sort, pages) => {
    await ambassadors([5, 6, 7])
    await ambassadors([1, 2, 3], { lastActionAt: 1000 })
    await ambassadors([8, 9], { lastActionAt: 2000 })
    const expected = pages.filter((page) => page.length > 0)
    expect(await walk(`${PATH}?per_page=3&sort=${sort}`, idOf)).toStrictEqual({
      there: expected,
      back: expected,
    })
  })
})

describe('a filter', () => {
  beforeEach(async () => {
    await ambassadors([1], { firstname: 'Élodie', lastname: 'Müller', username: 'elo' })
    await ambassadors([2], { firstname: 'Bruno', lastname: 'Keller', username: 'BK%_', status: 7 })
    await ambassadors([3], { firstname: null, lastname: null, username: null, status: 8 })
  })

  it.each([
    ['elodie', [1]],
    ['ÉLODIE', [1]],
    ['e\u0301lo', [1]],
    ['die mul', [1]],
    ['LLER', [2, 1]],
    ['%25_', [2]],
    ['%25%25', []],
    ['BK', [2]],
    ['', [3, 2, 1]],
    ['%20keller%20', [2]],
    ['nobody', []],
  ])('by the name %j', async (name, expected) => {
    expect(await listed(`?filter[name]=${name}`)).toStrictEqual(expected)
  })

  it('by a name of up to 255 characters', async () => {
    expect(await listed(`?filter[name]=${'é'.repeat(255)}`)).toStrictEqual([])
    expect(await list(`?filter[name]=${'é'.repeat(256)}`)).toMatchObject({ status: 422 })
  })

  it('by several statuses, and without several ids', async () => {
    expect(await listed('?filter[status]=7')).toStrictEqual([2])
    expect(await listed('?filter[status]=7,8')).toStrictEqual([3, 2])
    expect(await listed('?filter[exclude]=2')).toStrictEqual([3, 1])
    expect(await listed('?filter[exclude]=2,3,99')).toStrictEqual([1])
  })

  it('by brand tag, and by all of them together', async () => {
    await brandTag(7, [1, 2])
    expect(await listed('?filter[brand_tag]=7')).toStrictEqual([2, 1])
    expect(await listed('?filter[brand_tag]=7&sort=last_action_date')).toStrictEqual([1, 2])
    const { body } = await list(
      '?filter[brand_tag]=7&filter[name]=ller&filter[status]=3,7&filter[exclude]=1',
    )
    expect(body).toMatchObject({ total: 1, data: [{ id_ambassador: 2 }] })
    const walked = await walk(`${PATH}?filter[brand_tag]=7&per_page=1`, idOf)
    expect(walked).toStrictEqual({ there: [[2], [1]], back: [[2], [1]] })
  })

  it('by an unknown tag or one of another brand finds nobody', async () => {
    await ambassadors([1], { idBrand: 4 })
    await brandTag(8, [1], 4)
    expect(await listed('?filter[brand_tag]=8')).toStrictEqual([])
    expect(await listed('?filter[brand_tag]=99')).toStrictEqual([])
    const token = await signToken({ brands: [3, 4] })
    expect(await listed('?filter[brand_tag]=8', { token, brand: 4 })).toStrictEqual([1])
  })
})

it.each([
  ['sort=name', 'sort must be last_action_date or -last_action_date.'],
  ['sort=id_ambassador', 'sort must be last_action_date or -last_action_date.'],
  ['filter[active]=1', 'filter[active] is not a filter of this list.'],
  ['filter[brand_tag]=0', 'filter[brand_tag] must be an integer from 1 to 2147483647.'],
  ['filter[status]=9', 'filter[status].0 must be 0, 1, 2, 3, 4, 5, 6, 7 or 8.'],
  ['filter[status]=', 'filter[status].0 must be 0, 1, 2, 3, 4, 5, 6, 7 or 8.'],
  ['filter[exclude]=1,x', 'filter[exclude].1 must be an integer from 1 to 2147483647.'],
  ['page=0', 'page must be an integer from 1 to 2147483647.'],
  ['per_page=101', 'per_page must be an integer from 1 to 100.'],
  ['cursor=x', 'cursor is not a cursor of this list.'],
  ['cursor=WyJpZCIsZmFsc2UsMSwxXQ', 'cursor is not a cursor of this list.'],
])('refuses ?%s', async (query, message) => {
  expect(await list(`?${query}`)).toMatchObject({ status: 422, body: { message } })
})
