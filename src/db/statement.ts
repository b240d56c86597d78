// Drizzle queries whose SQL is built once per isolate and whose rows are read by name.
// Drizzle's own batch maps rows by position and mixes up columns of one name; here every column carries its alias.
import { fillPlaceholders, type Placeholder, type Query, type SQL, sql } from 'drizzle-orm'
import { BaseSQLiteDatabase, SQLiteAsyncDialect, type SQLiteColumn } from 'drizzle-orm/sqlite-core'

/** Builds queries and, without a session, can't run any: only `db/client.ts` talks to D1. */
export const build = new BaseSQLiteDatabase<'async', D1Result>(
  'async',
  new SQLiteAsyncDialect(),
  undefined as never,
  undefined,
)

/** A number of the code's own as it is, so that the planner sees it. */
export const literal = (value: number): SQL => sql.raw(String(value))

/** The values of a list as the right side of `in`: one parameter, whatever their number. */
export const valuesOf = (list: readonly (string | number)[]): SQL =>
  sql`(select value from json_each(${JSON.stringify(list)}))`

export type Value = string | number | null

/** A statement with its values, ready for a batch. `Row` is what one row of its result looks like. */
export interface Bound<Row> {
  readonly sql: string
  readonly values: readonly unknown[]
  readonly row?: Row
}

interface Buildable<Rows> extends PromiseLike<Rows> {
  toSQL(): Query
}

type RowOf<Rows> = Rows extends readonly (infer Row)[] ? Row : never

/**
 * Declares a statement: `names` are its values, handed to `define` as placeholders of the same names.
 * The result is a function from values to a bound statement.
 */
export const statement = <const Name extends string, Rows>(
  names: readonly Name[],
  define: (value: Record<Name, Placeholder>) => Buildable<Rows>,
): ((values: Record<Name, Value>) => Bound<RowOf<Rows>>) => {
  const placeholders = {} as Record<Name, Placeholder>
  for (const name of names) placeholders[name] = sql.placeholder(name)
  const query = define(placeholders).toSQL()
  return (values) => ({ sql: query.sql, values: fillPlaceholders(query.params, values) })
}

/** A statement with its values inside, for a list whose shape depends on the request. */
export const bound = <Rows>(query: Buildable<Rows>): Bound<RowOf<Rows>> => {
  const { sql: text, params } = query.toSQL()
  return { sql: text, values: params }
}

type Aliased<Columns extends Record<string, SQLiteColumn>> = {
  [Name in keyof Columns]: SQL.Aliased<
    Columns[Name]['_']['notNull'] extends true
      ? Columns[Name]['_']['data']
      : Columns[Name]['_']['data'] | null
  >
}

/** The columns under their TypeScript names, so that a row of the result is keyed by them. */
export const named = <Columns extends Record<string, SQLiteColumn>>(
  columns: Columns,
): Aliased<Columns> =>
  Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, sql`${column}`.as(name)]),
  ) as Aliased<Columns>
