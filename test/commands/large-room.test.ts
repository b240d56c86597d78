// The largest answers that there can be, by a workerd with no more memory than a Worker has.
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import openApiDocument from '../../docs/openapi.json' with { type: 'json' }
import { type Client, createClient } from '../crash/client.ts'
import { createLocalServer, failing, type Server } from '../crash/server.ts'

/** MB; what a Worker has, for each isolate of workerd. */
const HEAP = 128
const MOST_MEMBERS = 10_000
const SHOWN_MESSAGES = 100
/** Bytes, just below what PUT /manager/ambassadors takes. */
const LARGEST_BODY = 1_000_000
const MINUTE = 60_000

let server: Server
let client: Client

const { properties } = openApiDocument.components.schemas.PutAmbassador

/** How many characters the document lets a text have. */
const limitOf = (field: keyof typeof properties): number => {
  const limit = /"maxLength":(\d+)/.exec(JSON.stringify(properties[field]))?.[1]
  if (limit === undefined) throw new Error(`${field} has no limit.`)
  return Number(limit)
}

/** What takes the most room: two characters in JSON, of two bytes each beside a character beyond Latin-1. */
const longest = (field: keyof typeof properties): string => '漢'.padEnd(limitOf(field), '"')

const image = 'https://a.example/漢'.padEnd(limitOf('image'), '"')

const emailOf = (id: number): string => {
  const label = 'b'.repeat(60)
  return `${String(id).padStart(60, 'a')}@${label}.${label}.${label}.`.padEnd(limitOf('email'), 'c')
}

const personOf = (id: number) => ({
  id_ambassador: id,
  status: 3,
  image,
  firstname: longest('firstname'),
  lastname: longest('lastname'),
  username: longest('username'),
  customer_id: longest('customer_id'),
  email: emailOf(id),
  email_tmp: emailOf(id),
})

const made = async (method: string, path: string, body: unknown): Promise<unknown> => {
  const answer = await client.send(method, `/api/v2${path}`, body).catch(failing(server))
  if (answer.status > 201) throw new Error(`${path}: ${JSON.stringify(answer).slice(0, 500)}`)
  return answer.body
}

const chunksOf = (people: readonly object[]): (readonly object[])[] => {
  const size = Math.floor(LARGEST_BODY / Buffer.byteLength(JSON.stringify(people.at(-1))))
  return Array.from({ length: Math.ceil(people.length / size) }, (_, index) =>
    people.slice(index * size, (index + 1) * size),
  )
}

/** What each of them could do with a request of its own. */
const setOwnEmails = async (): Promise<void> => {
  await server.killAll()
  const database = new DatabaseSync(server.databaseFile)
  database.exec('update ambassadors set own_email_tmp = email')
  database.close()
  client.hangUp()
  await server.bringUp()
}

beforeAll(async () => {
  server = await createLocalServer({
    v8Flags: `--max-heap-size=${HEAP}`,
    d1Deadline: String(MINUTE),
  })
  await server.bringUp()
  client = await createClient(server, 3, 2 * MINUTE)
  const ids = Array.from({ length: MOST_MEMBERS }, (_, index) => index + 1)
  for (const people of chunksOf(ids.map(personOf)))
    await made('PUT', '/manager/ambassadors', people)
  await made('POST', '/manager/brand-tags', { name: 'everybody', ids_members: ids })
  await made('POST', '/chat/chatrooms', { id_brand_tag: 1, source: 0 })
  const text = '漢'.repeat(20_000)
  await made('POST', '/chat/chatrooms/1/summaries', { summary: text })
  for (let sent = 0; sent < SHOWN_MESSAGES; sent += 1) {
    const message = { id_ambassador: MOST_MEMBERS, type_message: 0, content: text }
    await made('POST', '/chat/chatrooms/1/messages', message)
  }
  await setOwnEmails()
}, 10 * MINUTE)

afterAll(() => server.killAll())

const LARGEST: Record<string, [method: string, path: string, body?: unknown]> = {
  'a room': ['GET', '/chat/chatrooms/1'],
  'a room that is asked for again': ['POST', '/chat/chatrooms', { id_brand_tag: 1, source: 0 }],
  'a room that is changed': ['PATCH', '/chat/chatrooms/1', {}],
  'a room with its messages': ['GET', '/manager/chatrooms/1'],
  'a tag that is changed': ['PATCH', '/manager/brand-tags/1', { name: 'all' }],
}

it.each(Object.entries(LARGEST))(
  '%s with 10,000 members, each text at its limit, is answered three times at once',
  async (_, [method, path, body]) => {
    const workerd = server.findWorkerd()
    const answers = await Promise.all([1, 2, 3].map(() => made(method, path, body)))
    for (const answer of answers as { ambassadors?: object[]; members?: object[] }[]) {
      const members = answer.ambassadors ?? answer.members ?? []
      expect(members).toHaveLength(MOST_MEMBERS)
      expect(members.at(-1)).toMatchObject(personOf(MOST_MEMBERS))
    }
    expect(server.findWorkerd()).toBe(workerd)
  },
  5 * MINUTE,
)
