// npm run openapi: writes docs/openapi.json, the tables in docs/api.md and the events in docs/webhooks.md, from the declared routes.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Io, run } from './io.ts'
import { createOpenApiDocument } from './openapi/document.ts'
import { withTables } from './openapi/tables.ts'
import { withEvents } from './openapi/webhook-guide.ts'

export const main = (_: readonly string[], { root }: Io): void => {
  writeFileSync(
    join(root, 'docs', 'openapi.json'),
    `${JSON.stringify(createOpenApiDocument(), null, 2)}\n`,
  )
  const guides = { 'api.md': withTables, 'webhooks.md': withEvents }
  for (const [name, written] of Object.entries(guides)) {
    const guide = join(root, 'docs', name)
    writeFileSync(guide, written(readFileSync(guide, 'utf8')))
  }
}

if (import.meta.main) process.exitCode = await run(main)
