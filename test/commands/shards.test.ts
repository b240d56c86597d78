// The commands that know of several databases: npm run db:migrate and npm run brand:copy.
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { main } from '../../scripts/copy-brand.ts'
import { processIo } from '../../scripts/io.ts'
import { migrate } from '../../scripts/local.ts'
import { seedIfEmpty } from '../../scripts/seed.ts'
import { call } from '../scripts/call.ts'

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

const databaseFiles = (): string[] =>
  globSync(join(state, 'v3/d1/**/*.sqlite')).filter((file) => !file.endsWith('metadata.sqlite'))

const ask = (file: string, sql: string): Row[] => {
  const database = new DatabaseSync(file, { readOnly: true })
  const rows = JSON.parse(JSON.stringify(database.prepare(sql).all())) as Row[]
  database.close()
  return rows
}

/** What each of the databases answers, the one with more first. */
const askAll = (sql: string): Row[][] =>
  databaseFiles()
    .map((file) => ask(file, sql))
    .toSorted((one, other) => other.length - one.length)

it('migrates two databases, and again without a change', async () => {
  expect(await migrate(processIo, state, config)).toStrictEqual(['DB', 'DB_2'])
  expect(await migrate(processIo, state, config)).toStrictEqual(['DB', 'DB_2'])
  const names = globSync('migrations/*.sql', { cwd: root }).map((file) => ({
    name: file.slice(11),
  }))
  const applied = names.toSorted((one, other) => one.name.localeCompare(other.name))
  expect(askAll('select name from d1_migrations order by id')).toStrictEqual([applied, applied])
})

const copy = (...flags: string[]) =>
  call(main, [...flags, '--config', config, '--persist-to', state])

const TO_SECOND = ['--brand', '3', '--from', 'DB', '--to', 'DB_2']

/** The file of the database DB, which alone is seeded. */
let seeded = ''

type Binding = 'DB' | 'DB_2'

const fileOf = (binding: Binding): string =>
  databaseFiles().find((file) => (file === seeded) === (binding === 'DB')) ?? 'none'

const change = (binding: Binding, sql: string): void => {
  const database = new DatabaseSync(fileOf(binding))
  database.exec(sql)
  database.close()
}

/** All rows of brand 3 in a database, by table. */
const rowsIn = (binding: Binding): Record<string, Row[]> => {
  const file = fileOf(binding)
  const tables = ask(
    file,
    `select tables.name as name from sqlite_schema tables join pragma_table_info(tables.name) columns
     where tables.type = 'table' and columns.name = 'id_brand'`,
  ).map(({ name }) => String(name))
  return Object.fromEntries(
    tables.map((name) => [name, ask(file, `select * from ${name} where id_brand = 3`)]),
  )
}

const countIn = (binding: Binding): number => Object.values(rowsIn(binding)).flat().length

/** The brand's own counts of its people, and what its rows say. */
const COUNTS = `select people_count, anonymized_count,
  (select count(*) from ambassadors where id_brand = 3) as people,
  (select sum(anonymized) from ambassadors where id_brand = 3) as anonymized
  from brands where id_brand = 3`

const expectCopied = (anonymized: number) => {
  expect(countIn('DB')).toBeGreaterThan(40)
  expect(rowsIn('DB_2')).toStrictEqual(rowsIn('DB'))
  const counts = { people_count: 12, anonymized_count: anonymized, people: 12, anonymized }
  expect(askAll(COUNTS)).toStrictEqual([[counts], [counts]])
}

it('leaves a part of the brand when it is stopped half-way', async () => {
  await seedIfEmpty(root, state)
  seeded = databaseFiles().find((file) => ask(file, 'select * from brands').length > 0) ?? ''
  change(
    'DB',
    `insert into events (id_brand, id_event, type_event, id_ambassador, date_insert)
       with recursive log(id) as (select 1 union all select id + 1 from log where id < 2100)
       select 3, 1000000 + id, 10, 1, 1700000000000 + id from log`,
  )
  change(
    'DB_2',
    `create trigger stop before insert on events when new.id_event > 1002000 begin
       select raise(abort, 'stopped'); end`,
  )
  const { status, stdout } = await copy(...TO_SECOND)
  change('DB_2', 'drop trigger stop')
  expect(status).toBe(1)
  expect(stdout).toContain('DB_2: deleted 0 rows that it had of brand 3\n')
  const left = rowsIn('DB_2')
  expect(left['ambassadors']).toHaveLength(12)
  expect(left['messages']).toHaveLength(14)
  expect(countIn('DB_2')).toBeLessThan(countIn('DB'))
})

// In place of what the copy before has left, and with rows that refer to one behind the first page.
it('copies all rows of one brand, with any text as it is', async () => {
  const texts = ['cut\0here', "it's; BEGIN TRANSACTION; COMMIT; --", '', '語'.repeat(20_000)]
  const hex = texts.map((text) => Buffer.from(text).toString('hex').toUpperCase())
  const updates = hex.flatMap((digits, index) =>
    (digits.match(/.{1,60000}/g) ?? ['']).map(
      (part, at) =>
        `update messages set content = ${at > 0 ? 'content ||' : ''} cast(x'${part}' as text)
           where id_brand = 3 and id_message = ${index + 1}`,
    ),
  )
  change(
    'DB',
    `${updates.join(';')};
     insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert)
       with recursive rooms(id) as (select 1001 union all select id + 1 from rooms where id < 3100)
       select 3, id, 'tag:' || id, 7, 0, 0, 0 from rooms;
     insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador)
       select 3, id_chatroom, 1 from chatrooms where id_brand = 3 and id_chatroom > 1000;
     insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, date_insert)
       values (3, 1001, 3100, 1, 0, 0);
     update chatrooms set source = 2 where id_brand = 3 and id_chatroom = 1;
     update ambassadors set firstname = null, anonymized = 1 where id_brand = 3 and id_ambassador = 2;
     delete from waiting_list where id_brand = 3`,
  )
  // What the source does not have any more.
  change('DB_2', "insert into brand_tags (id_brand, id_brand_tag, name) values (3, 900, 'Gone')")
  const before = countIn('DB_2')
  const { status, stdout, stderr } = await copy(...TO_SECOND)
  expect({ status, stderr }).toStrictEqual({ status: 0, stderr: '' })
  expect(stdout).toContain(`DB_2: deleted ${before} rows that it had of brand 3\n`)
  expect(stdout).toContain('chatrooms: 2104 rows')
  expect(stdout).toContain('messages: 15 rows')
  // A cursor is an id and a date, so it means the same at the new place.
  expect(stdout).toMatch(/^events: 2[1-9]\d\d rows$/m)
  expectCopied(2)
  const rows = hex.map((content) => ({ content }))
  const sql = `select hex(content) as content from messages where id_brand = 3 and id_message <= ${texts.length}`
  expect(askAll(sql)).toStrictEqual([rows, rows])
  expect(askAll('select id_brand from brands order by 1')).toStrictEqual([
    [{ id_brand: 3 }, { id_brand: 4 }],
    [{ id_brand: 3 }],
  ])
})

it('fails when the rows differ afterwards, though there are as many', async () => {
  change(
    'DB_2',
    `create trigger spoil after insert on brands begin
       update brands set date_insert = 1 where id_brand = new.id_brand; end`,
  )
  const { status, stderr } = await copy('--brand', '4', '--from', 'DB', '--to', 'DB_2')
  change('DB_2', 'drop trigger spoil')
  expect({ status, stderr }).toStrictEqual({
    status: 1,
    stderr: 'DB has other rows in brands. Is the brand closed? Run this again.\n',
  })
})

it.each([
  ['edge-chatrooms', 'DB', 'edge-chatrooms and DB are the same database.', '3'],
  ['DB', 'DB_3', 'The settings bind no D1 database DB_3.', '3'],
  ['DB_2', 'DB', 'Brand 3 is served from DB. Pin it to "closed" first, and deploy.', '3'],
  ['DB', 'DB_2', 'DB has no rows of brand 5.', '5'],
])('refuses to copy from %s to %s: %s', async (from, to, problem, brand) => {
  const { status, stderr } = await copy('--brand', brand, '--from', from, '--to', to)
  expect({ status, stderr }).toStrictEqual({ status: 1, stderr: `${problem}\n` })
})

it('says how it is used when a flag is missing', async () => {
  const { status, stderr } = await copy('--brand', '3', '--from', 'DB')
  expect({ status, stderr }).toStrictEqual({
    status: 1,
    stderr: 'Usage: npm run brand:copy -- --brand 3 --from DB --to DB_EU [--remote]\n',
  })
})
