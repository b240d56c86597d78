// npm run brand:copy: copies all rows of a brand from one D1 database to another and compares their numbers. Can be run again.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail } from './fail.ts'
import { readFlags } from './flags.ts'
import { runWrangler } from './local.ts'

/** Rows of each table that one call asks for. */
const PAGE = 2000

type Row = Record<string, unknown>

const HELP = `npm run brand:copy -- --brand 3 --from DB --to DB_EU     copies a brand; can be run again

  --brand ID                 the brand
  --from, --to BINDING       the databases, by their bindings
  --remote                   those of a deployment: of the top level, or of the environment of --env
  --env staging|production
  --config FILE              in place of wrangler.toml
  --persist-to FOLDER        where the local databases are`

const readArguments = () => {
  const values = readFlags(HELP, {
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
  return { idBrand: Number(brand), from, to, where }
}

const { idBrand, from, to, where } = readArguments()
const folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-copy-'))

const execute = (binding: string, ...args: string[]): string =>
  runWrangler(['d1', 'execute', binding, '--yes', ...where, ...args])

/** The rows of each statement. */
const ask = (binding: string, statements: readonly string[]): Row[][] =>
  (
    JSON.parse(execute(binding, '--json', '--command', statements.join(';'))) as {
      results: Row[]
    }[]
  ).map(({ results }) => results)

/** The tables with a brand in them, parents first, as the migrations have made them, with the columns that hold values. */
const listTables = () => {
  const [rows = []] = ask(from, [
    `select tables.name as name, group_concat('"' || columns.name || '"') as columns,
       group_concat('"' || columns.name || '"') filter (where columns.pk > 0) as keys
     from sqlite_schema tables join pragma_table_info(tables.name) columns
     where tables.type = 'table' and tables.name not like '\\_cf%' escape '\\' and exists (
       select 1 from pragma_table_info(tables.name) brand where brand.name = 'id_brand')
     group by tables.name order by min(tables.rowid)`,
  ])
  return rows.map(({ name, columns, keys }) => ({
    name: String(name),
    columns: String(columns),
    keys: String(keys),
  }))
}

const tables = listTables()

/** A statement that answers statements: one for each row of a page. */
const insertsOf = ({ name, columns, keys }: (typeof tables)[number], offset: number): string => {
  const values = columns
    .split(',')
    .map((column) => `quote(${column})`)
    .join(` || ',' || `)
  return `select 'insert into "${name}" (${columns}) values (' || ${values} || ') on conflict do nothing;' as sql
    from "${name}" where id_brand = ${idBrand} order by ${keys} limit ${PAGE} offset ${offset}`
}

const countAll = (binding: string) =>
  ask(
    binding,
    tables.map(({ name }) => `select count(*) as rows from "${name}" where id_brand = ${idBrand}`),
  ).map(([row]) => Number(row?.['rows']))

try {
  for (let offset = 0; ; offset += PAGE) {
    const pages = ask(
      from,
      tables.map((table) => insertsOf(table, offset)),
    )
    const inserts = pages.flat().map(({ sql }) => String(sql))
    if (inserts.length === 0) break
    const file = join(folder, `${offset}.sql`)
    writeFileSync(file, inserts.join('\n'))
    execute(to, '--file', file)
  }
  const there = countAll(to)
  const differing = countAll(from).filter((rows, index) => rows !== there[index])
  for (const [index, { name }] of tables.entries()) console.log(`${name}: ${there[index]} rows`)
  if (differing.length > 0) {
    console.error(`${from} has other numbers of rows. Is the brand closed? Run this again.`)
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true })
}
