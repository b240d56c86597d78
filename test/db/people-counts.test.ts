// The counts of people that triggers keep with their brand, whoever writes: back-filled, by an older Worker, by hand, restored.
import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { dropTables, migrationsBefore } from '../support/empty-database.ts'

const run = (...statements: string[]) => env.DB.batch(statements.map((sql) => env.DB.prepare(sql)))

/** `id_brand: people, anonymized ones` of each brand. */
const counts = async (): Promise<string[]> => {
  const { results } = await env.DB.prepare(
    `select id_brand || ': ' || people_count || ', ' || anonymized_count as line from brands order by id_brand`,
  ).all<{ line: string }>()
  return results.map(({ line }) => line)
}

const person = (idBrand: number, id: number, anonymized = 0): string =>
  `insert into ambassadors (id_brand, id_ambassador, active, status, anonymized) values (${idBrand}, ${id}, 1, 3, ${anonymized})`

/** As the Worker before the counts says it. */
const OLD_BRAND = (idBrand: number): string =>
  `insert into "brands" ("id_brand", "date_insert") select ${idBrand}, 0 where true on conflict do nothing`

it('are those of the people who are there before', async () => {
  await dropTables(env.DB)
  await applyD1Migrations(env.DB, migrationsBefore('people_counts'))
  await run(OLD_BRAND(3), OLD_BRAND(4), OLD_BRAND(5))
  await run(person(3, 1), person(3, 2, 1), person(3, 3, 1), person(4, 1))
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
  expect(await counts()).toStrictEqual(['3: 3, 2', '4: 1, 0', '5: 0, 0'])
  await run(person(3, 4), person(5, 1, 1))
  expect(await counts()).toStrictEqual(['3: 4, 2', '4: 1, 0', '5: 1, 1'])
})

it('follow every person who comes, goes, is anonymized or is so no more', async () => {
  await run(OLD_BRAND(3), OLD_BRAND(4), person(3, 1), person(3, 2), person(3, 3, 1), person(4, 1))
  expect(await counts()).toStrictEqual(['3: 3, 1', '4: 1, 0'])
  await run(
    OLD_BRAND(3),
    person(3, 1).replace('insert', 'insert or ignore'),
    `${person(3, 2, 1)} on conflict do update set status = 7`,
    'update ambassadors set active = 0, anonymized = anonymized',
  )
  expect(await counts()).toStrictEqual(['3: 3, 1', '4: 1, 0'])
  await run(`${person(3, 2, 1)} on conflict do update set anonymized = excluded.anonymized`)
  expect(await counts()).toStrictEqual(['3: 3, 2', '4: 1, 0'])
  await run('update ambassadors set anonymized = 1 - anonymized')
  expect(await counts()).toStrictEqual(['3: 3, 1', '4: 1, 1'])
  await run('delete from ambassadors where id_brand = 3 and id_ambassador < 3')
  expect(await counts()).toStrictEqual(['3: 1, 0', '4: 1, 1'])
  await run('delete from ambassadors')
  expect(await counts()).toStrictEqual(['3: 0, 0', '4: 0, 0'])
})

it('are undone with a batch that fails', async () => {
  await run(OLD_BRAND(3), person(3, 1))
  const failed = run(person(3, 2), 'update ambassadors set anonymized = 1', person(3, 1))
  await expect(failed).rejects.toThrow('UNIQUE')
  expect(await counts()).toStrictEqual(['3: 1, 0'])
})

it('come out right where a brand is written with its counts, in front of its people or behind them', async () => {
  const brand = 'insert into brands (id_brand, date_insert, people_count, anonymized_count)'
  await run(
    `${brand} values (3, 0, 2, 1)`,
    person(3, 1),
    person(3, 2, 1),
    'pragma defer_foreign_keys = on',
    person(4, 1),
    person(4, 2, 1),
    `${brand} values (4, 0, 2, 1)`,
  )
  expect(await counts()).toStrictEqual(['3: 2, 1', '4: 2, 1'])
})
