// docs/costs.md: what each route asks of the database, exactly, so that a change is seen where it is reviewed.
// `npx vitest run --project worker test/routes/costs-table.test.ts --update` writes it.
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { emptyDatabase } from '../support/empty-database.ts'
import { brandTag, crowd } from '../support/factories.ts'
import { intercepted } from '../support/intercepted.ts'
import { arrange, call, lists, type Operation, operations, pathOf } from '../support/operations.ts'
import { create, post } from '../support/worker.ts'

type Row = readonly string[]

const HEAD = ['route', 'statements', 'rows read', 'rows written']
const KEY = { 'Idempotency-Key': 'once' }
const CROWD = 100
const TAG = 9

/** Sends a request through the Worker with this binding. */
type Request = (DB: D1Database) => Promise<{ status: number }>

/** What a request costs; the batches of an export are added up. */
const costOf = async (name: string, request: Request): Promise<Row> => {
  const sums = [0, 0, 0]
  const { binding } = intercepted(env.DB, async (carryOut) => {
    const results = await carryOut()
    sums[0]! += results.length
    for (const { meta } of results) {
      sums[1]! += meta.rows_read
      sums[2]! += meta.rows_written
    }
    return results
  })
  const { status } = await request(binding)
  if (status >= 300) throw new Error(`${name} answered ${status}`)
  return [name, ...sums.map(String)]
}

const costsOf = async (operation: Operation): Promise<Row[]> => {
  const name = `${operation.method} ${operation.template.replace('/api/v2', '')}`
  const send =
    (options: Parameters<typeof call>[1] = {}): Request =>
    (DB) =>
      call(operation, { ...options, env: { DB } })
  if (lists.includes(operation)) {
    const path = `${pathOf(operation)}?cursor=`
    return [await costOf(name, send()), await costOf(`${name}, by cursor`, send({ path }))]
  }
  if (operation.declared.takesIdempotencyKey !== true) return [await costOf(name, send())]
  const rows = [await costOf(name, send())]
  await fresh()
  rows.push(await costOf(`${name}, with a key`, send({ headers: KEY })))
  rows.push(await costOf(`${name}, with the same key again`, send({ headers: KEY })))
  return rows
}

/** An index that is asked for a new key reads the row behind it, if there is one: keys are random, so the old ones go in front. */
const sortKeys = async (): Promise<void> => {
  const { results } = await env.DB.prepare(
    `select name from sqlite_schema where type = 'table' and sql like '%request_key%'`,
  ).all<{ name: string }>()
  const updates = results.map(({ name }) => `update ${name} set request_key = '!' || request_key`)
  await env.DB.batch(updates.map((sql) => env.DB.prepare(sql)))
}

const fresh = async (): Promise<void> => {
  await emptyDatabase(env.DB)
  await arrange()
  await sortKeys()
}

/** A room of another pair, and one of a tag, each new and again. */
const roomCosts = async (): Promise<Row[]> => {
  await fresh()
  const pair: Request = (DB) => create({ ids_ambassadors: [2, 3], source: 0 }, { env: { DB } })
  const rows = [await costOf('a pair, new', pair), await costOf('a pair, again', pair)]
  await crowd(CROWD, TAG)
  const tag: Request = (DB) => create({ id_brand_tag: TAG, source: 0 }, { env: { DB } })
  rows.push(await costOf(`the room of a tag with ${CROWD} ambassadors, new`, tag))
  rows.push(await costOf('the same, again', tag))
  await brandTag(TAG, [1])
  rows.push(await costOf('the same, when somebody joins', tag))
  const say: Request = (DB) =>
    post(3, { id_ambassador: 1, type_message: 0, content: 'x' }, { env: { DB } })
  rows.push(await costOf('a message in it, the first of its author', say))
  rows.push(await costOf('a message in it, another one', say))
  return rows
}

/** A table as the formatter leaves it. */
const tableOf = (rows: readonly Row[]): string => {
  const widths = HEAD.map((_, column) =>
    Math.max(...[HEAD, ...rows].map((row) => row[column]!.length)),
  )
  const line = (cells: Row) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [line(HEAD), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

it('docs/costs.md says what each route asks of the database', async () => {
  const rows: Row[] = []
  for (const operation of operations) {
    await fresh()
    rows.push(...(await costsOf(operation)))
  }
  await expect(`# What each route asks of the database

Written by \`test/routes/costs-table.test.ts\`, which fails when a number changes; its first lines say how to write it anew. Rows are those of D1's \`meta\`, which it bills: an index that is looked at or written counts too. Each request is the first example of its route, in a brand with a room, a tag, and two or three of everything else. What lists read grows with what they list, and a page with what it counts: see [bench/results.md](../bench/results.md) for a large brand.

${tableOf(rows)}

Rooms, and messages in a large one:

${tableOf(await roomCosts())}
`).toMatchFileSnapshot('../../docs/costs.md')
}, 60_000)
