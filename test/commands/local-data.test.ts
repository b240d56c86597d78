// npm run db:migrate and npm run db:reset, in a copy of the project with a local database of its own.
import { spawnSync } from 'node:child_process'
import { globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { devIn, stop } from './dev-server.ts'
import { freePort } from '../scripts/free-port.ts'
import { clone } from './clone.ts'

let project: ReturnType<typeof clone>

beforeAll(() => {
  project = clone()
})

afterEach(stop)

afterAll(() => project.remove())

/** What a script prints, mistakes included. */
const run = (script: string): string => {
  const { stdout, stderr } = spawnSync('npm', ['run', '-s', script], {
    cwd: project.folder,
    encoding: 'utf8',
  })
  return stdout + stderr
}

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

it('folds the names that an older version has left, also when there is nothing to migrate', () => {
  run('db:migrate')
  const before = open()
  // node:sqlite binds and reads a text up to U+0000 alone.
  before.exec(
    `insert into brands (id_brand, date_insert) values (77, 0);
     insert into ambassadors (id_brand, id_ambassador, active, status, firstname, lastname, search_text)
     values (77, 1, 1, 3, 'Weiß''s "x"', 'nul' || char(0) || 'é; begin transaction', 'old')`,
  )
  before.close()

  expect(run('db:migrate')).toContain('DB: the names of 1 people have been folded again.')
  const after = open()
  const texts = after.prepare('select search_text from ambassadors where id_brand = 77').all()
  after.close()
  expect(texts).toMatchObject([{ search_text: '\u0002weiss\'s "x"\nnule; begin transaction\n' }])
  expect(run('db:migrate')).not.toContain('folded')
})

it('starts over beside a server that runs, which goes on with the demo data', async () => {
  const port = await freePort()
  const printed = await devIn(project.folder, port)
  const before = open()
  before.exec('delete from messages')
  before.close()

  expect(run('db:reset')).toContain('The local database holds the demo data and nothing else.')
  const [, token = ''] = /Bearer ([\w.-]+)/.exec(printed) ?? []
  const answer = await fetch(`http://localhost:${port}/api/v2/chat/messages/1`, {
    headers: { Authorization: `Bearer ${token}`, 'X-Popsell-Brand': '3' },
  })
  expect(answer.status).toBe(200)
})

it('says in one line which file is not a database', () => {
  const folder = join(project.folder, '.wrangler', 'state', 'v3', 'd1')
  writeFileSync(join(folder, 'broken.sqlite'), 'not a database'.repeat(100))
  expect(run('db:reset')).toMatch(/^v3\/d1\/broken\.sqlite: [^\n]* delete [^\n]*\n$/)
})
