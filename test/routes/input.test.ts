// Whatever is sent to whichever route, the answer is no 5xx, and one that the document describes.
import * as fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import {
  arrange,
  call,
  type Operation,
  operations,
  pathOf,
  signFullToken,
} from '../support/operations.ts'

const fieldsOf = ({ body }: Operation): string[] => {
  const one: unknown = Array.isArray(body) ? body[0] : body
  return typeof one === 'object' && one !== null ? Object.keys(one) : []
}

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    0,
    -0,
    1,
    2,
    -1,
    1.5,
    2 ** 31,
    2 ** 53,
    1e308,
    '',
    '1',
    null,
    true,
    [],
    {},
    [1, 2],
  ),
)

/** Anything, or something close to the example: the same fields with other values, some left out. */
const bodyFor = (operation: Operation): fc.Arbitrary<unknown> => {
  const fields = fieldsOf(operation)
  const near = fc.record(Object.fromEntries(fields.map((field) => [field, value])), {
    requiredKeys: [],
  })
  const mixed = near.map((some) => ({ ...(operation.body as object), ...some }))
  return fc.oneof(fc.jsonValue(), near, mixed, fc.array(near, { maxLength: 3 }))
}

/** Made once: fast-check maps all of Unicode for it. */
const text = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '1',
    '-1',
    '1,2',
    'true',
    'null',
    '%',
    "'",
    '2024-01-01T00:00:00Z',
    'WzEsMl0',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

const queryFor = (operation: Operation): fc.Arbitrary<string> => {
  const names = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name)
  const name = fc.oneof(fc.constantFrom('page', ...names), fc.string({ maxLength: 12 }))
  return fc
    .array(fc.tuple(name, text), { maxLength: 4 })
    .map((pairs) => new URLSearchParams(pairs).toString())
}

const idFor = fc.constantFrom(
  '1',
  '1',
  '0',
  '-1',
  '01',
  '1.0',
  '2147483648',
  'x',
  '%00',
  "1'--",
  '9'.repeat(40),
)

beforeEach(() => arrange())

it.each(operations.map((operation) => [operation.id, operation] as const))(
  '%s never answers 5xx',
  async (_, operation) => {
    const token = await signFullToken()
    const property = fc.asyncProperty(
      bodyFor(operation),
      queryFor(operation),
      idFor,
      async (body, query, id) => {
        const path = `${pathOf(operation, id)}?${query}`
        const { status } = await call(operation, {
          token,
          path,
          ...(operation.method === 'GET' ? {} : { body }),
        })
        expect(status).toBeLessThan(500)
      },
    )
    await fc.assert(property, { numRuns: 60 })
  },
  30_000,
)

/** Its length can't be compared with a number. */
const ODD = { length: { toString: '' } }

/** The body with something odd in the place of each of its parts, and of itself. */
const oddOnes = (body: unknown): unknown[] => {
  if (typeof body !== 'object' || body === null) return [ODD]
  const withOdd = (name: string, odd: unknown): unknown =>
    Array.isArray(body) ? body.with(Number(name), odd) : { ...body, [name]: odd }
  const inside = Object.entries(body).flatMap(([name, part]) =>
    oddOnes(part).map((odd) => withOdd(name, odd)),
  )
  return [ODD, ...inside]
}

it.each(
  operations
    .filter(({ bodies }) => bodies.length > 0)
    .map((operation) => [operation.id, operation] as const),
)('%s never answers 5xx to a length that is no number', async (_, operation) => {
  for (const body of operation.bodies.flatMap(oddOnes)) {
    const { status } = await call(operation, { body })
    expect.soft(status, JSON.stringify(body)).toBeLessThan(500)
  }
})
