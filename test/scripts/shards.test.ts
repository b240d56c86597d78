// The commands that know of several databases: npm run db:migrate and npm run brand:copy.
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '../../scripts/local.ts'
import { seedIfEmpty } from '../../scripts/seed.ts'

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

const config = join(folder, 'wrangler.toml')
const state = join(folder, 'state')

/** Two databases like the one of the project, which has the first place. */
beforeAll(() => {
  const settings = readFileSync(join(root, 'wrangler.toml'), 'utf8')
    .replace('main = "src', `main = "${root}/src`)
    .replace('[observability]', `${SECOND}\n[observability]`)
    .replaceAll('migrations_dir = "', `migrations_dir = "${root}/`)
  writeFileSync(config, settings)
})

type Row = Record<string, unknown>

/** What each of the databases answers, the one with more first. */
const askAll = (sql: string): Row[][] =>
  globSync('v3/d1/**/*.sqlite', { cwd: state })
    .filter((file) => !file.endsWith('metadata.sqlite'))
    .map((file) => {
      const database = new DatabaseSync(join(state, file), { readOnly: true })
      const rows = JSON.parse(JSON.stringify(database.prepare(sql).all())) as Row[]
      database.close()
      return rows
    })
    .toSorted((one, other) => other.length - one.length)

it('migrates two databases, and again without a change', async () => {
  expect(await migrate(state, config)).toStrictEqual(['DB', 'DB_2'])
  expect(await migrate(state, config)).toStrictEqual(['DB', 'DB_2'])
  const names = globSync('migrations/*.sql', { cwd: root }).map((file) => ({
    name: file.slice(11),
  }))
  const applied = names.toSorted((one, other) => one.name.localeCompare(other.name))
  expect(askAll('select name from d1_migrations order by id')).toStrictEqual([applied, applied])
})

const copy = (...flags: string[]) =>
  spawnSync(
    'node',
    ['scripts/copy-brand.ts', ...flags, '--config', config, '--persist-to', state],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )

it('copies all rows of one brand, and again without a change', async () => {
  await seedIfEmpty(state)
  for (let time = 0; time < 2; time += 1) {
    const { status, stdout } = copy('--brand', '3', '--from', 'DB', '--to', 'DB_2')
    expect(stdout).toContain('messages: 8 rows')
    expect(status).toBe(0)
  }
  const tables =
    'brands ambassadors brand_tags brand_tag_members chatrooms chatroom_pivots messages ratings summaries waiting_list'
  for (const table of tables.split(' ')) {
    const [first, second] = askAll(`select * from ${table} where id_brand = 3`)
    expect({ table, rows: second }).toStrictEqual({ table, rows: first })
  }
  expect(askAll('select id_brand from brands order by 1')).toStrictEqual([
    [{ id_brand: 3 }, { id_brand: 4 }],
    [{ id_brand: 3 }],
  ])
})

it('says how it is used when a flag is missing', () => {
  const { status, stderr } = copy('--brand', '3', '--from', 'DB')
  expect({ status, stderr }).toStrictEqual({
    status: 1,
    stderr: 'Usage: npm run brand:copy -- --brand 3 --from DB --to DB_EU [--remote]\n',
  })
})
