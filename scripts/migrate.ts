// npm run db:migrate: brings all databases up to date, the local ones or those of a deployment.
import { readFlags } from './flags.ts'
import { DEFAULT_STATE, migrate, migrateRemote } from './local.ts'

const HELP = `npm run db:migrate -- [flags]     applies the migrations to every local database

  --remote                   to those of a deployment instead: of the top level, or of
  --env staging|production`

const { remote, env } = readFlags(HELP, {
  remote: { type: 'boolean', default: false },
  env: { type: 'string', default: '' },
})
const bindings = remote ? await migrateRemote(env) : await migrate(DEFAULT_STATE)
console.log(`Up to date: ${bindings.join(', ')}.`)
