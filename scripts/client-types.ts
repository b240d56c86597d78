// npm run client:types: writes the client's types from docs/openapi.json; with --check, fails if they are others.
import { readFileSync, writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fail, type Io, run } from './io.ts'

/** The headers that the client sends by itself: its user is not asked for them. */
const OWN_HEADERS = new Set(['X-Popsell-Brand', 'X-D1-Bookmark'])

const isOwnHeader = (parameter: { name?: string }): boolean => OWN_HEADERS.has(parameter.name ?? '')

/** The document without the client's own headers, and without examples and webhooks, which only make the types long. */
const forCallers = (key: string, value: unknown): unknown => {
  if (key === 'example' || key === 'examples' || key === 'webhooks') return undefined
  return key === 'parameters' && Array.isArray(value)
    ? value.filter((parameter: { name?: string }) => !isOwnHeader(parameter))
    : value
}

/** The generator needs the compiler's API, which TypeScript 7 does not have. */
const loadGenerator = () => {
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier === 'typescript' ? 'typescript-5' : specifier, context),
  })
  return import('openapi-typescript')
}

export const main = async (args: readonly string[], { root }: Io): Promise<void> => {
  const file = join(root, 'client', 'schema.ts')
  const document = JSON.parse(readFileSync(join(root, 'docs', 'openapi.json'), 'utf8')) as object
  const { astToString, default: openapiTypescript } = await loadGenerator()
  const ast = await openapiTypescript(JSON.stringify(document, forCallers))
  const types = `// Made from docs/openapi.json by npm run client:types.\n\n${astToString(ast)}`
  if (!args.includes('--check')) {
    writeFileSync(file, types)
  } else if (readFileSync(file, 'utf8') !== types) {
    fail('client/schema.ts does not fit docs/openapi.json. Run npm run client:types.')
  }
}

if (import.meta.main) process.exitCode = await run(main)
