// npm run db:migrate: brings the local databases up to date.
import { DEFAULT_STATE, migrate } from './local.ts'

console.log(`The local databases are up to date: ${(await migrate(DEFAULT_STATE)).join(', ')}.`)
