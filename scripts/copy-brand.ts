// npm run brand:copy: replaces what one D1 database has of a brand by the rows of another, and compares them. Can be run again.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shardOf } from '../src/db/shards.ts'
import { fail } from './fail.ts'
import { readFlags } from './flags.ts'
import { readSettings, runWrangler } from './local.ts'

/** The most rows of a table that one call asks for, or one statement deletes. */
const PAGE = 2000

/** Digits of a text in one statement: all columns of a row stay below the 100 KB that D1 takes. */
const PIECE = 5000

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
  return { idBrand: Number(brand), from, to, where, env, config }
}

const { idBrand, from, to, where, env, config } = readArguments()
const settings = await readSettings(env, config)

type Binding = Record<'binding' | 'database_name' | 'database_id', string>

const databaseOf = (name: string): Binding =>
  (settings.d1_databases as Binding[]).find(
    (one) => one.binding === name || one.database_name === name,
  ) ?? fail(`The settings bind no D1 database ${name}.`)

// The rows at the target are deleted, so they must be neither the ones to copy nor the ones in use.
if (databaseOf(from).database_id === databaseOf(to).database_id) {
  fail(`${from} and ${to} are the same database.`)
}
if (shardOf(settings.vars, idBrand) === databaseOf(to).binding) {
  fail(`Brand ${idBrand} is served from ${to}. Pin it to "closed" first, and deploy.`)
}

const folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-copy-'))
// Also when wrangler fails, which ends the process: what is in there is personal.
process.on('exit', () => rmSync(folder, { recursive: true }))

const execute = (binding: string, ...args: string[]): string =>
  runWrangler(['d1', 'execute', binding, '--yes', ...where, ...args])

/** The rows of each statement. */
const ask = <Answer = Row>(binding: string, statements: readonly string[]): Answer[][] =>
  (
    JSON.parse(execute(binding, '--json', '--command', statements.join(';'))) as {
      results: Answer[]
    }[]
  ).map(({ results }) => results)

const run = (binding: string, statements: readonly string[]): void => {
  const file = join(folder, 'statements.sql')
  writeFileSync(file, statements.join(';\n'))
  execute(binding, '--file', file)
}

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
    name: `"${String(name)}"`,
    columns: String(columns).split(','),
    keys: String(keys).split(','),
  }))
}

type Table = ReturnType<typeof listTables>[number]

/** The values of a row as SQL writes them, by quoted column; of a text the bytes in hexadecimal, behind an x. */
type Literals = Record<string, string>

const tables = listTables()

const list = (parts: readonly unknown[]): string => parts.join(', ')

const ofBrand = `id_brand = ${idBrand}`

/**
 * A value in SQL, a long text in pieces. All text is hexadecimal: a literal ends at U+0000, and wrangler looks for
 * transactions in what it reads, also inside of quotes.
 */
const sqlOf = (literal: string): string[] =>
  literal.startsWith('x')
    ? (literal.slice(1).match(new RegExp(`.{1,${PIECE}}`, 'g')) ?? ['']).map(
        (digits) => `cast(x'${digits}' as text)`,
      )
    : [literal]

/** The first pieces of values of a row; those of a key are whole. */
const startOf = (row: Literals, columns: readonly string[]): string =>
  list(columns.map((column) => sqlOf(row[column]!)[0]))

/** The rows behind `last`, found by the primary key however many there are before. */
const selectPage = ({ name, columns, keys }: Table, last?: Literals): string => {
  const values = columns.map(
    (column) =>
      `case typeof(${column}) when 'text' then 'x' || hex(${column}) else quote(${column}) end as '${column}'`,
  )
  const rest = keys.filter((key) => key !== '"id_brand"')
  const behind = last === undefined ? '' : `and (${list(rest)}) > (${startOf(last, rest)})`
  return `select ${list(values)} from ${name} where ${ofBrand} ${behind} order by ${list(keys)} limit ${PAGE}`
}

const insertsOf = ({ name, columns, keys }: Table, row: Literals): string[] => {
  const more = columns.flatMap((column) =>
    sqlOf(row[column]!)
      .slice(1)
      .map(
        (piece) =>
          `update ${name} set ${column} = ${column} || ${piece} where (${list(keys)}) = (${startOf(row, keys)})`,
      ),
  )
  return [`insert into ${name} (${list(columns)}) values (${startOf(row, columns)})`, ...more]
}

const countAll = (binding: string): number[] =>
  ask(
    binding,
    tables.map(({ name }) => `select count(*) as rows from ${name} where ${ofBrand}`),
  ).map(([row]) => Number(row?.['rows']))

/** All rows, parents first: in one call the tables that fit into a page, and a page of the next. */
const walk = function* (binding: string, counts = countAll(binding)) {
  const walks = tables.map((table, index) => ({
    table,
    left: counts[index]!,
    last: undefined as Literals | undefined,
  }))
  for (;;) {
    let room = PAGE
    const asked = walks.filter(({ left }) => {
      const isAsked = left > 0 && room > 0
      if (isAsked) room -= left
      return isAsked
    })
    if (asked.length === 0) return
    const pages = ask<Literals>(
      binding,
      asked.map(({ table, last }) => selectPage(table, last)),
    )
    for (const [index, one] of asked.entries()) {
      const rows = pages[index]!
      one.last = rows.at(-1)
      one.left = rows.length < PAGE ? 0 : one.left - rows.length
    }
    yield asked.map(({ table }, index) => ({ table, rows: pages[index]! }))
  }
}

/** Children first, and in parts, so that no statement takes longer than D1 lets it. */
const empty = (binding: string): void => {
  const found = countAll(binding)
  const statements = tables.flatMap(({ name, keys }, index) =>
    Array.from(
      { length: Math.ceil(found[index]! / PAGE) },
      () =>
        `delete from ${name} where (${list(keys)}) in (select ${list(keys)} from ${name} where ${ofBrand} limit ${PAGE})`,
    ),
  )
  if (statements.length > 0) run(binding, statements.toReversed())
  const rows = found.reduce((sum, count) => sum + count, 0)
  console.log(`${binding}: deleted ${rows} rows that it had of brand ${idBrand}`)
}

/** The number of rows and the hash of all values, by table. */
const summarize = (binding: string) => {
  const sums = tables.map((table) => ({ table, rows: 0, hash: createHash('sha256') }))
  for (const pages of walk(binding)) {
    for (const { table, rows } of pages) {
      const sum = sums.find((one) => one.table === table)!
      sum.rows += rows.length
      for (const row of rows) sum.hash.update(JSON.stringify(row))
    }
  }
  return sums.map(({ table, rows, hash }) => ({ name: table.name, rows, hash: hash.digest('hex') }))
}

// A brand without rows is one that lives elsewhere: the flags are the wrong way round.
const counts = countAll(from)
if (counts.every((rows) => rows === 0)) fail(`${from} has no rows of brand ${idBrand}.`)

empty(to)
for (const pages of walk(from, counts)) {
  run(
    to,
    pages.flatMap(({ table, rows }) => rows.flatMap((row) => insertsOf(table, row))),
  )
}
const there = summarize(to)
const differing = summarize(from).filter(({ hash }, index) => hash !== there[index]!.hash)
for (const { name, rows } of there) console.log(`${name.slice(1, -1)}: ${rows} rows`)
if (differing.length > 0) {
  const names = list(differing.map(({ name }) => name.slice(1, -1)))
  fail(`${from} has other rows in ${names}. Is the brand closed? Run this again.`)
}
