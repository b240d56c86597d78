// What D1 refuses of a statement and the local D1 does not: https://developers.cloudflare.com/d1/platform/limits/
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { arrange, call, filtersOf, lists, pathOf } from '../support/operations.ts'
import { planned } from '../support/plans.ts'

const MOST_ARGUMENTS = 32

/** The most arguments of any function in a statement: commas between its parentheses, but not between others inside. */
const argumentsIn = (sql: string): number => {
  const open: number[] = []
  let most = 0
  for (const [token] of sql.matchAll(/'[^']*'|"[^"]*"|\w*\(|[),]/g)) {
    if (token.endsWith('(')) open.push(token === '(' ? -Infinity : 1)
    else if (token === ')') most = Math.max(most, open.pop() ?? 0)
    else if (token === ',' && open.length > 0) open.push(open.pop()! + 1)
  }
  return most
}

it('counts the arguments of functions, and nothing else', () => {
  expect(argumentsIn('select a, b, c from t where d in (1, 2, 3)')).toBe(0)
  expect(argumentsIn(`select min(a, ',', "b,", (select 1, 2, 3)), max(1, min(1, 2), 3, 4)`)).toBe(4)
})

const modules = import.meta.glob<Record<string, unknown>>('../../src/**/*queries.ts', {
  eager: true,
})

const declared = Object.values(modules).flatMap((module) => Object.values(module))

/** The text of a statement, whatever its values are; null for what is none. */
const textOf = (statement: unknown): string | null => {
  try {
    const values = new Proxy({}, { get: () => null })
    return (statement as (all: object) => { sql?: string }).call(null, values).sql ?? null
  } catch {
    return null
  }
}

it('calls no function with more than 32 arguments in a declared statement', () => {
  const texts = declared.map(textOf).filter((text) => text !== null)
  expect(texts.length).toBeGreaterThan(100)
  const many = texts.filter((text) => argumentsIn(text) > MOST_ARGUMENTS)
  expect(many).toStrictEqual([])
})

describe('a list', () => {
  beforeEach(() => arrange())

  it.each(lists.map((list) => [list.id, list] as const))(
    'calls no function with more than 32 arguments: %s',
    async (_, list) => {
      for (const query of ['', ...filtersOf(list)]) {
        const { binding, plans } = planned(env.DB)
        await call(list, { path: `${pathOf(list)}?${query}`, env: { DB: binding } })
        const many = plans.filter(({ sql }) => argumentsIn(sql) > MOST_ARGUMENTS)
        expect(many).toStrictEqual([])
      }
    },
  )
})
