// What the lists of people and tags cost: no scan, no sort of more than a page, no more on the last page than on the first.
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { brandTag, crowd } from '../support/factories.ts'
import { metered } from '../support/metered.ts'
import { isSubquery, type Plan, planned } from '../support/plans.ts'
import { signToken } from '../support/tokens.ts'
import { send } from '../support/worker.ts'

const PEOPLE = 5000

let token: string

beforeAll(async () => {
  token = await signToken({ scope: 'chat:brand manager' })
})

/** 5,000 people: a third never acted, the others share 100 moments. Tag 9 has them all, tag 7 three of them. */
beforeEach(async () => {
  await crowd(PEOPLE, 9)
  await env.DB.prepare(
    `update ambassadors set search_text = 'name ' || id_ambassador,
       last_action_date = case when id_ambassador % 3 > 0 then 1000 + id_ambassador % 100 end`,
  ).run()
  await brandTag(7, [1001, 3000, 6000])
})

const plansOf = async (path: string): Promise<readonly Plan[]> => {
  const { binding, plans } = planned(env.DB)
  const { status } = await send('GET', `/api/v2/${path}`, { token, env: { DB: binding } })
  expect(status).toBe(200)
  return plans
}

const stepsOf = async (path: string) =>
  (await plansOf(path)).flatMap(({ steps }) =>
    steps.filter((step) => !isSubquery(step, steps)).map(({ detail }) => detail),
  )

/** Subqueries have a LIMIT: a page, or the fifty members that a tag shows. */
const SCAN = /^SCAN (?!json_each|asked|CONSTANT ROW|\(subquery)/
const SORT = /USE TEMP B-TREE FOR ORDER BY/

const rowsRead = async (path: string): Promise<number> => {
  const { binding, meter } = metered(env.DB)
  const { status, body } = await send('GET', path, { token, env: { DB: binding } })
  expect([status, body.data.length]).toStrictEqual([200, 15])
  return meter.rowsRead
}

/** The address of the page after `count` pages of `perPage` by cursor, with 15 rows. */
const deepPage = async (path: string, count: number): Promise<string> => {
  let { body } = await send('GET', `${path}&per_page=100&cursor=`, { token })
  for (let page = 1; page < count; page += 1) {
    ;({ body } = await send('GET', `${path}&per_page=100&cursor=${body.next_cursor}`, { token }))
  }
  return `${path}&cursor=${body.next_cursor}`
}

describe('the plan', () => {
  it.each([
    'chat/ambassadors?cursor=',
    'chat/ambassadors?page=2',
    'chat/ambassadors?sort=last_action_date',
    'chat/ambassadors?filter[name]=name&filter[status]=3,7&filter[exclude]=1,2',
    'manager/ambassadors?cursor=',
    'manager/ambassadors?page=2&sort=-id_ambassador',
    'manager/ambassadors?sort=-last_action_date&filter[active]=0,1',
    'manager/brand-tags?page=1',
    'manager/brand-tags?cursor=&sort=-id_brand_tag',
  ])('of %s neither scans nor sorts', async (path) => {
    const steps = await stepsOf(path)
    expect(steps.filter((step) => SCAN.test(step) || SORT.test(step))).toStrictEqual([])
  })

  it.each([
    [
      'chat/ambassadors?sort=last_action_date',
      [
        'SEARCH ambassadors USING INDEX ambassadors_last_action (id_brand=? AND (last_action_order,id_ambassador)>(?,?))',
      ],
    ],
    [
      'manager/ambassadors?sort=-id_ambassador',
      ['SEARCH ambassadors USING PRIMARY KEY (id_brand=? AND id_ambassador<?)'],
    ],
    [
      'manager/brand-tags?sort=id_brand_tag',
      ['SEARCH brand_tags USING PRIMARY KEY (id_brand=? AND id_brand_tag>?)'],
    ],
  ])('of a page behind a cursor of %s begins at the cursor', async (path, expected) => {
    const { body } = await send('GET', `/api/v2/${path}&per_page=1&cursor=`, { token })
    const steps = await stepsOf(`${path}&per_page=1&cursor=${body.next_cursor}`)
    expect(steps.filter((step) => SCAN.test(step))).toStrictEqual([])
    const searches = steps.filter((step) => /^SEARCH (ambassadors|brand_tags) .*[<>]/.test(step))
    expect(searches).toStrictEqual(expected)
    expect(steps.filter((step) => SORT.test(step))).toStrictEqual([])
  })

  it('of the people under a tag sorts its members, at most 10,000, and scans nothing', async () => {
    const steps = await stepsOf('chat/ambassadors?filter[brand_tag]=7')
    expect(steps.filter((step) => SCAN.test(step))).toStrictEqual([])
    expect(steps).toContain(
      'SEARCH brand_tag_members USING PRIMARY KEY (id_brand=? AND id_brand_tag=?)',
    )
  })
})

describe('the rows read', () => {
  it.each([
    '/api/v2/chat/ambassadors?sort=-last_action_date',
    '/api/v2/chat/ambassadors?sort=last_action_date',
    '/api/v2/manager/ambassadors?sort=-last_action_date',
    '/api/v2/manager/ambassadors?sort=id_ambassador',
  ])('on page 41 of 100 of %s are those on the first', async (path) => {
    const first = await rowsRead(`${path}&cursor=`)
    const deep = await rowsRead(await deepPage(path, 40))
    expect(first).toBeLessThanOrEqual(20)
    expect(Math.abs(deep - first)).toBeLessThanOrEqual(1)
  })

  it('of a small tag do not grow with the brand', async () => {
    const { binding, meter } = metered(env.DB)
    const path = '/api/v2/chat/ambassadors?filter[brand_tag]=7'
    const { body } = await send('GET', path, { token, env: { DB: binding } })
    expect(body.total).toBe(3)
    expect(meter.rowsRead).toBeLessThanOrEqual(20)
  })
  it('of a large tag are two for each who is asked, for a page and once more for its total', async () => {
    const path = '/api/v2/chat/ambassadors?filter[brand_tag]=9&filter[name]=3000&filter[status]=3'
    for (const [page, most] of [
      ['&cursor=', 2 * PEOPLE],
      ['', 4 * PEOPLE],
    ] as const) {
      const { binding, meter } = metered(env.DB)
      const { body } = await send('GET', path + page, { token, env: { DB: binding } })
      expect(body.data).toMatchObject([{ id_ambassador: 3000 }])
      expect(meter.rowsRead).toBeLessThan(most + 50)
    }
  })
})
