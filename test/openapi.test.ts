// The committed document says what the Worker does.
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import committed from '../docs/openapi.json' with { type: 'json' }
import { app } from '../src/app.ts'
import { EVENT_TYPES } from '../src/contract/event-types.ts'
import { Event } from '../src/domain/events/schema.ts'
import { CreateChatroom } from '../src/chatrooms/schema.ts'
import { validatorAt } from './support/document.ts'

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

const operations = Object.entries(committed.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => method in item).map((method) => `${method.toUpperCase()} ${path}`),
)

interface ResponseObject {
  readonly $ref?: string
  readonly content: Record<string, { example?: unknown }>
}

interface OperationObject {
  readonly summary: string
  readonly description: string
  readonly responses: Record<string, ResponseObject>
  readonly 'x-codeSamples': unknown
}

/** A field that may be missing. */
const field = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

it('describes every route of the Worker and no other', () => {
  const routes = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  expect([...new Set(routes)].toSorted()).toStrictEqual(operations.toSorted())
})

const documented = (name: string): OperationObject => {
  const [method = '', path = ''] = name.split(' ')
  const paths = committed.paths as unknown as Record<string, Record<string, OperationObject>>
  return paths[path]![method.toLowerCase()]!
}

const responseOf = (response: ResponseObject): ResponseObject =>
  response.$ref === undefined
    ? response
    : (committed.components.responses as Record<string, ResponseObject>)[
        response.$ref.split('/').at(-1)!
      ]!

it.each(operations)(
  'says what it is, with an example for each status and two samples: %s',
  (name) => {
    const operation = documented(name)
    expect(operation.summary).toMatch(/^[A-Z].*[^.]$/)
    expect(operation.description).toMatch(/\.$/)
    const examples = Object.entries(operation.responses).flatMap(([status, response]) =>
      Object.values(responseOf(response).content).map(({ example }) => [status, example]),
    )
    expect(examples.filter(([, example]) => example === undefined)).toStrictEqual([])
    const [path = ''] = name.split(' ').slice(1)
    expect(operation['x-codeSamples']).toStrictEqual([
      { lang: 'shell', label: 'curl', source: expect.stringMatching(/^curl /) },
      { lang: 'typescript', label: 'TypeScript', source: expect.stringContaining(`('${path}'`) },
    ])
  },
)

it('says of every parameter and every field what it is', () => {
  const unsaid: string[] = []
  const visit = (node: unknown, pointer: string): void => {
    if (typeof node !== 'object' || node === null) return
    const { parameters = [], properties = {} } = node as {
      parameters?: { name: string }[]
      properties?: Record<string, unknown>
    }
    const named = [
      ...parameters.map((one) => [one.name, one] as const),
      ...Object.entries(properties),
    ]
    for (const [name, one] of named) {
      const { description = '' } = one as { description?: string }
      if (!/^\S.+ .+\.$/.test(description)) unsaid.push(`${pointer}: ${name}`)
    }
    for (const [key, child] of Object.entries(node)) {
      // Examples are no schemas, and a oneOf beside properties narrows what these describe.
      const isSaid = key === 'oneOf' && 'properties' in node
      if (!isSaid && !['example', 'examples'].includes(key)) visit(child, `${pointer}/${key}`)
    }
  }
  visit(committed, '')
  expect(unsaid).toStrictEqual([])
})

it('has examples that its own schemas accept', () => {
  const problems: string[] = []
  const visit = (node: unknown, pointer: string): void => {
    if (typeof node !== 'object' || node === null) return
    const media = node as {
      schema?: unknown
      example?: unknown
      examples?: Record<string, { value: unknown }>
    }
    const examples = [
      ...('example' in media ? [media.example] : []),
      ...Object.values(media.examples ?? {}).map(({ value }) => value),
    ]
    if (media.schema !== undefined && examples.length > 0) {
      const validate = validatorAt(`${pointer}/schema`)
      for (const example of examples) {
        if (!validate(example)) problems.push(`${pointer}: ${JSON.stringify(validate.errors)}`)
      }
      return
    }
    for (const [key, child] of Object.entries(node)) {
      visit(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    }
  }
  visit(committed.paths, '/paths')
  visit(committed.components, '/components')
  expect(problems).toStrictEqual([])
})

it('accepts the bodies of a new chatroom that the Worker accepts, and refuses the same', () => {
  const id = fc.oneof(fc.constantFrom(1, 2, 0, -1, 1.5, 2_147_483_647, 2_147_483_648, null, '1'))
  const body = fc.record({
    ids_ambassadors: field(
      fc.oneof(fc.array(id, { maxLength: 3 }), fc.constant(null), fc.constant('1,2')),
    ),
    id_brand_tag: field(id),
    source: field(fc.constantFrom(0, 1, 2, 3, '0', null)),
  })
  const validate = validatorAt('/components/schemas/CreateChatroom')
  fc.assert(
    fc.property(body, (value) => {
      const json = JSON.parse(JSON.stringify(value))
      expect(validate(json)).toBe(CreateChatroom.safeParse(json).success)
    }),
    { numRuns: 2000 },
  )
})

it.each(EVENT_TYPES)('has an example of the event that the Worker would tell: %s', (type) => {
  const { post } = committed.webhooks[type]
  const { example, schema } = post.requestBody.content['application/json']
  expect(example).toMatchObject({ type })
  expect(Event.parse(example)).toStrictEqual(example)
  expect(schema.$ref).toMatch(/^#\/components\/schemas\/\w+Event$/)
})

it('has no other events', () => {
  expect(Object.keys(committed.webhooks)).toStrictEqual([...EVENT_TYPES])
})
