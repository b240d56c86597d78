// npm run db:reset: throws the local data away and starts over with the demo data.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readFlags } from './flags.ts'
import { fail, type Io, run } from './io.ts'
import { migrate, stateIn } from './local.ts'
import { seedIfEmpty } from './seed.ts'

/** Drops the tables and leaves the file: `npm run dev` may have it open, and goes on with what comes next. */
const empty = (file: string): void => {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false, timeout: 10_000 })
  const drops = database
    .prepare(
      `select 'drop table "' || name || '";' as sql from sqlite_schema
       where type = 'table' and name not glob '_cf_*' and name not glob 'sqlite_*'`,
    )
    .all()
    .map(({ sql }) => String(sql))
  database.exec(`begin immediate; ${drops.join('')} commit`)
  database.close()
}

export const main = async (args: readonly string[], io: Io): Promise<void> => {
  readFlags(args, io, 'npm run db:reset     throws the local data away; takes no flags', {})
  const state = stateIn(io.root)
  for (const file of globSync('v3/d1/**/*.sqlite', { cwd: state })) {
    try {
      empty(join(state, file))
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      fail(`${file}: ${reason}. Stop npm run dev, delete .wrangler/state, and run this again.`)
    }
  }
  await migrate(io, state)
  await seedIfEmpty(io.root, state)
  io.print('The local database holds the demo data and nothing else.')
}

if (import.meta.main) process.exitCode = await run(main)
