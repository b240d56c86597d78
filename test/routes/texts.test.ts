// Every text of every documented body: whole characters are stored as they are sent, half of one is refused at its field.
import { beforeEach, expect, it } from 'vitest'
import openApiDocument from '../../docs/openapi.json' with { type: 'json' }
import { contents } from '../support/contents.ts'
import { arrange, call, type Operation, operations } from '../support/operations.ts'

interface Schema {
  readonly $ref?: string
  readonly type?: unknown
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
}

type Path = readonly (string | number)[]

interface TextField {
  readonly operation: Operation
  readonly path: Path
  /** Whether it may be any text. */
  readonly isFree: boolean
}

const resolved = (schema: Schema): Schema => {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined
    ? schema
    : (openApiDocument.components.schemas as Record<string, Schema>)[name]!
}

/** The places of texts in a body of this schema; of a list, those of its first element. */
const textsIn = (schema: Schema, path: Path = []): Omit<TextField, 'operation'>[] => {
  const {
    type,
    format,
    enum: values,
    pattern,
    properties = {},
    items,
    anyOf = [],
  } = resolved(schema)
  const isFree = [format, values, pattern].every((limit) => limit === undefined)
  return [
    ...([type].flat().includes('string') ? [{ path, isFree }] : []),
    ...anyOf.flatMap((one) => textsIn(one, path)),
    ...(items === undefined ? [] : textsIn(items, [...path, 0])),
    ...Object.entries(properties).flatMap(([name, one]) => textsIn(one, [...path, name])),
  ]
}

const bodySchemaOf = ({ method, template }: Operation): Schema | undefined => {
  const item = (openApiDocument.paths as Record<string, object>)[template] as Record<
    string,
    { requestBody?: { content: { 'application/json': { schema: Schema } } } }
  >
  return item[method.toLowerCase()]?.requestBody?.content['application/json'].schema
}

const fields: readonly TextField[] = operations.flatMap((operation) =>
  textsIn(bodySchemaOf(operation) ?? {}).map(({ path, isFree }) => ({ operation, path, isFree })),
)

const named = (some: readonly TextField[]) =>
  some.map((field) => [field.operation.id, field.path.join('.'), field] as const)

/** A copy of `body` that has `value` at `path`. */
const withValue = (body: unknown, [key, ...path]: Path, value: unknown): unknown => {
  if (key === undefined) return value
  const at = (body ?? {}) as Record<string | number, unknown>
  const changed = withValue(at[key], path, value)
  return Array.isArray(body) ? body.with(Number(key), changed) : { ...at, [key]: changed }
}

const sendWith = ({ operation, path }: TextField, value: string) =>
  call(operation, { body: withValue(operation.body, path, value) })

beforeEach(() => arrange())

it('are the texts that the documented bodies have', () => {
  expect(fields.length).toBeGreaterThan(15)
})

it.each(named(fields))('half a character in %s is a 422 at %s', async (_, name, field) => {
  const before = await contents()
  for (const half of ['\uD83E', '\uDD89']) {
    for (const value of [
      half,
      `an owl ${half}`,
      `${half}\uD83E\uDD89`,
      `https://a.example/${half}`,
    ]) {
      const { status, body } = await sendWith(field, value)
      expect([status, Object.keys(body.errors)]).toStrictEqual([422, [name]])
    }
  }
  expect(await contents()).toStrictEqual(before)
})

/** Joined emoji, marks on a letter, letters beyond the first plane, and what looks like the end of something. */
const WHOLE = '👩🏽‍🚀👨‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿 e\u0301 𝒳 \u2028\uFFFD\uFFFF"\\\'%00'

it.each(named(fields.filter(({ isFree }) => isFree)))(
  'whole characters in %s are stored as they are sent: %s',
  async (_, name, field) => {
    const value = name.endsWith('image') ? `https://a.example/${WHOLE}#.` : `${WHOLE}.`
    const { status } = await sendWith(field, value)
    expect(status).toBeLessThan(300)
    const columns = Object.values(await contents()).flatMap((rows) => rows.flatMap(Object.values))
    // Alone, or inside of a JSON text.
    const quoted = JSON.stringify(value)
    expect(columns.some((one) => one === value || String(one).includes(quoted))).toBe(true)
  },
)
