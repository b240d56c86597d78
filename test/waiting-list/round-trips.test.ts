// What ratings, summaries and the waiting list cost: one round trip, and no more rows in a large brand than in a small one.
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { emptyDatabase } from '../support/empty-database.ts'
import { ambassadors } from '../support/factories.ts'
import { metered } from '../support/metered.ts'
import { signSelfToken } from '../support/tokens.ts'
import { CHATROOMS, create, send } from '../support/worker.ts'

const CHAT = '/api/v2/chat'

/** Sends a request with a metered D1; answers its status and what it cost. */
const cost = async (method: string, path: string, body?: unknown, token?: string) => {
  const { binding, meter } = metered(env.DB)
  const options = { body, env: { DB: binding }, ...(token && { token }) }
  const { status } = await send(method, path, options)
  return { status, ...meter }
}

/** 10,000 of everything, all of it in the room of 1 and 3 or of a user who is in no test. */
const fill = async () => {
  const numbers = `with recursive n(id) as (select 1 union all select id + 1 from n where id < 10000)`
  await env.DB.batch([
    env.DB.prepare(
      `insert into ratings (id_brand, id_rating, id_chatroom, id_user_rater, id_user_rated, value, date_insert, date_update)
       ${numbers} select 3, id, 2, 1, 3, 4, 0, 0 from n`,
    ),
    env.DB.prepare(
      `insert into summaries (id_brand, id_summary, id_chatroom, summary, date_insert)
       ${numbers} select 3, id, 2, 'x', 0 from n`,
    ),
    env.DB.prepare(
      `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, date_insert)
       ${numbers} select 3, id, 2, 1, 0, 0 from n`,
    ),
    env.DB.prepare(
      `insert into waiting_list (id_brand, id_waiting, id_user, date_insert, date_update, date_handled)
       ${numbers} select 3, id, 9, 0, 0, 0 from n`,
    ),
  ])
}

/** Each route once, on rooms and entries of its own; `first` is the number of rows that are there already. */
const costs = async (first: number) => [
  await cost('POST', `${CHATROOMS}/1/ratings`, { id_user_rater: 2, id_user_rated: 1 }),
  await cost('PATCH', `${CHAT}/ratings/${first + 1}`, { value: 4 }),
  await cost('POST', `${CHATROOMS}/1/summaries`, { summary: 'x' }),
  await cost('GET', `${CHATROOMS}/1`),
  await cost('POST', `${CHAT}/waiting-list`, { id_user: 7 }),
  await cost('GET', `${CHAT}/waiting-list?filter[id_user]=7`),
  await cost('GET', `${CHAT}/waiting-list?filter[date_handled]=null`),
  await cost('GET', `${CHAT}/waiting-list`, undefined, await signSelfToken(8)),
  await cost('PATCH', `${CHAT}/waiting-list/${first + 1}`, { id_ambassador: 1 }),
]

const arrange = async () => {
  await ambassadors([1, 2, 3])
  // Present already, so that listing does not write it.
  await ambassadors([7, 8, 9], { status: 7, lastActionAt: Date.now() })
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await create({ ids_ambassadors: [1, 3], source: 0 })
}

beforeEach(arrange)

it('is one round trip each', async () => {
  const all = await costs(0)
  expect(all.map(({ status }) => status)).toStrictEqual([
    201, 200, 201, 200, 201, 200, 200, 200, 200,
  ])
  expect(all.map(({ calls }) => calls)).toStrictEqual(all.map(() => 1))
})

it('does not grow with the tables', async () => {
  const small = await costs(0)
  await emptyDatabase(env.DB)
  await arrange()
  await fill()
  const large = await costs(10_000)
  const written = (all: typeof small) => all.map(({ rowsWritten }) => rowsWritten)
  expect(large.map(({ status }) => status < 300)).toStrictEqual(large.map(() => true))
  expect(written(large)).toStrictEqual(written(small))
  // A newest row is looked for where there was none.
  for (const [index, { rowsRead }] of large.entries()) {
    expect.soft(rowsRead - small[index]!.rowsRead, `${index}`).toBeLessThanOrEqual(8)
  }
})

it('writes nothing for a refusal', async () => {
  const refused = [
    await cost('POST', `${CHATROOMS}/1/ratings`, { id_user_rater: 3, id_user_rated: 1 }),
    await cost('PATCH', `${CHAT}/ratings/1`, { value: 4 }),
    await cost('POST', `${CHATROOMS}/9/summaries`, { summary: 'x' }),
    await cost('POST', `${CHAT}/waiting-list`, { id_user: 1 }),
    await cost('PATCH', `${CHAT}/waiting-list/1`, { id_ambassador: 1 }),
  ]
  expect(refused.map(({ status }) => status)).toStrictEqual([422, 404, 404, 422, 404])
  expect(refused.map(({ rowsWritten }) => rowsWritten)).toStrictEqual([0, 0, 0, 0, 0])
})
