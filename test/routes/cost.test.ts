// What a route reads does not grow with a brand that is full of other people's rooms.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { brandTag } from '../support/factories.ts'
import { metered } from '../support/metered.ts'
import {
  arrange,
  call,
  filtersOf,
  lists,
  operations,
  pathOf,
  signFullToken,
  sortsOf,
} from '../support/operations.ts'
import { signSelfToken } from '../support/tokens.ts'
import { CHATROOMS, create, post, send } from '../support/worker.ts'

const MANY = 5000
const MOST_ROWS_READ = 400
const OWN = '/api/v2/chat/ambassadors/1/chatrooms'

const numbers = `with recursive n(id) as (select 1001 union all select id + 1 from n where id < ${1000 + MANY})`

/** Rooms of others in brand 3, each with a message, a rating and a summary; and people waiting. */
const fill = () =>
  env.DB.batch(
    [
      `insert into ambassadors (id_brand, id_ambassador, active, status) ${numbers} select 3, id, 1, 7 from n`,
      `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert, last_message_date, last_rating, last_message)
       ${numbers} select 3, id, 'pair:1001:' || id, 0, 0, 0, id, id, id % 6, id * 2 from n`,
      `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, last_action_date) ${numbers} select 3, id, id, id from n`,
      `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
       ${numbers} select 3, id * 2, id, id, 0, 'x', id from n`,
      `insert into ratings (id_brand, id_rating, id_chatroom, id_user_rater, id_user_rated, value, date_insert, date_update)
       ${numbers} select 3, id, id, id, id, 3, id, id from n`,
      `insert into summaries (id_brand, id_summary, id_chatroom, summary, date_insert) ${numbers} select 3, id, id, 'x', id from n`,
      `insert into waiting_list (id_brand, id_waiting, id_user, date_insert, date_update, date_handled) ${numbers} select 3, id, id, id, id, id from n`,
    ].map((sql) => env.DB.prepare(sql)),
  )

const cost = async (work: (binding: D1Database) => Promise<{ status: number }>) => {
  const { binding, meter } = metered(env.DB)
  const { status } = await work(binding)
  expect(status).toBeLessThan(300)
  return meter.rowsRead
}

beforeEach(async () => {
  await arrange()
  await fill()
})

describe('a brand with 5,000 rooms of others', () => {
  // A bare list answers all that it has, up to its own limit.
  const bare = operations.filter(
    ({ method, declared, parameters }) =>
      method !== 'GET' ||
      declared.query === undefined ||
      parameters.some(({ name }) => name === 'cursor'),
  )

  it.each(bare.map((operation) => [operation.id, operation] as const))(
    'costs %s a bounded number of rows, in each of its orders',
    async (_, operation) => {
      const queries = sortsOf(operation).map((sort) => `?cursor=&sort=${sort}`)
      for (const query of queries.length === 0 ? [''] : queries) {
        const path = `${pathOf(operation)}${query}`
        const rowsRead = await cost((binding) => call(operation, { path, env: { DB: binding } }))
        expect.soft(rowsRead, path).toBeLessThan(MOST_ROWS_READ)
      }
    },
  )

  it.each(['last_rating', '-last_rating', 'last_message_date', '-last_message_date'])(
    'costs a manager a bounded number of rows in the order of %s where no room has it',
    async (sort) => {
      await env.DB.prepare(
        'update chatrooms set last_rating = null, last_message_date = null',
      ).run()
      const token = await signFullToken()
      for (const page of ['cursor=', 'page=2']) {
        const path = `/api/v2/manager/chatrooms?sort=${sort}&${page}`
        const rowsRead = await cost((binding) => send('GET', path, { token, env: { DB: binding } }))
        expect.soft(rowsRead, path).toBeLessThan(MOST_ROWS_READ)
      }
    },
  )

  it('costs a manager a bounded number of rows for a page of all rooms with their total', async () => {
    const token = await signFullToken()
    const path = '/api/v2/manager/chatrooms?page=2'
    const rowsRead = await cost((binding) => send('GET', path, { token, env: { DB: binding } }))
    expect(rowsRead).toBeLessThan(MOST_ROWS_READ)
  })

  // A list of the whole brand looks at all of it where it is counted.
  const filtered = lists
    .filter(({ template }) => template.includes('{'))
    .flatMap((list) => filtersOf(list).map((filter) => [list.id, filter, list] as const))

  it.each(filtered)('reads few rows for %s with %s', async (_, filter, list) => {
    for (const page of ['', '&cursor=']) {
      const path = `${pathOf(list)}?${filter}${page}`
      const rowsRead = await cost((binding) => call(list, { path, env: { DB: binding } }))
      expect.soft(rowsRead, path).toBeLessThan(MOST_ROWS_READ)
    }
  })
})

describe('a listed room for two, with a message, a rating and a summary', () => {
  /** Puts ambassador 1 into the newest rooms. It has read them. */
  beforeEach(() =>
    env.DB.prepare(
      `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, last_action_date, last_read_message)
       ${numbers} select 3, id, 1, id, id * 2 from n where id > ${1000 + MANY - 50}`,
    ).run(),
  )

  const costOfPage = async (list: string, count: number) => {
    const token = await signFullToken()
    const path = `${list}cursor=&per_page=${count}`
    return cost((binding) => send('GET', path, { token, env: { DB: binding } }))
  }

  const costOfOne = async (list: string) =>
    ((await costOfPage(list, 15)) - (await costOfPage(list, 5))) / 10

  it.each([
    ['/api/v2/manager/chatrooms?', 7],
    ['/api/v2/manager/chatrooms?sort=-last_message_date&', 7],
    [`${OWN}?`, 8],
  ])('costs at most so many rows of %s', async (list, most) => {
    expect(await costOfOne(list)).toBeLessThanOrEqual(most)
  })

  it('is asked whether it fits a filter only until the page is full', async () => {
    const most = 6 * 13
    expect(await costOfPage(`${OWN}?filter[commented]=not_commented&`, 5)).toBeLessThan(most)
  })

  it('costs its ambassador three more where something is unread, and one for each', async () => {
    await env.DB.batch(
      [
        `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
         ${numbers} select 3, id * 2 - 1, id, id, 0, 'x', id - 1 from n where id > ${1000 + MANY - 50}`,
        'update chatroom_pivots set last_read_message = last_read_message - 1 where id_ambassador = 1',
      ].map((sql) => env.DB.prepare(sql)),
    )
    expect(await costOfOne(`${OWN}?`)).toBeLessThanOrEqual(8 + 3 + 1)
  })
})

describe('the room of a tag with 5,000 members', () => {
  it('costs as many rows to write in as a room of three', async () => {
    await brandTag(7, [1, 2, 3])
    const { body: room } = await create({ id_brand_tag: 7, source: 0 })
    const say = (author: number) =>
      cost((binding) =>
        post(
          room.id_chatroom,
          { id_ambassador: author, type_message: 0, content: 'x' },
          { env: { DB: binding } },
        ),
      )
    const small = await say(1)
    await env.DB.prepare(
      `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador) ${numbers} select 3, ${room.id_chatroom}, id from n`,
    ).run()
    expect(await say(3)).toBe(small)
  })
})

describe('a room with 5,000 messages that an ambassador has purged', () => {
  it('costs it a bounded number of rows', async () => {
    const inserted = `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
      ${numbers} select 3, id * 2 + 1, 1, 2, 0, 'x', 1900000000000 + id from n`
    await env.DB.batch([
      env.DB.prepare(inserted),
      env.DB.prepare(
        'update chatrooms set last_message = (select max(id_message) from messages) where id_chatroom = 1',
      ),
    ])
    await send('PATCH', `${CHATROOMS}/1/purge`, { body: { id_ambassador: 1 } })
    const token = await signSelfToken(1)
    const paths = [
      ['GET', `${CHATROOMS}/1/messages`],
      ['GET', `${CHATROOMS}/1/messages?cursor=`],
      ['GET', `${OWN}?cursor=`],
      ['POST', `${CHATROOMS}/1/ambassadors/1/read`],
    ] as const
    for (const [method, path] of paths) {
      const rowsRead = await cost((binding) => send(method, path, { token, env: { DB: binding } }))
      expect.soft(rowsRead, path).toBeLessThan(MOST_ROWS_READ)
    }
  })

  it('costs the same behind a deep cursor with a date filter as without', async () => {
    await env.DB.prepare(
      `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
       ${numbers} select 3, id * 2 + 1, 1, 2, 0, 'x', 1900000000000 + id from n`,
    ).run()
    const deep = btoa(JSON.stringify(['-date_insert', false, 1_900_000_001_100, 2201])).replaceAll(
      '=',
      '',
    )
    const read = (filter: string) =>
      cost((binding) =>
        send('GET', `${CHATROOMS}/1/messages?cursor=${deep}${filter}`, { env: { DB: binding } }),
      )
    const plain = await read('')
    expect(plain).toBeLessThan(100)
    expect(await read('&filter[sent_before]=2040-01-01T00:00:00Z')).toBe(plain)
  })
})
