// npm run openapi: writes docs/openapi.json from the schemas.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Io, run } from './io.ts'
import { createOpenApiDocument } from './openapi/document.ts'

export const main = (_: readonly string[], { root }: Io): void =>
  writeFileSync(
    join(root, 'docs', 'openapi.json'),
    `${JSON.stringify(createOpenApiDocument(), null, 2)}\n`,
  )

if (import.meta.main) process.exitCode = await run(main)
