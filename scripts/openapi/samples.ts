// Gives each operation of the document what it takes to be tried: values for its parameters, and samples in curl and TypeScript
// that succeed on the demo data. Not part of the Worker: the document is made ahead.
import type { createDocument, oas31 } from 'zod-openapi'

const ORIGIN = 'http://localhost:8787'
const BRAND = 3
const LINE = 100

interface Call {
  readonly method: string
  /** With its path parameters in braces. */
  readonly template: string
  readonly path: Readonly<Record<string, unknown>>
  readonly needsToken: boolean
  /** Whether it answers lines, which the client would take for one JSON text. */
  readonly isText: boolean
  /** Undefined when the operation takes none. */
  readonly body: unknown
}

/** The demo data has a 1 of everything, and a 2 to delete; a schema says so if another id is the better example. */
const withExample = (method: string, parameter: oas31.ParameterObject): oas31.ParameterObject => {
  if (parameter.name === 'X-Popsell-Brand') return { ...parameter, example: BRAND }
  if (parameter.in !== 'path') return parameter
  const { example = method === 'delete' ? 2 : 1 } = parameter.schema as oas31.SchemaObject
  return { ...parameter, example }
}

const firstExample = ({ example, examples }: oas31.MediaTypeObject): unknown =>
  example ?? (Object.values(examples ?? {})[0] as oas31.ExampleObject).value

const quoted = (text: string, quote: string): string => `'${text.replaceAll("'", quote)}'`

const argument = (text: string): string => quoted(text, String.raw`'\''`)

const curl = ({ method, template, path, needsToken, body }: Call): string => {
  const url = ORIGIN + template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(path[name]))
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${argument(url)}`,
    ...(needsToken ? ['-H "Authorization: Bearer $ACCESS_TOKEN"'] : []),
    ...(needsToken ? [`-H 'X-Popsell-Brand: ${BRAND}'`] : []),
    ...(body === undefined ? [] : ["-H 'Content-Type: application/json'"]),
    ...(body === undefined ? [] : [`-d ${argument(JSON.stringify(body))}`]),
  ].join(' \\\n  ')
}

/** A JSON value as TypeScript, on several lines where it gets too long behind `before`. */
const literal = (value: unknown, before: string, indent = ''): string => {
  if (typeof value === 'string') return quoted(value, String.raw`\'`)
  if (typeof value !== 'object' || value === null) return String(value)
  const parts = (inner: string) =>
    Object.entries(value).map(([name, item]) => {
      const key = Array.isArray(value) ? '' : `${name}: `
      return key + literal(item, inner + key, inner)
    })
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }']
  const flat = open + parts('').join(', ') + close
  if (before.length + flat.length < LINE && !flat.includes('\n')) return flat
  const lines = parts(`${indent}  `).map((part) => `${indent}  ${part},\n`)
  return `${open.trim()}\n${lines.join('')}${indent}${close.trim()}`
}

const typeScript = ({ method, template, path, body, isText }: Call): string => {
  const options = {
    ...(Object.keys(path).length === 0 ? {} : { params: { path } }),
    ...(body === undefined ? {} : { body }),
    ...(isText ? { parseAs: 'text' } : {}),
  }
  const call = `const { data, error } = await chat.${method}('${template}'`
  const rest = Object.keys(options).length === 0 ? '' : `, ${literal(options, call)}`
  return [
    "import { createChatClient } from 'edge-chatrooms/client'",
    '',
    'const chat = createChatClient({',
    `  baseUrl: '${ORIGIN}',`,
    '  token: process.env.ACCESS_TOKEN,',
    `  brand: ${BRAND},`,
    '})',
    `${call}${rest})`,
  ].join('\n')
}

const isJson = ({ responses }: oas31.OperationObject): boolean =>
  Object.values(responses ?? {}).every(
    (response) => (response as oas31.ResponseObject).content?.['application/json'] !== undefined,
  )

const withSamples = (
  method: string,
  template: string,
  operation: oas31.OperationObject,
): oas31.OperationObject => {
  const parameters = (operation.parameters as oas31.ParameterObject[] | undefined)?.map((one) =>
    withExample(method, one),
  )
  const media = (operation.requestBody as oas31.RequestBodyObject | undefined)?.content
  const call = {
    method: method.toUpperCase(),
    template,
    path: Object.fromEntries(
      (parameters ?? []).filter((one) => one.in === 'path').map((one) => [one.name, one.example]),
    ),
    needsToken: operation.security === undefined,
    isText: !isJson(operation),
    body: media?.['application/json'] && firstExample(media['application/json']),
  }
  return {
    ...operation,
    ...(parameters && { parameters }),
    'x-codeSamples': [
      { lang: 'shell', label: 'curl', source: curl(call) },
      { lang: 'typescript', label: 'TypeScript', source: typeScript(call) },
    ],
  }
}

/** The document with an example for each parameter of brand and path, and two samples in each operation. */
export const withCodeSamples = (document: ReturnType<typeof createDocument>) => ({
  ...document,
  paths: Object.fromEntries(
    Object.entries(document.paths ?? {}).map(([template, item]) => [
      template,
      Object.fromEntries(
        Object.entries(item as Record<string, oas31.OperationObject>).map(([method, operation]) => [
          method,
          withSamples(method, template, operation),
        ]),
      ),
    ]),
  ),
})
