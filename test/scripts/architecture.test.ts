// The diagrams of docs/architecture.md say what the code and the migrations say.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { main } from '../../scripts/schema-diagram.ts'
import { call } from './call.ts'

const root = join(import.meta.dirname, '..', '..')

const [way = '', tables = ''] = [
  ...readFileSync(join(root, 'docs', 'architecture.md'), 'utf8').matchAll(
    /^```mermaid\n([\s\S]*?)^```/gm,
  ),
].map(([, diagram = '']) => diagram)

it('the way of a request goes through files that exist', () => {
  const files = way.match(/\bsrc\/[\w./-]+\.ts\b/g) ?? []
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter((file) => !existsSync(join(root, file)))).toStrictEqual([])
})

it('every step in the way of a request is declared and reached', () => {
  const lines = way.split('\n').slice(1)
  const named = [...way.matchAll(/(?:^ +|> |\| )(\w+)(?=[[({]| --|$| <--)/gm)].map(
    ([, name = '']) => name,
  )
  const declared = new Set([...way.matchAll(/(?:^ +|> )(\w+)[[({]/gm)].map(([, name = '']) => name))
  expect(lines.length).toBeGreaterThan(10)
  expect(named.filter((name) => !declared.has(name))).toStrictEqual([])
})

/** `table.column` for each one, and `(PK)` where it is part of the key. */
const drawnColumns = [...tables.matchAll(/^ {2}(\w+) \{\n([\s\S]*?)^ {2}\}/gm)].flatMap(
  ([, table = '', rows = '']) =>
    [...rows.matchAll(/^ {4}(\w+) (\w+)( PK)?/gm)].map(
      ([, type = '', column = '', key = '']) => `${table}.${column} ${type}${key}`,
    ),
)

const drawnReferences = [...tables.matchAll(/^ {2}(\w+) \S+ (\w+) : "(.+)"$/gm)].map(
  ([, parent = '', child = '', columns = '']) => `${child} (${columns}) ${parent}`,
)

const migrated = (sql: string): string[] => {
  const database = new DatabaseSync(':memory:')
  for (const file of globSync('migrations/*.sql', { cwd: root }).toSorted()) {
    database.exec(readFileSync(join(root, file), 'utf8'))
  }
  const rows = database.prepare(sql).all() as { text: string }[]
  database.close()
  return rows.map(({ text }) => text)
}

it('the tables are those that the migrations make, with their columns and keys', () => {
  const columns = migrated(`
    select t.name || '.' || c.name || ' ' || lower(c.type) || iif(c.pk > 0, ' PK', '') as text
    from sqlite_schema t join pragma_table_xinfo(t.name) c where t.type = 'table'`)
  expect(columns.length).toBeGreaterThan(50)
  expect(drawnColumns.toSorted()).toStrictEqual(columns.toSorted())
})

it('the lines between the tables are the foreign keys that the migrations make', () => {
  const references = migrated(`
    select name || ' (' || ifnull(group_concat(iif(own = 'id_brand', null, own), ', '), 'id_brand') || ') ' || parent as text
    from (select t.name, k.id, k."table" as parent, k."from" as own
          from sqlite_schema t join pragma_foreign_key_list(t.name) k where t.type = 'table'
          order by t.name, k.id, k.seq)
    group by name, id, parent`)
  expect(references.length).toBeGreaterThan(10)
  expect(drawnReferences.toSorted()).toStrictEqual(references.toSorted())
})

it('the tables are drawn as npm run diagram draws them', async () => {
  const { status, stderr } = await call(main, ['--check'])
  expect({ status, stderr }).toStrictEqual({ status: 0, stderr: '' })
})
