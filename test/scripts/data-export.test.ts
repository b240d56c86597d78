// npm run export, against a real server.
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import openApiDocument from '../../docs/openapi.json' with { type: 'json' }
import { processIo } from '../../scripts/io.ts'
import { localSecret } from '../../scripts/local.ts'
import { signToken } from '../../scripts/sign-token.ts'
import { apiOf, idsOf, makeFolder, peopleOf, readNdjson, rows, runCommand, upTo } from './data.ts'
import { DEMO_COPIES, useServer } from './server.ts'

type Wire = Record<string, unknown>
type List = { data: Wire[] }

/** Every list of a manager, by its name. */
const LISTS = Object.entries(openApiDocument.paths).flatMap(([path, item]) => {
  const isList = JSON.stringify(item).includes('"name":"per_page"')
  return isList ? (/^\/api\/v2\/manager\/([^/]+)$/.exec(path)?.[1] ?? []) : []
})

const folder = makeFolder()
const server = useServer()

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Exports a brand; answers what it printed, and what each file holds. */
const take = async (brand: number) => {
  const out = join(folder, String(brand))
  const flags = ['--brand', String(brand), '--url', server.url, '--out', out]
  const { status, stdout, stderr } = await runCommand('export', flags)
  expect(status).toBe(0)
  const files = Object.fromEntries(
    readdirSync(out)
      .toSorted()
      .map((name) => [basename(name, '.ndjson'), readNdjson(join(out, name))]),
  )
  expect(Object.keys(files)).toStrictEqual([...LISTS, 'messages'].toSorted())
  const { ambassadors: people = [], chatrooms: rooms = [], messages = [] } = files
  return { out, stdout, stderr, files, people, tags: files['brand-tags'] ?? [], rooms, messages }
}

/** A record without what depends on the time at which it is read. */
const timeless = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'online' ? undefined : inner)))

it('is what the API says of the demo', async () => {
  const api = apiOf(server.url)
  const { stdout, stderr, files, messages } = await take(DEMO_COPIES.read)
  const counts = Object.entries(files).map(([name, lines]) => `${lines.length} in ${name}.ndjson`)
  expect(stdout).toContain(`: ${counts.join(', ')}.\n`)
  expect(counts.filter((count) => count.startsWith('0'))).toStrictEqual([])
  expect(stderr).toBe('')
  const listed = async (path: string) => (await api<List>(DEMO_COPIES.read, 'GET', path)).data
  const idOf = (item: Wire) => Number(item[Object.keys(item).find((key) => key.startsWith('id_'))!])
  for (const name of LISTS) {
    const all = (await listed(`/manager/${name}`)).toSorted((one, other) => idOf(one) - idOf(other))
    expect(timeless(files[name])).toStrictEqual(timeless(all))
  }
  const said = await Promise.all(
    [1, 2, 3, 4].map(async (id) =>
      (await listed(`/chat/chatrooms/${id}/messages?sort=date_insert`)).map((message) =>
        Object.assign(message, { id_chatroom: id, active: true }),
      ),
    ),
  )
  expect(timeless(messages)).toStrictEqual(timeless(said.flat()))
})

/** 130 people, of whom 60 are under a tag that has a room, 119 more rooms, and 230 messages in one, the 2nd and 229th deleted. */
const fill = async (brand: number): Promise<void> => {
  const api = apiOf(server.url)
  const file = join(folder, `${brand}.csv`)
  writeFileSync(file, `id_ambassador,status,firstname\n${rows(130, (id) => `${id},3,N° ${id}`)}`)
  const flags = [file, '--brand', String(brand), '--url', server.url]
  expect((await runCommand('import', flags)).status).toBe(0)
  await api(brand, 'POST', '/manager/brand-tags', { name: 'All', ids_members: upTo(60) })
  await api(brand, 'POST', '/manager/brand-tags', { name: 'None' })
  await api(brand, 'POST', '/chat/chatrooms', { id_brand_tag: 1, source: 0 })
  for (const id of upTo(119)) {
    await api(brand, 'POST', '/chat/chatrooms', { ids_ambassadors: [id, 130], source: 0 })
  }
  for (const id of upTo(230)) {
    const body = { id_ambassador: 130, type_message: 0, content: `No. ${id}` }
    await api(brand, 'POST', '/chat/chatrooms/120/messages', body)
  }
  for (const id of [2, 229]) await api(brand, 'PATCH', `/chat/messages/${id}`, { active: false })
  await api(brand, 'POST', '/chat/chatrooms/7/ratings', { id_user_rater: 6, id_user_rated: 130 })
}

it('is whole over many pages: people, members of large tags and rooms, rooms, messages and deleted ones', async () => {
  await fill(50)
  const { out, people, tags, rooms, messages } = await take(50)
  expect(idsOf(people)).toStrictEqual(upTo(130))
  const members = tags.map((tag) => idsOf(tag['members'] as Wire[]))
  expect(members).toStrictEqual([upTo(60), []])
  expect(rooms.map((room) => room['id_chatroom'])).toStrictEqual(upTo(120))
  const [large, pair] = rooms.map((room) => idsOf(room['ambassadors'] as Wire[]))
  expect(large).toStrictEqual(upTo(60))
  expect(pair).toStrictEqual([1, 130])
  expect(rooms[0]).toMatchObject({ type_chatroom: 7, ambassadors_count: 60 })

  const [asked, ...said] = messages
  expect(asked).toMatchObject({ id_chatroom: 7, type_message: 2, rating: { id_user_rater: 6 } })
  const kept = upTo(230).filter((id) => id !== 2 && id !== 229)
  const expected = [...kept, 2, 229].map((id) => ({
    id_message: id,
    id_chatroom: 120,
    content: `No. ${id}`,
    active: kept.includes(id),
  }))
  expect(said).toMatchObject(expected)

  // What is written out can be brought in again.
  const file = join(out, 'ambassadors.ndjson')
  const { status } = await runCommand('import', [file, '--brand', '51', '--url', server.url])
  expect(status).toBe(0)
  expect(timeless(await peopleOf(server.url, 51))).toStrictEqual(timeless(people))
})

it('tells an e-mail that a person has set for itself, which does not come in again as the brand’s', async () => {
  const api = apiOf(server.url)
  const clients = [1, 2].map((id) => ({ id_ambassador: id, status: 7 }))
  await api(53, 'PUT', '/manager/ambassadors', [
    { ...clients[0], email_tmp: 'a@example.com' },
    clients[1],
  ])
  for (const id of [1, 2]) {
    const scope = 'chat:self'
    const token = await signToken(localSecret(processIo.root), {
      brands: [53],
      scope,
      sub: String(id),
      ttl: 600,
    })
    const { status } = await fetch(`${server.url}/api/v2/chat/ambassadors/${id}`, {
      method: 'PATCH',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ email_tmp: `own.${id}@example.com` }),
    })
    expect(status).toBe(200)
  }
  const { out, people } = await take(53)
  expect(people).toMatchObject([
    { email_tmp: 'own.1@example.com', email_tmp_by_brand: 'a@example.com' },
    { email_tmp: 'own.2@example.com', email_tmp_by_brand: null },
  ])
  const file = join(out, 'ambassadors.ndjson')
  const { status } = await runCommand('import', [file, '--brand', '54', '--url', server.url])
  expect(status).toBe(0)
  const emails = (await peopleOf(server.url, 54)).map((person) => person['email_tmp'])
  expect(emails).toStrictEqual(['a@example.com', null])
})

it('is empty for a brand that has nothing, with a warning', async () => {
  const { stderr, people, tags, rooms, messages } = await take(52)
  expect([people, tags, rooms, messages]).toStrictEqual([[], [], [], []])
  expect(stderr).toBe('Warning: brand 52 has no people. Is --brand right?\n')
})
