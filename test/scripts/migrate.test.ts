// npm run db:migrate reaches every database that is bound.
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it } from 'vitest'
import { migrate } from '../../scripts/local.ts'

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SECOND = `
[[d1_databases]]
binding = "DB_2"
database_name = "edge-chatrooms-2"
database_id = "00000000-0000-0000-0000-000000000002"
migrations_dir = "migrations"
`

it('migrates two databases, and again without a change', () => {
  const config = join(folder, 'wrangler.toml')
  const settings = readFileSync(join(root, 'wrangler.toml'), 'utf8')
    .replace('main = "src', `main = "${root}/src`)
    .replace('[observability]', `${SECOND}\n[observability]`)
    .replaceAll('migrations_dir = "', `migrations_dir = "${root}/`)
  writeFileSync(config, settings)
  const state = join(folder, 'state')

  expect(migrate(state, config)).toStrictEqual(['DB', 'DB_2'])
  expect(migrate(state, config)).toStrictEqual(['DB', 'DB_2'])

  const files = globSync('v3/d1/**/*.sqlite', { cwd: state }).filter(
    (file) => !file.endsWith('metadata.sqlite'),
  )
  const tables = files.map((file) => {
    const database = new DatabaseSync(join(state, file), { readOnly: true })
    const rows = database.prepare('select name from d1_migrations order by id').all()
    database.close()
    return rows.map((row) => row['name'])
  })
  const names = globSync('migrations/*.sql', { cwd: root })
    .map((file) => file.slice(11))
    .toSorted()
  expect(tables).toStrictEqual([names, names])
})
