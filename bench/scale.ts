// npm run bench:scale: what requests take in a brand with 1,000,000 rooms and 10,000,000 messages, which are loaded past the API.
// `--rooms` and `--messages` (for each room) make it smaller. Prints a table and writes no file.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { signToken } from '../scripts/sign-token.ts'
import { buildBundles } from './bundles.ts'
import { fillAmbassadors, fillMessages, fillRooms, migrate, pairOf, roomOf } from './data.ts'
import { type Call, sendOne } from './load.ts'
import { startServer } from './server.ts'
import { count, show, spreadOf } from './statistics.ts'

const { values } = parseArgs({
  options: {
    rooms: { type: 'string', default: '1000000' },
    messages: { type: 'string', default: '10' },
  },
})
const rooms = Number(values.rooms)
const messages = Number(values.messages)

const SECRET = 'a secret that only this benchmark knows, 32 bytes or more'
const TIMES = 5

const MANAGER = '/api/v2/manager/chatrooms'
const [AMBASSADOR] = pairOf(0)
const OWN = `/api/v2/chat/ambassadors/${AMBASSADOR}/chatrooms`
const MESSAGES = `/api/v2/chat/chatrooms/${roomOf(0)}/messages`
const PEOPLE = '/api/v2/chat/ambassadors'

const get = (path: string): Call => ({ method: 'GET', path })

/** Each request by what it is; a function makes one that is new each time. */
const REQUESTS: readonly (readonly [name: string, next: (index: number) => Call])[] = [
  [
    'open a room',
    (index) => ({
      method: 'POST',
      path: '/api/v2/chat/chatrooms',
      body: { ids_ambassadors: pairOf(rooms + index), source: 0 },
    }),
  ],
  [
    'post a message',
    () => ({
      method: 'POST',
      path: MESSAGES,
      body: { id_ambassador: AMBASSADOR, type_message: 0, content: 'Hello, how can I help?' },
    }),
  ],
  ['read a room', () => get(`/api/v2/chat/chatrooms/${roomOf(0)}`)],
  ...(
    [
      ['rooms of the brand', MANAGER],
      ['the same, page 1,000', `${MANAGER}?page=1000`],
      ['the same, by cursor', `${MANAGER}?cursor=`],
      ['the same, by last message', `${MANAGER}?cursor=&sort=-last_message_date`],
      [
        'the same, a filter that finds nothing, by cursor',
        `${MANAGER}?cursor=&filter[source]=hot_list`,
      ],
      ['the same, a filter that finds nothing, by page', `${MANAGER}?filter[source]=hot_list`],
      ['rooms of an ambassador', OWN],
      ['the same, by cursor', `${OWN}?cursor=`],
      ['the same, only unread, by cursor', `${OWN}?cursor=&filter[unread]=true`],
      ['the same, only commented, by cursor', `${OWN}?cursor=&filter[commented]=commented`],
      ['messages of a room', MESSAGES],
      ['the same, by cursor', `${MESSAGES}?cursor=`],
      ['people', PEOPLE],
      ['the same, by cursor', `${PEOPLE}?cursor=`],
      ['the same, a name that nobody has, by cursor', `${PEOPLE}?cursor=&filter[name]=nobody`],
    ] as const
  ).map(([name, path]) => [name, () => get(path)] as const),
]

const folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-scale-'))
const { observed } = await buildBundles(folder)
const server = await startServer(
  [{ name: 'scale', code: observed.project, isFilled: true }],
  SECRET,
)
try {
  const startedAt = performance.now()
  const database = await server.databaseOf('scale')
  await migrate(database)
  await fillAmbassadors(database)
  await fillRooms(database, rooms)
  await fillMessages(database, rooms, messages)
  const filled = (performance.now() - startedAt) / 1000
  console.log(
    `${count(rooms)} rooms and ${count(rooms * messages)} messages in ${show(filled, 0)} s`,
  )
  const url = await server.urlOf('scale')
  const token = await signToken(SECRET, {
    brands: [3],
    scope: 'chat:brand manager',
    sub: 'bench',
    ttl: 3600,
  })
  console.log('| request | ms | rows read | rows written |\n| --- | --- | --- | --- |')
  for (const [name, next] of REQUESTS) {
    const times: number[] = []
    let cost = ''
    for (let index = 0; index < TIMES; index += 1) {
      const { milliseconds, headers } = await sendOne(url, token, next(index))
      times.push(milliseconds)
      cost = String(headers['x-bench-d1'])
    }
    const [, read = 0, written = 0] = cost.split(' ').map(Number)
    console.log(
      `| ${name} | ${show(spreadOf(times).median, 1)} | ${count(read)} | ${count(written)} |`,
    )
  }
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
