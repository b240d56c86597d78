// npm run db:migrate -- [--remote] [--env production]: brings all databases up to date, the local ones or those of a deployment.
import { parseArgs } from 'node:util'
import { DEFAULT_STATE, migrate, migrateRemote } from './local.ts'

const { values } = parseArgs({
  options: { remote: { type: 'boolean', default: false }, env: { type: 'string', default: '' } },
})
const bindings = values.remote ? await migrateRemote(values.env) : await migrate(DEFAULT_STATE)
console.log(`Up to date: ${bindings.join(', ')}.`)
