// How the database carries out every route: along indexes, never by reading a whole table.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  arrange,
  call,
  filtersOf,
  type Operation,
  operations,
  pathOf,
  sortsOf,
} from '../support/operations.ts'
import { isSubquery, type Plan, planned, type Step } from '../support/plans.ts'

/** What may be read as a whole: rows of the request itself, and subqueries, which end with a page. */
const BOUNDED = /^SCAN (?:page|gate|asked|CONSTANT ROW|\(subquery-\d+\)|\w+ VIRTUAL TABLE)/

const plansOf = async (operation: Operation, path: string): Promise<readonly Plan[]> => {
  const { binding, plans } = planned(env.DB)
  const { status } = await call(operation, { path, env: { DB: binding } })
  expect(status).toBeLessThan(300)
  return plans
}

/** The 10,000 members of a tag, and an ambassador's rooms for many, which are as few as its tags. */
const FEW =
  /^SEARCH (?:brand_tag_members USING PRIMARY KEY|chatroom_pivots USING INDEX .*last_action_date=\?\)$)/

/** A loop that ends with a page or with few, so that what it finds may be sorted. */
const isBoundedLoop = (step: Step, steps: readonly Step[]): boolean =>
  BOUNDED.test(step.detail) || FEW.test(step.detail) || isSubquery(step, steps)

/** A loop over all that a brand has, or over all on one side of a key. */
const OF_THE_BRAND = /\(id_brand=\?(?: AND \w+[<>]\?)*\)$/

/** Steps that read a whole table, or sort what their loops don't bound. */
const offences = (plans: readonly Plan[]): string[] =>
  plans.flatMap(({ sql, steps }) =>
    steps
      .filter((step) => {
        const { detail, parent } = step
        if (isSubquery(step, steps)) return false
        if (detail.startsWith('SCAN ')) return !BOUNDED.test(detail)
        if (!detail.startsWith('USE TEMP B-TREE')) return false
        const [outermost, ...others] = steps.filter(
          (other) => other.parent === parent && /^(?:SCAN|SEARCH) /.test(other.detail),
        )
        if (outermost === undefined || !isBoundedLoop(outermost, steps)) return true
        return others.some((loop) => OF_THE_BRAND.test(loop.detail))
      })
      .map(({ detail }) => `${detail} in ${sql}`),
  )

const queried = operations.filter(({ declared }) => declared.query !== undefined)

/** Every sort and every filter that an operation documents, each on its own, by page and by cursor. */
const queriesOf = (operation: Operation): string[] => {
  return ['', ...sortsOf(operation).map((sort) => `sort=${sort}`), ...filtersOf(operation)].flatMap(
    (query) => [query, `${query}&cursor=`, `${query}&page=3`],
  )
}

beforeEach(() => arrange())

describe('no route reads a whole table or sorts an unbounded set', () => {
  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s',
    async (_, operation) => {
      expect(offences(await plansOf(operation, pathOf(operation)))).toStrictEqual([])
    },
  )

  it.each(queried.map((operation) => [operation.id, operation] as const))(
    '%s with every sort and filter',
    async (_, operation) => {
      const found: string[] = []
      for (const query of queriesOf(operation)) {
        const path = `${pathOf(operation)}?${query}`
        const { binding, plans } = planned(env.DB)
        const { status } = await call(operation, { path, env: { DB: binding } })
        expect.soft(status, query).toBeLessThan(300)
        found.push(...offences(plans).map((offence) => `${query}: ${offence}`))
      }
      expect(found).toStrictEqual([])
    },
    30_000,
  )
})
