// A database as the migrations leave it. Emptying one takes a millisecond; making one anew takes fifty times as long.
import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

interface Made {
  readonly type: string
  readonly name: string
  readonly sql: string | null
}

/** Tables, indexes, triggers and views, those that were made last coming first. */
const SCHEMA = `select type, name, sql from sqlite_schema
  where name not like 'sqlite\\_%' escape '\\' and name not like '\\_cf\\_%' escape '\\' order by rowid desc`

const APPLIED = 'select name from d1_migrations order by 1'

const isTable = ({ type }: Made): boolean => type === 'table'

/** How the migrations leave each database that they have been applied to. */
const migrated = new WeakMap<D1Database, { tables: readonly string[]; state: string }>()

/** Takes every table away. Children go before their parents, as they were made after them. */
export const dropTables = async (database: D1Database): Promise<void> => {
  const { results } = await database.prepare(SCHEMA).all<Made>()
  const drops = results.filter(isTable).map(({ name }) => database.prepare(`drop table "${name}"`))
  if (drops.length > 0) await database.batch(drops)
}

/** Deletes the rows of these tables in one round trip; answers what the schema was, and which migrations were applied. */
const deleteRows = async (database: D1Database, tables: readonly string[]): Promise<string> => {
  const [schema, applied] = await database.batch(
    [SCHEMA, APPLIED, ...tables.map((name) => `delete from "${name}"`)].map((sql) =>
      database.prepare(sql),
    ),
  )
  return JSON.stringify([schema?.results, applied?.results])
}

const migrate = async (database: D1Database): Promise<void> => {
  await dropTables(database)
  await applyD1Migrations(database, env.TEST_MIGRATIONS)
  const { results } = await database.prepare(SCHEMA).all<Made>()
  const tables = results
    .filter((made) => isTable(made) && made.name !== 'd1_migrations')
    .map(({ name }) => name)
  migrated.set(database, { tables, state: await deleteRows(database, tables) })
}

/** Leaves the tables of all migrations without a row, whatever a test has made of them. */
export const emptyDatabase = async (database: D1Database): Promise<void> => {
  const known = migrated.get(database)
  const found = known && (await deleteRows(database, known.tables).catch(() => null))
  if (known === undefined || found !== known.state) await migrate(database)
}
