// npm run openapi: writes docs/openapi.json from the schemas.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createOpenApiDocument } from './openapi/document.ts'

const file = join(import.meta.dirname, '..', 'docs', 'openapi.json')
writeFileSync(file, `${JSON.stringify(createOpenApiDocument(), null, 2)}\n`)
