// npm run db:migrate: brings the local database up to date.
import { DEFAULT_STATE, migrate } from './local.ts'

migrate(DEFAULT_STATE)
console.log('The local database is up to date.')
