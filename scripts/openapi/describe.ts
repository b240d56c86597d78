// Gives the fields and parameters of the document the descriptions that their schemas leave out.
import type { createDocument } from 'zod-openapi'
import { DESCRIPTIONS } from './descriptions.ts'

/** A schema, as far as descriptions go. */
interface Schema {
  description?: string
  properties?: Record<string, Schema>
  items?: Schema | false
  anyOf?: Schema[]
}

interface Parameter {
  name: string
  in: string
  description?: string | undefined
}

/** What the schema says itself; of one that may be null, what the other part says. */
const saidBy = ({ description, anyOf = [] }: Schema): string | undefined =>
  description ?? anyOf.map(saidBy).find((text) => text !== undefined)

const firstOf = (...keys: readonly string[]): string | undefined =>
  keys.map((key) => DESCRIPTIONS[key]).find((text) => text !== undefined)

const describeFields = (schema: Schema, owner: string): void => {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const text = saidBy(field) ?? firstOf(`${owner}.${name}`, name)
    if (text !== undefined) field.description = text
    describeFields(field, name)
  }
  for (const part of [...(schema.items ? [schema.items] : []), ...(schema.anyOf ?? [])]) {
    describeFields(part, owner)
  }
}

const describeParameter = (parameter: Parameter, schema: Schema, operation: string): void => {
  const { name, in: place, description } = parameter
  const text =
    description ?? saidBy(schema) ?? firstOf(`${operation}.${name}`, `${place}.${name}`, name)
  if (text !== undefined) parameter.description = text
}

/** The same document, described. What has no description anywhere is left without one. */
export const withDescriptions = (document: ReturnType<typeof createDocument>) => {
  for (const [id, schema] of Object.entries(document.components?.schemas ?? {})) {
    describeFields(schema as Schema, id)
  }
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const { operationId = '', parameters = [] } = item[method] ?? {}
      for (const parameter of parameters) {
        if ('in' in parameter) {
          describeParameter(parameter, (parameter.schema ?? {}) as Schema, operationId)
        }
      }
    }
  }
  return document
}
