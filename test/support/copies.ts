// Many of everything that a brand has by itself: people, tags, topics, and whatever a feature adds to the schema.
import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { brands } from '../../src/db/schema.ts'
import { lists, sortsOf } from './operations.ts'

type Table = ReturnType<typeof getTableConfig>

const schemas = import.meta.glob<object>('../../src/db/*schema.ts', { eager: true })

const tables = Object.values(schemas)
  .flatMap((schema) => Object.values(schema) as unknown[])
  .filter((table) => is(table, SQLiteTable))
  .map((table) => getTableConfig(table))

const keyOf = ({ primaryKeys: [key] }: Table): SQLiteColumn[] => key?.columns ?? []

/** Columns that no two rows have in common, but for those of the key. */
const uniqueIn = (table: Table): SQLiteColumn[] =>
  table.indexes
    .flatMap(({ config }) => (config.unique ? config.columns : []))
    .filter(
      (column) => is(column, SQLiteColumn) && !keyOf(table).includes(column),
    ) as SQLiteColumn[]

/** Whether its rows can be copied as they are: each is of the brand and of nothing else, and has an id. */
const isIndependent = (table: Table): boolean =>
  keyOf(table).length === 2 &&
  table.foreignKeys.every((one) => one.reference().foreignTable === brands) &&
  !uniqueIn(table).some(({ notNull }) => notNull)

/** What a list is sorted by, which most columns are called too. */
const SORTED = new Set(lists.flatMap(sortsOf))

/** Copies of what has the id 1 in brand 3; threes of them have the same place in an order. `numbers` has their ids, as n. */
const copiesIn = (table: Table, numbers: string): string => {
  const [idBrand, id] = keyOf(table)
  const unique = uniqueIn(table)
  const valueIn = (column: SQLiteColumn): string => {
    if (column === id) return 'n.id'
    if (unique.includes(column)) return 'null'
    const isCode = table.checks.some(({ value }) => value.queryChunks.includes(column))
    return SORTED.has(column.name) && !isCode ? 'n.id / 3' : column.name
  }
  const columns = table.columns.filter(({ generated }) => generated === undefined)
  return `insert into ${table.name} (${columns.map(({ name }) => name).join(', ')}) ${numbers}
    select ${columns.map(valueIn).join(', ')} from n cross join ${table.name}
    where ${idBrand!.name} = 3 and ${id!.name} = 1`
}

/** The statements that make them. */
export const copiesOfAll = (numbers: string): string[] =>
  tables.filter(isIndependent).map((table) => copiesIn(table, numbers))
