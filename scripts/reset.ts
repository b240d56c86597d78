// npm run db:reset: throws the local data away and starts over with the demo data.
import { rmSync } from 'node:fs'
import { DEFAULT_STATE, migrate } from './local.ts'
import { seedIfEmpty } from './seed.ts'

rmSync(DEFAULT_STATE, { recursive: true, force: true })
await migrate(DEFAULT_STATE)
await seedIfEmpty(DEFAULT_STATE)
console.log('The local database holds the demo data and nothing else.')
