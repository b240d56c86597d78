// Makes the document's operations of the declared routes and of what is said of them. Not part of the Worker.
import * as z from 'zod'
import type {
  ZodOpenApiOperationObject,
  ZodOpenApiPathsObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi'
import { BrandHeader, OptionalBrandHeader } from '../../src/http/brand.ts'
import type { Operation } from '../../src/http/operation.ts'
import { errorResponses, json, pageExample } from './responses.ts'
import type { Declaration } from '../../src/http/route.ts'
import { IdempotencyHeader } from '../../src/contract/fields.ts'

const KEYED =
  'With an `Idempotency-Key` a repeat of the request is answered with what the first one made, and 200; the key with another body is a 422.'
const REPEATED = 'What came with this key before.'

const answersOf = (declared: Declaration, text: Operation): ZodOpenApiResponsesObject => {
  const entries = Object.entries(text.answers).map(([status, answer]) => {
    const schema = declared.answers[Number(status) as 200 | 201]!
    const example =
      'item' in answer
        ? pageExample(declared.path.replaceAll(/\{\w+\}/g, '1'), answer.item)
        : answer.example
    return [status, json(answer.description, schema, example, declared.mediaType)] as const
  })
  const [, created] = entries.find(([status]) => status === '201') ?? []
  return {
    ...(declared.takesIdempotencyKey && created && { 200: { ...created, description: REPEATED } }),
    ...Object.fromEntries(entries),
    ...errorResponses(
      ...(declared.params === undefined ? [] : [404 as const]),
      ...(declared.refusals ?? []),
      ...(declared.body === undefined ? [] : ([413, 415] as const)),
    ),
  }
}

const headerOf = ({ brand, takesIdempotencyKey }: Declaration) => {
  const header = brand === 'required' ? BrandHeader : OptionalBrandHeader
  return takesIdempotencyKey ? z.object({ ...header.shape, ...IdempotencyHeader.shape }) : header
}

/** The text, and what follows from the declaration. */
const descriptionOf = ({ bodyLimit, takesIdempotencyKey }: Declaration, text: Operation): string =>
  [
    text.description,
    ...(bodyLimit === undefined ? [] : [`The body may take up to ${bodyLimit / 1024} KiB.`]),
    ...(takesIdempotencyKey ? [KEYED] : []),
  ].join(' ')

const operationOf = (declared: Declaration, text: Operation): ZodOpenApiOperationObject => ({
  operationId: declared.id,
  tags: [text.tag],
  summary: text.summary,
  description: descriptionOf(declared, text),
  requestParams: {
    header: headerOf(declared),
    ...(declared.params && { path: declared.params as never }),
    ...(declared.query && { query: declared.query as never }),
  },
  ...(declared.body && {
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: text.bodySchema ?? declared.body,
          ...(text.bodies === undefined ? { example: text.body } : { examples: text.bodies }),
        },
      },
    },
  }),
  responses: answersOf(declared, text),
})

/** The operations of the routes by path and method. */
export const pathsOf = (
  routes: readonly Declaration[],
  documentation: Readonly<Record<string, Operation>>,
): ZodOpenApiPathsObject => {
  const paths: ZodOpenApiPathsObject = {}
  for (const declared of routes) {
    const text = documentation[declared.id]
    if (text === undefined) throw new Error(`nothing is said of ${declared.id}`)
    const item = (paths[declared.path] ??= {})
    item[declared.method] = operationOf(declared, text)
  }
  return paths
}
