// Every test starts with an empty, migrated database, and every file with the clock and the functions of the platform.
import { env } from 'cloudflare:workers'
import { afterAll, beforeEach, vi } from 'vitest'
import { emptyDatabase } from './empty-database.ts'

// The Worker's line for each request would go to the main process and be dropped there; tests of the log watch the console.
Object.assign(console, { log() {} })

beforeEach(() => emptyDatabase(env.DB))

afterAll(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})
