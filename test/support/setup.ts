// Every test starts with an empty, migrated database.
import { env } from 'cloudflare:workers'
import { beforeEach } from 'vitest'
import { emptyDatabase } from './empty-database.ts'

// The Worker's line for each request would go to the main process and be dropped there; tests of the log watch the console.
Object.assign(console, { log() {} })

beforeEach(() => emptyDatabase(env.DB))
