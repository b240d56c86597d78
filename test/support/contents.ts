// Everything that the database holds: as it is, and in a form in which two runs of the same requests are equal.
import { env } from 'cloudflare:workers'

type Row = Record<string, unknown>

/** Times differ between two runs, and so do the keys that a request without one is given. */
const isOfTheRun = (column: string): boolean =>
  /date|established|last_action|request_key/.test(column)

/** The rows of every table, as they are. */
export const rows = async (database = env.DB): Promise<Record<string, Row[]>> => {
  const { results: tables } = await database
    .prepare(
      `select name from sqlite_schema
       where type = 'table' and name not like 'sqlite%' and name not like '\\_cf%' escape '\\' and name <> 'd1_migrations'`,
    )
    .all<{ name: string }>()
  const all: Record<string, Row[]> = {}
  for (const { name } of tables) {
    const { results } = await database.prepare(`select * from ${name} order by 1, 2`).all<Row>()
    all[name] = results
  }
  return all
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
