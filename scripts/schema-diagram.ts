// npm run diagram: draws the tables into docs/architecture.md from the schema; with --check, fails if the drawing is another.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { is } from 'drizzle-orm'
import { type ForeignKey, getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { fail, type Io, run } from './io.ts'
import { modulesAt } from './modules.ts'

/** The drawing in the document: the one diagram of this kind. */
const DRAWING = /```mermaid\nerDiagram\n[\s\S]*?```\n/

/** In every key, so it says nothing about a single one. */
const TENANT = 'id_brand'

const tables = (await modulesAt<object>('db/*schema.ts'))
  .flatMap((schema) => Object.values(schema) as unknown[])
  .filter((table) => is(table, SQLiteTable))
  .map((table) => getTableConfig(table))
  .toSorted((one, other) => (one.name < other.name ? -1 : 1))

const namesOf = (columns: readonly { name: string }[]): string[] => columns.map(({ name }) => name)

const ownNames = (names: readonly string[]): string[] => names.filter((name) => name !== TENANT)

/** `parent ||--o{ child : columns`, and `|o` where the child may have no parent. */
const lineOf = (child: string, foreignKey: ForeignKey): string => {
  const { columns, foreignTable } = foreignKey.reference()
  const end = columns.every(({ notNull }) => notNull) ? '||' : '|o'
  const label = ownNames(namesOf(columns)).join(', ') || TENANT
  return `  ${getTableConfig(foreignTable).name} ${end}--o{ ${child} : "${label}"`
}

const boxOf = (table: (typeof tables)[number]): string => {
  const primary = new Set(table.primaryKeys.flatMap(({ columns }) => namesOf(columns)))
  const foreign = new Set(
    table.foreignKeys.flatMap((foreignKey) => namesOf(foreignKey.reference().columns)),
  )
  const unique = new Set(
    table.indexes
      .filter(({ config }) => config.unique)
      .map(({ config }) => ownNames(config.columns.map((part) => (part as { name: string }).name)))
      // Of several columns none is unique by itself.
      .flatMap((names) => (names.length === 1 ? names : [])),
  )
  const rows = table.columns.map((column) => {
    const keys = [
      ...(column.primary || primary.has(column.name) ? ['PK'] : []),
      ...(foreign.has(column.name) ? ['FK'] : []),
      ...(unique.has(column.name) ? ['UK'] : []),
    ]
    const isFilled = column.notNull || keys.includes('PK')
    const absent = isFilled ? '' : '"nullable"'
    const note = column.generated === undefined ? absent : '"generated"'
    const parts = [column.getSQLType(), column.name, keys.join(', '), note]
    return `    ${parts.filter((part) => part !== '').join(' ')}`
  })
  return [`  ${table.name} {`, ...rows, '  }'].join('\n')
}

const lines = tables.flatMap(({ name, foreignKeys }) =>
  foreignKeys.map((foreignKey) => lineOf(name, foreignKey)),
)
const drawing = ['```mermaid', 'erDiagram', ...lines, ...tables.map(boxOf), '```', ''].join('\n')

export const main = (args: readonly string[], { root }: Io): void => {
  const file = join(root, 'docs', 'architecture.md')
  const text = readFileSync(file, 'utf8')
  if (!DRAWING.test(text)) fail('docs/architecture.md has no erDiagram to replace.')
  const drawn = text.replace(DRAWING, drawing)
  if (!args.includes('--check')) {
    writeFileSync(file, drawn)
  } else if (drawn !== text) {
    fail('docs/architecture.md does not fit the schema. Run npm run diagram.')
  }
}

if (import.meta.main) process.exitCode = await run(main)
