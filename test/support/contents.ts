// Everything that the database holds: as it is, and in a form in which two runs of the same requests are equal.
import { env } from 'cloudflare:workers'
import { tableNames } from './empty-database.ts'

type Row = Record<string, unknown>

/** Times differ between two runs, and so do the keys that a request without one is given. */
const isOfTheRun = (column: string): boolean =>
  /date|established|last_action|request_key/.test(column)

/** The rows of every table, as they are. */
export const rows = async (database = env.DB): Promise<Record<string, Row[]>> => {
  const names = await tableNames(database)
  const results = await database.batch<Row>(
    names.map((name) => database.prepare(`select * from ${name} order by 1, 2`)),
  )
  return Object.fromEntries(names.map((name, index) => [name, results[index]!.results]))
}

const masked = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      isOfTheRun(column) ? value !== null : value,
    ]),
  )

/** The rows of every table; of times and request keys only whether there is one. */
export const contents = async (): Promise<Record<string, Row[]>> =>
  Object.fromEntries(Object.entries(await rows()).map(([name, some]) => [name, some.map(masked)]))
