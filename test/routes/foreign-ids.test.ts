// Ids of another brand can't be told from unknown ones: in paths, in bodies and in filters of every route.
import { beforeEach, describe, expect, it } from 'vitest'
import {
  arrange,
  call,
  type Operation,
  operations,
  pathOf,
  signFullToken,
} from '../support/operations.ts'

/** Brand 4 has all of these, and brand 3 has none; nobody has the others. */
const FOREIGN = { person: 101, thing: 3 }
const UNKNOWN = { person: 902, thing: 902 }

beforeEach(async () => {
  await arrange()
  await arrange(4, 3)
})

/** The answer with every number of its texts masked. */
const masked = ({ status, body }: { status: number; body: unknown }) => ({
  status,
  body: JSON.stringify(body).replaceAll(/\b(?:101|3|902)\b/g, '#'),
})

const isPerson = (field: string): boolean => /ambassador|user|member|exclude/.test(field)

const idFor = (field: string, ids: typeof FOREIGN): number =>
  isPerson(field) ? ids.person : ids.thing

const idsIn = (body: unknown): string[] =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? Object.keys(body).filter((field) => /^ids?_/.test(field))
    : []

const withId = (operation: Operation, field: string, id: number): unknown => {
  const body = operation.body as Record<string, unknown>
  return { ...body, [field]: Array.isArray(body[field]) ? [1, id] : id }
}

/** Those that take an id, or several. */
const filtersOf = ({ parameters }: Operation): string[] =>
  parameters
    .filter(({ name }) => name.startsWith('filter['))
    .filter(({ schema }) => schema?.type === 'integer' || String(schema?.examples) === '1,1,2')
    .map(({ name }) => name)

const withPath = operations.filter(({ template }) => template.includes('{'))
const withBody = operations.flatMap((operation) =>
  idsIn(operation.body).map((field) => [operation.id, field, operation] as const),
)
const withFilter = operations.flatMap((operation) =>
  filtersOf(operation).map((filter) => [operation.id, filter, operation] as const),
)

describe('an id of another brand', () => {
  it.each(withPath.map((operation) => [operation.id, operation] as const))(
    'in the path of %s is not found, like an unknown one',
    async (_, operation) => {
      const path = (ids: typeof FOREIGN) =>
        operation.template.replaceAll(/\{(\w+)\}/g, (_match, name: string) => {
          const isAmbassador =
            name === 'ambassador' || operation.template.includes('/ambassadors/{id}')
          return String(isAmbassador ? ids.person : ids.thing)
        })
      const token = await signFullToken({ brands: [4] })
      const own = await call(operation, { path: path(FOREIGN), token, brand: 4 })
      expect(own.status).not.toBe(404)
      const foreign = await call(operation, { path: path(FOREIGN) })
      expect(foreign).toMatchObject({ status: 404, body: { message: 'Not Found.' } })
      expect(masked(await call(operation, { path: path(UNKNOWN) }))).toStrictEqual(masked(foreign))
    },
  )

  it.each(withBody)(
    'in the body of %s as %s is refused, like an unknown one',
    async (_, field, operation) => {
      const ask = (ids: typeof FOREIGN) =>
        call(operation, {
          path: pathOf(operation),
          body: withId(operation, field, idFor(field, ids)),
        })
      const foreign = await ask(FOREIGN)
      expect(foreign.status).toBe(422)
      expect(masked(await ask(UNKNOWN))).toStrictEqual(masked(foreign))
    },
  )

  it.each(withFilter)('in %s?%s filters like an unknown one', async (_, filter, operation) => {
    const ask = async (ids: typeof FOREIGN) => {
      const { status, body } = await call(operation, {
        path: `${pathOf(operation)}?${filter}=${idFor(filter, ids)}`,
      })
      return { status, data: body.data ?? body }
    }
    const foreign = await ask(FOREIGN)
    expect(foreign.status).toBe(200)
    expect(await ask(UNKNOWN)).toStrictEqual(foreign)
  })
})
