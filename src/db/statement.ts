// Drizzle queries whose SQL is built once per isolate and whose rows are read by name.
// Drizzle's own batch maps rows by position and mixes up columns of one name; here every column carries its alias.
import {
  Column,
  fillPlaceholders,
  type GetColumnData,
  getTableColumns,
  is,
  Placeholder,
  type Query,
  SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm'
import { type Fields, rowReaderOf } from './rows.ts'
import {
  type SelectedFields,
  type SelectedFieldsOrdered,
  SQLiteAsyncDialect,
  SQLiteDeleteBase,
  SQLiteInsertBuilder,
  SQLiteSelectBuilder,
  SQLiteUpdateBuilder,
  type SQLiteColumn,
  type SQLiteTable,
} from 'drizzle-orm/sqlite-core'

/** What drizzle would run: the text with its parameters, and what each column of a row is made of. */
interface Prepared {
  readonly query: Query
  readonly fields: SelectedFieldsOrdered | undefined
}

/** Drizzle's builders hand a finished query to a session; this one gives it back: only `db/client.ts` talks to D1. */
const session = {
  prepareQuery: (query: Query, fields: SelectedFieldsOrdered | undefined): Prepared => ({
    query,
    fields,
  }),
}

const dialect = new SQLiteAsyncDialect()

/**
 * In a query of one table drizzle would take the table off every column of a field. In a subquery that stands there, the column
 * would then be one of the subquery's own table: that of every brand.
 */
const fieldsOf = dialect['buildSelection'].bind(dialect)
dialect['buildSelection'] = (fields: SelectedFieldsOrdered) => fieldsOf(fields)

/** Begins a statement. Drizzle's own database would bring its relational queries along, which are a tenth of it. */
export const build = {
  select: <Selected extends SelectedFields>(fields: Selected) =>
    new SQLiteSelectBuilder<Selected, 'async', D1Result>({ fields, session, dialect } as never),
  insert: <Table extends SQLiteTable>(table: Table) =>
    new SQLiteInsertBuilder<Table, 'async', D1Result>(table, session as never, dialect),
  update: <Table extends SQLiteTable>(table: Table) =>
    new SQLiteUpdateBuilder<Table, 'async', D1Result>(table, session as never, dialect),
  delete: <Table extends SQLiteTable>(table: Table) =>
    new SQLiteDeleteBase<Table, 'async', D1Result>(table, session as never, dialect),
}

/** A constant as a part of the SQL rather than a parameter, so that the planner sees it. */
export const literal = (value: number): SQL => sql.raw(String(value))

/** The values of a list, or of a parameter that is `json`, as the right side of `in`: one parameter, whatever their number. */
export const valuesOf = (list: readonly Value[] | Placeholder): SQL =>
  sql`(select value from json_each(${is(list, Placeholder) ? list : JSON.stringify(list)}))`

/** Whether a column has one of the values; undefined for null, which is any. */
export const isOneOf = (column: SQLWrapper, list: readonly Value[] | null) =>
  list === null ? undefined : sql`${column} in ${valuesOf(list)}`

/** What a value of a statement looks like, and how it is bound. */
export interface Parameter<Type> {
  readonly encode: (value: Type) => unknown
}

const asItIs = <Type>(): Parameter<Type> => ({ encode: (value) => value })

export const integer = asItIs<number>()
export const text = asItIs<string>()
export const boolean: Parameter<boolean> = { encode: Number }

/** A list as one parameter for `json_each`. */
export const json: Parameter<readonly unknown[]> = { encode: (value) => JSON.stringify(value) }

export const nullable = <Type>({ encode }: Parameter<Type>): Parameter<Type | null> => ({
  encode: (value) => (value === null ? null : encode(value)),
})

export type Value = string | number | null

type Parameters = Readonly<Record<string, Parameter<never>>>

/** Stands for a value while a statement is built. */
type Placeholders<Declared extends Parameters> = {
  readonly [Name in keyof Declared]: Placeholder
}

export type Values<Declared extends Parameters> = {
  readonly [Name in keyof Declared]: Declared[Name] extends Parameter<infer Type> ? Type : never
}

/** A statement with its values, ready for a batch. `Row` is what one row of its result looks like. */
export interface Bound<Row> {
  readonly sql: string
  readonly values: readonly unknown[]
  /** Makes a row of what D1 answers; absent where that is the row. */
  readonly read?: ((found: Record<string, unknown>) => Row) | undefined
}

/** A query that is complete. */
export interface Buildable<Rows> extends PromiseLike<Rows> {
  prepare(): unknown
}

type RowOf<Rows> = Rows extends readonly (infer Row)[] ? Row : never

const prepare = <Rows>(query: Buildable<Rows>) => {
  const { query: prepared, fields } = query.prepare() as Prepared
  return {
    sql: prepared.sql,
    params: prepared.params,
    read: rowReaderOf(fields) as Bound<RowOf<Rows>>['read'],
  }
}

/**
 * Declares a statement with its values, handed to `define` as placeholders of the same names. The result is a function from
 * values to a bound statement.
 */
export const statement = <const Declared extends Parameters, Rows>(
  parameters: Declared,
  define: (value: Placeholders<Declared>) => Buildable<Rows>,
): ((values: Values<Declared>) => Bound<RowOf<Rows>>) => {
  const names = Object.keys(parameters)
  const placeholders = names.map((name) => [name, sql.placeholder(name)])
  const prepared = prepare(define(Object.fromEntries(placeholders)))
  return (values: Readonly<Record<string, unknown>>) => {
    const encoded: Record<string, unknown> = {}
    for (const name of names) encoded[name] = parameters[name]!.encode(values[name] as never)
    return {
      sql: prepared.sql,
      values: fillPlaceholders(prepared.params, encoded),
      read: prepared.read,
    }
  }
}

/** A statement with its values inside, for a list whose shape depends on the request. */
export const bound = <Rows>(query: Buildable<Rows>): Bound<RowOf<Rows>> => {
  const { params, ...prepared } = prepare(query)
  return { ...prepared, values: params }
}

type ValueOf<Field> = Field extends SQLiteColumn
  ? GetColumnData<Field>
  : Field extends SQL<infer Type>
    ? Type
    : never

/** What a row of these fields is. */
export type FieldsRow<Selected extends Fields> = {
  [Name in keyof Selected]: ValueOf<Selected[Name]>
}

type Aliased<Selected extends Fields> = {
  [Name in keyof Selected]: SQL.Aliased<ValueOf<Selected[Name]>>
}

/** The fields, each under its own name: a row of the result is keyed by them. */
export const aliased = <Selected extends Fields>(fields: Selected): Aliased<Selected> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      (is(field, Column) ? sql`${field}`.mapWith(field) : field).as(name),
    ]),
  ) as Aliased<Selected>

/** Begins a `select` whose columns can't be mixed up. */
export const select = <Selected extends Fields>(fields: Selected) => build.select(aliased(fields))

const columnName = ({ name }: SQLiteColumn): SQL => sql`${sql.identifier(name)}`

/** The columns of a new row by name; a column that may be left out has its default. */
type NewRow<Table extends SQLiteTable> = {
  readonly [Name in keyof Table['$inferInsert']]: SQLWrapper
}

const defaultOf = (column: SQLiteColumn): SQL =>
  column.default === undefined ? sql`null` : sql`${column.default}`.inlineParams()

/** `insert into table select row from`: one new row for each row of `from`, which is all that follows the columns. */
export const insertFrom = <Table extends SQLiteTable>(
  table: Table,
  row: NewRow<Table>,
  from: SQL,
) => {
  const columns = Object.entries<SQLiteColumn>(getTableColumns(table))
    .filter(([, column]) => column.generated === undefined)
    .map(([name, column]) => (row as Record<string, SQLWrapper>)[name] ?? defaultOf(column))
  return build.insert(table).select(sql`select ${sql.join(columns, sql`, `)} ${from}`)
}

/** The columns of an update that keep what they have where the new value is null. */
export const unlessNull = <Table extends SQLiteTable, Name extends keyof Table['$inferInsert']>(
  table: Table,
  values: Readonly<Record<Name, SQLWrapper>>,
) => {
  const columns = getTableColumns(table) as Record<string, SQLiteColumn>
  return Object.fromEntries(
    Object.entries<SQLWrapper>(values).map(([name, value]) => [
      name,
      sql`coalesce(${value}, ${columns[name]})`,
    ]),
  ) as Record<Name, SQL>
}

/** `'{}'` where the condition holds; else the batch fails: a path that is none is an error that quotes it. */
export const orFail = (condition: SQLWrapper, reason: string): SQL =>
  sql`json_extract('{}', iif(${condition}, '$', ${sql.raw(`'${reason}'`)}))`

/** The id behind the newest one of the brand, worked out inside the inserting statement: no gap, no race. */
export const nextId = (id: SQLiteColumn, idBrand: SQLWrapper): SQL => sql`(
  select coalesce(max(newest.${columnName(id)}), 0) + 1 from ${id.table} newest
  where newest.id_brand = ${idBrand})`
