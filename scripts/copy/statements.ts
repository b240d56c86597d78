// The SQL of a copy: the rows of a brand read page by page with their values as literals, and written again.

/** The most rows of a table that one call asks for, or one statement deletes. */
export const PAGE = 2000

/** Digits of a text in one statement: all columns of a row stay below the 100 KB that D1 takes. */
const PIECE = 5000

/** A table with a brand in it: its quoted name, and its quoted columns, those of the key again. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  readonly keys: readonly string[]
}

/** The values of a row as SQL writes them, by quoted column; of a text the bytes in hexadecimal, behind an x. */
export type Literals = Record<string, string>

/** The tables with a brand in them, parents first, as the migrations have made them, with the columns that hold values. */
export const LIST_TABLES = `
  select tables.name as name, group_concat('"' || columns.name || '"') as columns,
    group_concat('"' || columns.name || '"') filter (where columns.pk > 0) as keys
  from sqlite_schema tables join pragma_table_info(tables.name) columns
  where tables.type = 'table' and tables.name not like '\\_cf%' escape '\\' and exists (
    select 1 from pragma_table_info(tables.name) brand where brand.name = 'id_brand')
  group by tables.name order by min(tables.rowid)`

/** The table of a row of `LIST_TABLES`. */
export const tableOf = ({ name, columns, keys }: Record<string, unknown>): Table => ({
  name: `"${String(name)}"`,
  columns: String(columns).split(','),
  keys: String(keys).split(','),
})

export const list = (parts: readonly unknown[]): string => parts.join(', ')

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

export const countRows = ({ name }: Table, idBrand: number): string =>
  `select count(*) as rows from ${name} where id_brand = ${idBrand}`

/** The rows behind `last`, found by the primary key however many there are before. */
export const selectPage = (
  { name, columns, keys }: Table,
  idBrand: number,
  last?: Literals,
): string => {
  const values = columns.map(
    (column) =>
      `case typeof(${column}) when 'text' then 'x' || hex(${column}) else quote(${column}) end as '${column}'`,
  )
  const rest = keys.filter((key) => key !== '"id_brand"')
  const behind = last === undefined ? '' : `and (${list(rest)}) > (${startOf(last, rest)})`
  return `select ${list(values)} from ${name} where id_brand = ${idBrand} ${behind} order by ${list(keys)} limit ${PAGE}`
}

/** Deletes a page of the brand's rows. */
export const deletePage = ({ name, keys }: Table, idBrand: number): string =>
  `delete from ${name} where (${list(keys)}) in (select ${list(keys)} from ${name} where id_brand = ${idBrand} limit ${PAGE})`

/** Writes a row, and then what its long texts have behind their first pieces. */
export const insertsOf = ({ name, columns, keys }: Table, row: Literals): string[] => {
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
