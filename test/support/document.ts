// Holds every answer of every test against docs/openapi.json.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import openApiDocument from '../../docs/openapi.json' with { type: 'json' }

type Operation = { responses: Record<string, unknown> }

// The formats that are more than a name have a pattern beside them.
const formats = { 'date-time': true, email: true, int32: true } as const
const ajv = new Ajv2020({ strict: false, allErrors: true, formats })
ajv.addSchema(openApiDocument, 'openapi')

const validators = new Map<string, ValidateFunction>()

const escapePointer = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1')

const follow = (pointer: string): string => {
  const value = pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (node, key) =>
        (node as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')],
      openApiDocument,
    ) as { $ref?: string }
  return value.$ref === undefined ? pointer : value.$ref.slice(1)
}

/** A validator of what the document has at a JSON pointer. */
export const validatorAt = (pointer: string): ValidateFunction => {
  const known = validators.get(pointer)
  if (known) return known
  const validator = ajv.compile({ $ref: `openapi#${encodeURI(pointer)}` })
  validators.set(pointer, validator)
  return validator
}

const matches = (template: string, path: string): boolean =>
  new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)

const operationAt = (method: string, path: string): [string, Operation] | undefined => {
  const methods = Object.entries(openApiDocument.paths).find(([template]) =>
    matches(template, path),
  )
  const operation = (methods?.[1] as Record<string, Operation> | undefined)?.[method.toLowerCase()]
  return methods && operation && [methods[0], operation]
}

/** An answer in the media types of the document. */
export const JSON_TYPE = 'application/json'
export const LINES_TYPE = 'application/x-ndjson'

/** Throws unless the answer is one that the document describes for this operation. */
export const checkAgainstDocument = (
  method: string,
  path: string,
  status: number,
  body: unknown,
  mediaType = JSON_TYPE,
): void => {
  const found = operationAt(method, path)
  if (found === undefined) return
  const [template, operation] = found
  if (!(status in operation.responses)) {
    throw new Error(`${method} ${template} answered ${status}, which the document does not list`)
  }
  const response = follow(
    `/paths/${escapePointer(template)}/${method.toLowerCase()}/responses/${status}`,
  )
  const validate = validatorAt(`${response}/content/${escapePointer(mediaType)}/schema`)
  for (const part of mediaType === LINES_TYPE ? (body as unknown[]) : [body]) {
    if (!validate(part)) {
      throw new Error(`${method} ${template} ${status}: ${ajv.errorsText(validate.errors)}`)
    }
  }
}
