// npm run openapi: writes docs/openapi.json, and the tables in docs/api.md, from the declared routes.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Io, run } from './io.ts'
import { createOpenApiDocument } from './openapi/document.ts'
import { withTables } from './openapi/tables.ts'

export const main = (_: readonly string[], { root }: Io): void => {
  writeFileSync(
    join(root, 'docs', 'openapi.json'),
    `${JSON.stringify(createOpenApiDocument(), null, 2)}\n`,
  )
  const guide = join(root, 'docs', 'api.md')
  writeFileSync(guide, withTables(readFileSync(guide, 'utf8')))
}

if (import.meta.main) process.exitCode = await run(main)
