// What npm run db:migrate does behind the migrations: names that SQL could not fold are found again.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { foldNames } from '../../scripts/fold-names.ts'
import { searchTextOf } from '../../src/domain/ambassadors/search.ts'

const root = join(import.meta.dirname, '..', '..')

const LONG = 'ﷺ'.repeat(255)

/** Names that no migration can fold, and what an older version made of them. */
const NAMES = [
  ['Élodie', "d'Été", 'x'],
  ['Weiß', null, null],
  [null, 'é"', 'begin transaction; --'],
  [LONG, LONG, LONG],
  ['\u0301', null, ''],
]

const insertPeople = (database: DatabaseSync, count: number): void => {
  database.exec('insert into brands (id_brand, date_insert) values (3, 0), (4, 0)')
  const insert = database.prepare(
    `insert into ambassadors (id_brand, id_ambassador, active, status, firstname, lastname, username, search_text)
     values (?, ?, 1, 3, ?, ?, ?, 'old')`,
  )
  for (let id = 1; id <= count; id += 1) {
    for (const brand of [3, 4]) insert.run(brand, id, ...(NAMES[id % NAMES.length] ?? []))
  }
}

const migrated = (): DatabaseSync => {
  const database = new DatabaseSync(':memory:')
  for (const file of globSync('migrations/*.sql', { cwd: root }).toSorted()) {
    database.exec(readFileSync(join(root, file), 'utf8'))
  }
  return database
}

const executeIn = (database: DatabaseSync) => (sql: string) => {
  // D1's own limit, and that of a command line.
  for (const statement of sql.split(';\n')) expect(statement.length).toBeLessThan(100_000)
  const at = sql.lastIndexOf('select id_brand')
  if (at !== 0) database.exec(at < 0 ? sql : sql.slice(0, at))
  return at < 0 ? [] : (database.prepare(sql.slice(at)).all() as never[])
}

const readPeople = (database: DatabaseSync) =>
  database
    .prepare('select id_ambassador, firstname, lastname, username, search_text from ambassadors')
    .all() as unknown as {
    id_ambassador: number
    firstname: string | null
    lastname: string | null
    username: string | null
    search_text: string | null
  }[]

const unfolded = (database: DatabaseSync) =>
  readPeople(database).filter(({ search_text: text, ...names }) => text !== searchTextOf(names))

it('folds all names of all brands, page by page, and finds nothing to do the second time', () => {
  const database = migrated()
  insertPeople(database, 700)
  expect(foldNames(executeIn(database))).toBe(1400)
  expect(unfolded(database)).toStrictEqual([])
  expect(foldNames(executeIn(database))).toBe(0)
})

it('goes on where it was stopped', () => {
  const database = migrated()
  insertPeople(database, 700)
  let calls = 0
  const execute = executeIn(database)
  const stopped = () =>
    foldNames((sql) => {
      calls += 1
      if (calls === 9) throw new Error('stopped')
      return execute(sql)
    })
  expect(stopped).toThrow('stopped')
  const left = unfolded(database).length
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(1400)
  expect(foldNames(execute)).toBe(left)
  expect(unfolded(database)).toStrictEqual([])
})

it('leaves alone who is written meanwhile, by the new version of the service or by an older one', () => {
  const database = migrated()
  insertPeople(database, 4)
  const execute = executeIn(database)
  let isFirst = true
  foldNames((sql) => {
    const rows = execute(sql)
    if (isFirst) {
      database.exec(
        `update ambassadors set firstname = 'Zoé', search_text = 'zoe' where id_ambassador = 1;
         update ambassadors set firstname = 'Zoé', search_text = char(2) || 'new' where id_ambassador = 2;
         update ambassadors set firstname = null, search_text = null where id_ambassador = 3`,
      )
    }
    isFirst = false
    return rows
  })
  const texts = () =>
    Object.fromEntries(
      readPeople(database).map(({ id_ambassador: id, search_text: text }) => [id, text]),
    )
  expect(texts()).toMatchObject({ 1: 'zoe', 2: '\u0002new', 3: null })
  expect(foldNames(execute)).toBe(2)
  expect(texts()).toMatchObject({ 1: '\u0002zoe\n\n', 2: '\u0002new', 3: null })
})
