// npm run brand:copy: replaces what one D1 database has of a brand by the rows of another, and compares them. Can be run again.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shardOf } from '../src/db/shards.ts'
import { countAll, type Database, empty, openDatabase, walk } from './copy/database.ts'
import { insertsOf, LIST_TABLES, list, type Table, tableOf } from './copy/statements.ts'
import { readFlags } from './flags.ts'
import { fail, type Io, run } from './io.ts'
import { readSettings } from './local.ts'

const HELP = `npm run brand:copy -- --brand 3 --from DB --to DB_EU     copies a brand; can be run again

  --brand ID                 the brand
  --from, --to BINDING       the databases, by their bindings
  --remote                   those of a deployment: of the top level, or of the environment of --env
  --env staging|production
  --config FILE              in place of wrangler.toml
  --persist-to FOLDER        where the local databases are`

const readArguments = (args: readonly string[], io: Io) => {
  const values = readFlags(args, io, HELP, {
    brand: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    remote: { type: 'boolean', default: false },
    env: { type: 'string' },
    config: { type: 'string' },
    'persist-to': { type: 'string' },
  })
  const { brand = '', from, to } = values
  if (!/^[1-9]\d*$/.test(brand) || from === undefined || to === undefined || from === to) {
    return fail('Usage: npm run brand:copy -- --brand 3 --from DB --to DB_EU [--remote]')
  }
  const { remote, env, config, 'persist-to': state } = values
  const where = [
    remote ? '--remote' : '--local',
    ...(env === undefined ? [] : ['--env', env]),
    ...(config === undefined ? [] : ['--config', config]),
    ...(state === undefined ? [] : ['--persist-to', state]),
  ]
  return { idBrand: Number(brand), from, to, where, env, config }
}

type Arguments = ReturnType<typeof readArguments>
type Binding = Record<'binding' | 'database_name' | 'database_id', string>

/** The rows at the target are deleted, so they must be neither the ones to copy nor the ones in use. */
const checkTarget = async (io: Io, { idBrand, from, to, env, config }: Arguments) => {
  const settings = await readSettings(io.root, env, config)
  const databaseOf = (name: string): Binding =>
    (settings.d1_databases as Binding[]).find(
      (one) => one.binding === name || one.database_name === name,
    ) ?? fail(`The settings bind no D1 database ${name}.`)
  if (databaseOf(from).database_id === databaseOf(to).database_id) {
    fail(`${from} and ${to} are the same database.`)
  }
  if (shardOf(settings.vars, idBrand) === databaseOf(to).binding) {
    fail(`Brand ${idBrand} is served from ${to}. Pin it to "closed" first, and deploy.`)
  }
}

/** The number of rows and the hash of all values, by table. */
const summarize = (
  database: Database,
  tables: readonly Table[],
  idBrand: number,
  counts: readonly number[],
) => {
  const sums = tables.map((table) => ({ table, rows: 0, hash: createHash('sha256') }))
  for (const pages of walk(database, tables, idBrand, counts)) {
    for (const { table, rows } of pages) {
      const sum = sums.find((one) => one.table === table)!
      sum.rows += rows.length
      for (const row of rows) sum.hash.update(JSON.stringify(row))
    }
  }
  return sums.map(({ table, rows, hash }) => ({
    name: table.name.slice(1, -1),
    rows,
    hash: hash.digest('hex'),
  }))
}

const copy = (io: Io, idBrand: number, from: Database, to: Database): void => {
  const [found = []] = from.ask([LIST_TABLES])
  const tables = found.map(tableOf)
  // A brand without rows is one that lives elsewhere: the flags are the wrong way round.
  const counts = countAll(from, tables, idBrand)
  if (counts.every((rows) => rows === 0)) fail(`${from.binding} has no rows of brand ${idBrand}.`)

  const deleted = empty(to, tables, idBrand)
  io.print(`${to.binding}: deleted ${deleted} rows that it had of brand ${idBrand}`)
  for (const pages of walk(from, tables, idBrand, counts)) {
    to.run(pages.flatMap(({ table, rows }) => rows.flatMap((row) => insertsOf(table, row))))
  }
  const there = summarize(to, tables, idBrand, counts)
  const differing = summarize(from, tables, idBrand, counts).filter(
    ({ hash }, index) => hash !== there[index]!.hash,
  )
  for (const { name, rows } of there) io.print(`${name}: ${rows} rows`)
  if (differing.length > 0) {
    const names = list(differing.map(({ name }) => name))
    fail(`${from.binding} has other rows in ${names}. Is the brand closed? Run this again.`)
  }
}

export const main = async (args: readonly string[], io: Io): Promise<void> => {
  const given = readArguments(args, io)
  const { idBrand, from, to, where } = given
  await checkTarget(io, given)
  const folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-copy-'))
  try {
    const [source, target] = [from, to].map((name) => openDatabase(io, name, where, folder)) as [
      Database,
      Database,
    ]
    copy(io, idBrand, source, target)
  } finally {
    // What is in there is personal.
    rmSync(folder, { recursive: true })
  }
}

if (import.meta.main) process.exitCode = await run(main)
