// Migrations keep what is there, and make tables as the design asks.
import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { create, send } from '../support/worker.ts'
import { dropTables, migrationsBefore, tableNames } from '../support/empty-database.ts'
import { ambassadors, brandTag } from '../support/factories.ts'

const all = async <Row>(sql: string): Promise<Row[]> =>
  (await env.DB.prepare(sql).all<Row>()).results

/** A value that every check of the schema accepts. */
const valueFor = ({ type, name }: { type: string; name: string }): string => {
  if (name === 'type_chatroom') return '0'
  return type.toLowerCase() === 'text' ? "'1'" : '1'
}

/** Inserts a row into every empty table: nulls where allowed, 1 elsewhere, parents first as the tables were made. */
const fillEmptyTables = async (): Promise<void> => {
  for (const name of await tableNames(env.DB)) {
    const [row] = await all<{ rows: number }>(`select count(*) as rows from ${name}`)
    if (row?.rows !== 0) continue
    const columns = await all<{ name: string; type: string; notnull: number; dflt_value: unknown }>(
      `select name, type, "notnull", dflt_value from pragma_table_info('${name}')`,
    )
    const needed = columns.filter(
      ({ notnull, dflt_value: fallback }) => notnull === 1 && fallback === null,
    )
    await env.DB.prepare(
      `insert into ${name} (${needed.map((column) => column.name).join(', ')}) values (${needed.map(valueFor).join(', ')})`,
    ).run()
  }
}

const counts = async (): Promise<Record<string, number>> => {
  const entries = (await tableNames(env.DB)).map(async (name) => {
    const [row] = await all<{ rows: number }>(`select count(*) as rows from ${name}`)
    return [name, row?.rows ?? -1] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

it('keep every row, one migration after another', async () => {
  await dropTables(env.DB)
  for (const [index, migration] of env.TEST_MIGRATIONS.entries()) {
    const before = index === 0 ? {} : await counts()
    await applyD1Migrations(env.DB, [migration])
    expect(await counts()).toMatchObject(before)
    await fillEmptyTables()
  }
  expect(await counts()).toMatchObject({
    brands: 1,
    ambassadors: 1,
    chatrooms: 1,
    chatroom_pivots: 1,
  })
  expect(await all('pragma foreign_key_check')).toStrictEqual([])
})

it('make strict tables whose keys begin with the brand, without cascades', async () => {
  for (const name of await tableNames(env.DB)) {
    const [made] = await all<{ sql: string }>(
      `select sql from sqlite_schema where name = '${name}'`,
    )
    const sql = made?.sql
    expect.soft(sql, name).toMatch(/\)\s*STRICT/i)
    expect.soft(sql, name).not.toMatch(/cascade/i)
    const keys = await all<{ name: string }>(
      `select name from pragma_table_info('${name}') where pk = 1
       union all select (select name from pragma_index_info(list.name) where seqno = 0)
       from pragma_index_list('${name}') list`,
    )
    expect.soft(keys.length, name).toBeGreaterThan(0)
    expect.soft(new Set(keys.map((key) => key.name)), name).toStrictEqual(new Set(['id_brand']))
    const foreign = await all<{ from: string }>(
      `select "from" from pragma_foreign_key_list('${name}') where seq = 0`,
    )
    expect
      .soft(
        foreign.every((key) => key.from === 'id_brand'),
        name,
      )
      .toBe(true)
  }
  const indexes = await all<{ name: string }>(
    "select name from sqlite_schema where type = 'index' and sql is null and tbl_name not like '%migrations'",
  )
  expect(indexes.map(({ name }) => name)).toStrictEqual([])
})

it('can be applied again without a change', async () => {
  await ambassadors([1, 2])
  await brandTag(7, [1, 2])
  const { body } = await create({ id_brand_tag: 7, source: 0 })
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
  expect((await create({ id_brand_tag: 7, source: 0 })).body).toStrictEqual(body)
})

it('fill the new columns of the rows that are there', async () => {
  await dropTables(env.DB)
  const [first, ...others] = env.TEST_MIGRATIONS
  await applyD1Migrations(env.DB, first === undefined ? [] : [first])
  await env.DB.batch(
    [
      'insert into brands values (3, 0)',
      `insert into ambassadors (id_brand, id_ambassador, firstname, username, active, status)
       values (3, 1, 'Ann', 'ann.b', 1, 3), (3, 2, null, null, 1, 3), (3, 4, null, null, 1, 3)`,
      `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert)
       values (3, 1, 'pair:1:2', 0, 0, 0, 1000), (3, 2, 'tag:7', 7, 0, 0, 2000)`,
      `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador)
       values (3, 1, 1), (3, 1, 2), (3, 2, 1), (3, 2, 2), (3, 2, 4)`,
    ].map((sql) => env.DB.prepare(sql)),
  )
  await applyD1Migrations(env.DB, others)
  expect(await all('select id_chatroom, member_count from chatrooms order by 1')).toStrictEqual([
    { id_chatroom: 1, member_count: 2 },
    { id_chatroom: 2, member_count: 3 },
  ])
  expect(
    await all('select distinct id_chatroom, last_action_date from chatroom_pivots order by 1'),
  ).toStrictEqual([
    { id_chatroom: 1, last_action_date: 1000 },
    { id_chatroom: 2, last_action_date: null },
  ])
  expect(
    await all('select search_text, last_action_order from ambassadors where id_ambassador < 3'),
  ).toStrictEqual([
    { search_text: '\u0002ann\n\nann.b', last_action_order: 0 },
    { search_text: null, last_action_order: 0 },
  ])
})

it('leave the newest of several open entries of a user and topic open, and all that the others say in the list', async () => {
  await dropTables(env.DB)
  await applyD1Migrations(env.DB, migrationsBefore('one_open_entry'))
  await env.DB.batch(
    [
      'insert into brands values (3, 0)',
      `insert into ambassadors (id_brand, id_ambassador, active, status) values (3, 1, 1, 3), (3, 7, 1, 7), (3, 8, 1, 7)`,
      `insert into waiting_list (id_brand, id_waiting, id_user, id_chat_topic, content, date_insert, date_update, date_handled, date_delete)
       values (3, 1, 7, null, 'a', 10, 10, null, null), (3, 2, 7, 5, 'b', 20, 20, null, null), (3, 3, 8, null, 'c', 30, 30, null, null),
         (3, 4, 7, null, 'd', 40, 40, null, null), (3, 5, 7, null, 'e', 50, 50, 51, null), (3, 6, 7, null, 'f', 60, 60, null, 61),
         (3, 7, 7, null, 'g', 70, 70, null, null)`,
    ].map((sql) => env.DB.prepare(sql)),
  )
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
  const path = '/api/v2/chat/waiting-list'
  const contentsOf = async (query: string) =>
    (await send('GET', `${path}${query}`)).body.map(({ content }: { content: string }) => content)
  expect(await contentsOf('')).toStrictEqual(['a', 'b', 'c', 'd', 'e', 'g'])
  expect(await contentsOf('?filter[date_handled]=null')).toStrictEqual(['b', 'c', 'g'])
  expect(
    await all(
      'select id_waiting, date_handled, date_update from waiting_list where id_waiting in (1, 4, 6) order by 1',
    ),
  ).toStrictEqual([
    { id_waiting: 1, date_handled: 40, date_update: 40 },
    { id_waiting: 4, date_handled: 70, date_update: 70 },
    { id_waiting: 6, date_handled: null, date_update: 60 },
  ])
  const again = await send('POST', path, { body: { id_user: 7 } })
  expect(again).toMatchObject({ status: 200, body: { id_waiting: 7, content: 'g' } })
})

it('show the newest rating and summary of rooms that are there, and those that an older Worker writes', async () => {
  await dropTables(env.DB)
  await applyD1Migrations(env.DB, migrationsBefore('room_lasts'))
  const run = (...statements: string[]) =>
    env.DB.batch(statements.map((sql) => env.DB.prepare(sql)))
  await run(
    'insert into brands values (3, 0)',
    `insert into ambassadors (id_brand, id_ambassador, active, status) values (3, 1, 1, 3), (3, 2, 1, 3)`,
    `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert, last_rating)
     values (3, 1, 'pair:1:2', 0, 0, 0, 1, 4), (3, 2, 'tag:7', 7, 0, 0, 2, null), (3, 3, 'tag:8', 7, 0, 0, 3, null)`,
    `insert into ratings (id_brand, id_rating, id_chatroom, id_user_rater, id_user_rated, value, date_insert, date_update, date_delete)
     values (3, 1, 1, 1, 2, 5, 1, 1, null), (3, 2, 1, 1, 2, 4, 2, 2, null), (3, 3, 1, 1, 2, null, 3, 3, null),
       (3, 4, 1, 1, 2, 1, 4, 4, 5)`,
    `insert into summaries (id_brand, id_summary, id_chatroom, summary, date_insert)
     values (3, 1, 1, 'a', 1), (3, 2, 1, 'b', 2), (3, 3, 2, 'c', 3)`,
  )
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
  const lasts = async () =>
    (await Promise.all([1, 2, 3].map((id) => send('GET', `/api/v2/chat/chatrooms/${id}`)))).map(
      ({ body }) => [body.last_rating?.value ?? null, body.last_summary?.summary ?? null],
    )
  expect(await lasts()).toStrictEqual([
    [4, 'b'],
    [null, 'c'],
    [null, null],
  ])
  await run(
    'update ratings set value = 2 where id_rating = 3',
    'update ratings set value = 0 where id_rating = 1',
    `insert into summaries (id_brand, id_summary, id_chatroom, summary, date_insert) values (3, 4, 3, 'd', 4)`,
  )
  expect(await lasts()).toStrictEqual([
    [2, 'b'],
    [null, 'c'],
    [null, 'd'],
  ])
})

it('take an e-mail from before as written by the brand: its client is found by it', async () => {
  await dropTables(env.DB)
  await applyD1Migrations(env.DB, migrationsBefore('own_emails'))
  await env.DB.batch([
    env.DB.prepare('insert into brands values (3, 0)'),
    env.DB.prepare(
      `insert into ambassadors (id_brand, id_ambassador, email_tmp, active, status)
       values (3, 5, 'a@example.com', 1, 7)`,
    ),
  ])
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
  const body = { email_tmp: 'a@example.com' }
  const path = '/api/v2/chat/ambassadors/shop-customer'
  expect(await send('POST', path, { body })).toMatchObject({ body: { id_ambassador: 5, ...body } })
})
