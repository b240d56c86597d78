// npm run db:migrate and npm run db:reset, in a copy of the project with a local database of its own.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clone } from './setup/clone.ts'

let project: ReturnType<typeof clone>

beforeAll(() => {
  project = clone()
})

afterAll(() => project.remove())

const run = (script: string): string =>
  spawnSync('npm', ['run', '-s', script], { cwd: project.folder, encoding: 'utf8' }).stdout

const open = (): DatabaseSync => {
  const folder = join(project.folder, '.wrangler', 'state', 'v3', 'd1')
  const files = globSync('**/*.sqlite', { cwd: folder })
  return new DatabaseSync(
    join(folder, files.find((file) => !file.endsWith('metadata.sqlite')) ?? 'none'),
  )
}

it('makes the tables, and starts over with the demo data and nothing else', () => {
  expect(run('db:migrate')).toContain('Up to date: DB.')
  const before = open()
  before.exec('insert into brands (id_brand, date_insert) values (99, 0)')
  before.close()

  expect(run('db:reset')).toContain('The local database holds the demo data and nothing else.')
  const after = open()
  const brands = after.prepare('select id_brand from brands order by id_brand').all()
  after.close()
  expect(brands).toMatchObject([{ id_brand: 3 }, { id_brand: 4 }])
})
