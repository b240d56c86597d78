// One of the databases of a copy, as `wrangler d1 execute` shows it.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Io } from '../io.ts'
import { runWrangler } from '../local.ts'
import { countRows, deletePage, type Literals, PAGE, selectPage, type Table } from './statements.ts'

type Row = Record<string, unknown>

export interface Database {
  readonly binding: string
  /** The rows of each statement. */
  ask(statements: readonly string[]): Row[][]
  run(statements: readonly string[]): void
}

/** The database of a binding. `where` are the flags that say where it is, `folder` is for files to hand over. */
export const openDatabase = (
  io: Io,
  binding: string,
  where: readonly string[],
  folder: string,
): Database => {
  const execute = (...args: string[]): string =>
    runWrangler(io, ['d1', 'execute', binding, '--yes', ...where, ...args])
  return {
    binding,
    ask(statements) {
      const printed = execute('--json', '--command', statements.join(';'))
      return (JSON.parse(printed) as { results: Row[] }[]).map(({ results }) => results)
    },
    run(statements) {
      const file = join(folder, 'statements.sql')
      writeFileSync(file, statements.join(';\n'))
      execute('--file', file)
    },
  }
}

/** How many rows of the brand each table has. */
export const countAll = (database: Database, tables: readonly Table[], idBrand: number): number[] =>
  database
    .ask(tables.map((table) => countRows(table, idBrand)))
    .map(([row]) => Number(row?.['rows']))

/**
 * All rows of the brand, parents first: in one call the tables that fit into a page, and a page of the next. `counts` says
 * about how many each has; whatever else is there comes too.
 */
export const walk = function* (
  database: Database,
  tables: readonly Table[],
  idBrand: number,
  counts: readonly number[],
) {
  const walks = tables.map((table, index) => ({
    table,
    left: Math.max(counts[index]!, 1),
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
    const pages = database.ask(
      asked.map(({ table, last }) => selectPage(table, idBrand, last)),
    ) as Literals[][]
    for (const [index, one] of asked.entries()) {
      const rows = pages[index]!
      one.last = rows.at(-1)
      one.left = rows.length < PAGE ? 0 : Math.max(one.left - rows.length, 1)
    }
    yield asked.map(({ table }, index) => ({ table, rows: pages[index]! }))
  }
}

/** Deletes the rows of the brand, children first, and in parts, so that no statement takes longer than D1 lets it; answers how many. */
export const empty = (database: Database, tables: readonly Table[], idBrand: number): number => {
  const found = countAll(database, tables, idBrand)
  const statements = tables.flatMap((table, index) =>
    Array.from({ length: Math.ceil(found[index]! / PAGE) }, () => deletePage(table, idBrand)),
  )
  if (statements.length > 0) database.run(statements.toReversed())
  return found.reduce((sum, count) => sum + count, 0)
}
