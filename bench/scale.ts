// npm run bench:scale: what every route takes in a brand with 1,000,000 rooms and 10,000,000 messages, which are loaded past the API.
// Writes bench/scale.md. With `--rooms` or `--messages` (for each room) it is smaller and prints the same.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { signToken } from '../scripts/sign-token.ts'
import { buildBundles } from './bundles.ts'
import { ARRANGED, costOf, documentedCalls, documentedReads, isLast } from './costs.ts'
import {
  fillAmbassadors,
  fillExamples,
  fillMessages,
  fillRooms,
  migrate,
  pairOf,
  roomOf,
} from './data.ts'
import { type Call, sendOne } from './load.ts'
import { type Measured, reportOf } from './scale-report.ts'
import { startServer } from './server.ts'
import { spreadOf } from './statistics.ts'

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

/** Of these the API has made number 1; of all else there are very many, with the same ids. */
const MADE = /brand-tags|chat-topics|webhooks|manager\/realtime/

/** Not answered with 200, which is all that is measured. */
const UPGRADE = '/chat/socket'

const [AMBASSADOR] = pairOf(0)
const AT = `/api/v2/chat/chatrooms/${roomOf(0)}`

/** Writes in a room of the load, each of which makes something new. */
const writes = (index: number): readonly Call[] => [
  {
    method: 'POST',
    path: '/api/v2/chat/chatrooms',
    body: { ids_ambassadors: pairOf(rooms + index), source: 0 },
    status: 201,
  },
  {
    method: 'POST',
    path: `${AT}/messages`,
    body: { id_ambassador: AMBASSADOR, type_message: 0, content: 'Hello, how can I help?' },
  },
]

const folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-scale-'))
const { observed } = await buildBundles(folder)
const server = await startServer(
  [{ name: 'scale', code: observed.project, isFilled: true }],
  SECRET,
)
try {
  const startedAt = performance.now()
  const token = await signToken(SECRET, {
    brands: [3],
    scope: 'chat:brand manager',
    sub: 'bench',
    ttl: 86_400,
  })
  const database = await server.databaseOf('scale')
  const url = await server.urlOf('scale')
  await migrate(database)
  await fillExamples(database)
  for (const call of ARRANGED) await sendOne(url, token, call)
  await fillAmbassadors(database)
  await fillRooms(database, rooms)
  await fillMessages(database, rooms, messages)
  const seconds = (performance.now() - startedAt) / 1000

  const measured: Measured[] = []
  /** Sends a request, or several of a kind: the median time, and the cost of the last. */
  const measure = async (calls: readonly Call[]): Promise<void> => {
    const times: number[] = []
    let cost = { rowsRead: 0, rowsWritten: 0 }
    for (const call of calls) {
      const answer = await sendOne(url, token, call)
      times.push(answer.milliseconds)
      cost = costOf(answer)
    }
    const [{ method, path, status }] = calls as [Call]
    const request = `${method} ${path.replace('/api/v2', '')}${status === 201 ? ', new' : ''}`
    measured.push({ request, milliseconds: spreadOf(times).median, ...cost })
  }
  const tries = Array.from({ length: TIMES }, (_, index) => index)
  for (const [kind] of writes(0).entries()) {
    await measure(tries.map((index) => writes(index)[kind] as Call))
  }
  const changes = documentedCalls().filter(({ method }) => method !== 'GET')
  for (const call of changes.filter((one) => !isLast(one))) await measure([call])
  const reads = documentedReads((template) => (MADE.test(template) ? 1 : roomOf(0)))
  for (const call of reads.filter(({ path }) => !path.endsWith(UPGRADE))) {
    await measure(tries.map(() => call))
  }
  for (const call of changes.filter(isLast)) await measure([call])
  const report = reportOf(measured, { rooms, messages: rooms * messages, seconds })
  if (process.argv.length > 2) console.log(report)
  else writeFileSync(join(import.meta.dirname, 'scale.md'), report)
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
