// Gives the fields and parameters of the document the descriptions that their schemas leave out.
import type { createDocument } from 'zod-openapi'
import type { Texts } from '../../src/http/operation.ts'
import { fields, parameters as sayings } from './features.ts'

/** A schema, as far as descriptions go. */
interface Schema {
  description?: string
  const?: string | number
  properties?: Record<string, Schema>
  items?: Schema | false
  anyOf?: Schema[]
  oneOf?: Schema[]
}

interface Parameter {
  name: string
  in: string
  description?: string | undefined
}

/** What the schema says itself; of one that may be null, what the other part says. */
const saidBy = ({ description, anyOf = [] }: Schema): string | undefined =>
  description ?? anyOf.map(saidBy).find((text) => text !== undefined)

const firstOf = (texts: Texts, ...keys: readonly string[]): string | undefined =>
  keys.map((key) => texts[key]).find((text) => text !== undefined)

/** Of the parts of a schema, those that a constant `type` tells apart are looked up by it first. */
const ownersOf = (owner: string, { properties }: Schema): readonly string[] =>
  properties?.['type']?.const === undefined
    ? [owner]
    : [`${owner}/${properties['type'].const}`, owner]

const describeFields = (schema: Schema, owner: string): void => {
  const owners = ownersOf(owner, schema)
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const text = saidBy(field) ?? firstOf(fields, ...owners.map((one) => `${one}.${name}`), name)
    if (text !== undefined) field.description = text
    describeFields(field, name)
  }
  for (const part of [
    ...(schema.items ? [schema.items] : []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
  ]) {
    describeFields(part, owner)
  }
}

const describeParameter = (
  parameter: Parameter,
  schema: Schema,
  operation: string,
  tag: string,
): void => {
  const { name, in: place, description } = parameter
  const text =
    description ??
    saidBy(schema) ??
    firstOf(sayings, `${operation}.${name}`, `${tag}.${name}`, `${place}.${name}`, name)
  if (text !== undefined) parameter.description = text
}

/** The same document, described. What has no description anywhere is left without one. */
export const withDescriptions = (document: ReturnType<typeof createDocument>) => {
  for (const [id, schema] of Object.entries(document.components?.schemas ?? {})) {
    const text = fields[id]
    if (text !== undefined) (schema as Schema).description = text
    describeFields(schema as Schema, id)
  }
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const { operationId = '', parameters = [], tags: [tag = ''] = [] } = item[method] ?? {}
      for (const parameter of parameters) {
        if ('in' in parameter) {
          describeParameter(parameter, (parameter.schema ?? {}) as Schema, operationId, tag)
        }
      }
    }
  }
  return document
}
