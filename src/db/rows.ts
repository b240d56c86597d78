// What rows are read as: D1 answers 0 and 1 for a boolean and a text for a JSON value. Above here nobody sees that.
import { Column, is, noopDecoder, SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { SelectedFieldsOrdered, SQLiteColumn } from 'drizzle-orm/sqlite-core'

/** What a row may be made of: columns, and expressions with the type of their value. */
export type Fields = Readonly<Record<string, SQLiteColumn | SQL>>

/** What JavaScript and D1 have in one form. */
const PLAIN = new Set<string>(['number', 'string'])

type Read = (value: unknown) => unknown

/** What drizzle keeps to itself of an expression: how its values are read. */
interface Decoded {
  readonly decoder: { readonly mapFromDriverValue: Read }
}

/** How a column is read that D1 answers in another form, such as 0 and 1 for a boolean; null where it is read as it is. */
const readerOf = (field: SelectedFieldsOrdered[number]['field']): Read | null => {
  if (!is(field, SQL.Aliased)) return null
  const { decoder } = field.sql as unknown as Decoded
  const isPlain = decoder === noopDecoder || (is(decoder, Column) && PLAIN.has(decoder.dataType))
  return isPlain ? null : (value) => (value === null ? null : decoder.mapFromDriverValue(value))
}

type ReadRow = (found: Record<string, unknown>) => Record<string, unknown>

/** Makes a row of what D1 answers; undefined where that is the row. */
export const rowReaderOf = (fields: SelectedFieldsOrdered | undefined): ReadRow | undefined => {
  const readers = (fields ?? []).flatMap(({ path, field }) => {
    const read = readerOf(field)
    return read === null ? [] : [[String(path[0]), read] as const]
  })
  if (readers.length === 0) return undefined
  return (found) => {
    for (const [name, read] of readers) found[name] = read(found[name])
    return found
  }
}

/** Whether a condition holds, as a field of a row. */
export const holds = (condition: SQLWrapper): SQL<boolean> => sql`${condition}`.mapWith(Boolean)

const JSON_TEXT = { mapFromDriverValue: (value: unknown) => JSON.parse(value as string) as never }

/** A JSON text that SQL makes, as a field of a row with its value. */
export const jsonValue = <Type>(made: SQLWrapper): SQL<Type> => sql`${made}`.mapWith(JSON_TEXT)

/** A field inside of a JSON text, with the value that it would have in a row. */
const inJson = (field: SQLiteColumn | SQL): SQL => {
  if (is(field, Column) && field.dataType === 'boolean') {
    return sql`json(case ${field} when 1 then 'true' when 0 then 'false' end)`
  }
  const isJson = is(field, SQL) && (field as unknown as Decoded).decoder === JSON_TEXT
  return isJson ? sql`json(${field})` : sql`${field}`
}

/** A row as one JSON text: `json_object`, which takes 32 arguments. */
export const jsonRow = (fields: Fields): SQL =>
  sql`json_object(${sql.join(
    Object.entries(fields).map(([name, field]) => sql`${sql.raw(`'${name}'`)}, ${inJson(field)}`),
    sql`, `,
  )})`
