// npm run db:migrate: brings all databases up to date, the local ones or those of a deployment.
import { readFlags } from './flags.ts'
import { type Io, run } from './io.ts'
import { migrate, migrateRemote, stateIn } from './local.ts'

const HELP = `npm run db:migrate -- [flags]     applies the migrations to every local database

  --remote                   to those of a deployment instead: of the top level, or of
  --env staging|production`

export const main = async (args: readonly string[], io: Io): Promise<void> => {
  const { remote, env } = readFlags(args, io, HELP, {
    remote: { type: 'boolean', default: false },
    env: { type: 'string', default: '' },
  })
  const bindings = remote
    ? await migrateRemote(io, env)
    : await migrate(io, stateIn(io.root), undefined, true)
  io.print(`Up to date: ${bindings.join(', ')}.`)
}

if (import.meta.main) process.exitCode = await run(main)
