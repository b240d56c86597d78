// A database as the migrations leave it. Emptying one takes a millisecond; making one anew takes fifty times as long.
import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

interface Made {
  readonly type: string
  readonly name: string
  readonly sql: string | null
}

/** Tables, indexes, triggers and views, in the order in which they were made: parents before children. */
const SCHEMA = `select type, name, sql from sqlite_schema
  where name not like 'sqlite\\_%' escape '\\' and name not like '\\_cf\\_%' escape '\\' order by rowid`

const MIGRATIONS = 'd1_migrations'

const tablesOf = async (database: D1Database): Promise<string[]> => {
  const { results } = await database.prepare(SCHEMA).all<Made>()
  return results.filter(({ type }) => type === 'table').map(({ name }) => name)
}

/** The names of the project's own tables, parents before children. */
export const tableNames = async (database: D1Database): Promise<string[]> =>
  (await tablesOf(database)).filter((name) => name !== MIGRATIONS)

/** How the migrations leave each database that they have been applied to. */
const migrated = new WeakMap<D1Database, { tables: readonly string[]; state: string }>()

/** Takes every table away. */
export const dropTables = async (database: D1Database): Promise<void> => {
  const tables = (await tablesOf(database)).toReversed()
  if (tables.length === 0) return
  await database.batch(tables.map((name) => database.prepare(`drop table "${name}"`)))
}

/** Deletes the rows of these tables in one round trip; answers what the schema was, and which migrations were applied. */
const deleteRows = async (database: D1Database, tables: readonly string[]): Promise<string> => {
  const deletions = tables.toReversed().map((name) => `delete from "${name}"`)
  const [schema, applied] = await database.batch(
    [SCHEMA, `select name from ${MIGRATIONS} order by 1`, ...deletions].map((sql) =>
      database.prepare(sql),
    ),
  )
  return JSON.stringify([schema?.results, applied?.results])
}

const migrate = async (database: D1Database): Promise<void> => {
  await dropTables(database)
  await applyD1Migrations(database, env.TEST_MIGRATIONS)
  const tables = await tableNames(database)
  migrated.set(database, { tables, state: await deleteRows(database, tables) })
}

/** Leaves the tables of all migrations without a row, whatever a test has made of them. */
export const emptyDatabase = async (database: D1Database): Promise<void> => {
  const known = migrated.get(database)
  const found = known && (await deleteRows(database, known.tables).catch(() => null))
  if (known === undefined || found !== known.state) await migrate(database)
}

/** The migrations in front of the one of that name. */
export const migrationsBefore = (name: string) =>
  env.TEST_MIGRATIONS.slice(
    0,
    env.TEST_MIGRATIONS.findIndex((migration) => migration.name.includes(name)),
  )
