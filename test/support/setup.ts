// Every test starts with an empty, migrated database.
import { env } from 'cloudflare:workers'
import { beforeEach } from 'vitest'
import { emptyDatabase } from './empty-database.ts'

beforeEach(() => emptyDatabase(env.DB))
