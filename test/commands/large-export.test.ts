// All that is held about somebody who has written a lot, by a workerd with no more memory than a Worker has.
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, createClient } from '../crash/client.ts'
import { createLocalServer, failing, type Server } from '../crash/server.ts'

/** MB; what a Worker has, for each isolate of workerd. */
const HEAP = 128
const MANY = 100_000
/** Messages of 20,000 characters in 60,000 bytes each: 36 MB. */
const LONG = 600
const MINUTE = 60_000

let server: Server
let client: Client

const numbers = (count: number) =>
  `with recursive n(id) as (select 1 union all select id + 1 from n where id < ${count})`

const messages = (from: number, count: number, author: number, content: string): string =>
  `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
   ${numbers(count)} select 1, ${from} + id, id % 300 + 1, ${author}, 0, ${content}, id from n;`

beforeAll(async () => {
  server = await createLocalServer({
    v8Flags: `--max-heap-size=${HEAP}`,
    d1Deadline: String(MINUTE),
  })
  const database = new DatabaseSync(server.databaseFile)
  database.exec(
    `insert into brands (id_brand, date_insert) values (1, 0);
     insert into ambassadors (id_brand, id_ambassador, active, status) values (1, 1, 1, 3), (1, 2, 1, 3);
     insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert)
     ${numbers(300)} select 1, id, 'room:' || id, 0, 0, 0, id from n;
     insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, has_posted)
     select 1, id_chatroom, id_ambassador, 1 from chatrooms cross join ambassadors;
     ${messages(0, MANY, 1, 'hex(zeroblob(100))')}
     ${messages(MANY, LONG, 2, "replace(hex(zeroblob(10000)), '0', '漢')")}`,
  )
  database.close()
  await server.bringUp()
  client = await createClient(server, 3, 2 * MINUTE)
}, 10 * MINUTE)

afterAll(() => server.killAll())

it.each([
  ['100,000 messages', 1, MANY],
  ['600 of the longest messages', 2, LONG],
])(
  'of %s are sent three times at once',
  async (_, person, count) => {
    const workerd = server.findWorkerd()
    const path = `/api/v2/manager/ambassadors/${person}/export`
    const answers = await Promise.all(
      [1, 2, 3].map(() => client.send('GET', path).catch(failing(server))),
    )
    for (const { status, body } of answers) {
      expect(status).toBe(200)
      expect(String(body).match(/^\{"type":"message"/gm)).toHaveLength(count)
      expect(String(body).slice(-40)).toContain(`{"type":"end","lines":${count + 301}}\n`)
    }
    expect(server.findWorkerd()).toBe(workerd)
  },
  5 * MINUTE,
)
