// A brand that moves to another database: its sockets are closed, its cursors stay good, and its hub goes on at the new place.
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  insertsOf,
  LIST_TABLES,
  type Literals,
  selectPage,
  tableOf,
} from '../../scripts/copy/statements.ts'
import type { Hub } from '../../src/realtime/hub.ts'
import { emptyDatabase } from '../support/empty-database.ts'
import { ambassadors, forgetEvents } from '../support/factories.ts'
import { hubOf } from '../support/hubs.ts'
import { closeHubs, listen, listenFrom } from '../support/socket.ts'
import { signSelfToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

const CLOSED = { PINNED_BRANDS: '3=closed' }
const MOVED = { PINNED_BRANDS: '3=DB_2' }

/** What a deployment gives the hub, for the rest of a test. */
const deploy = (bindings: Pick<Env, 'PINNED_BRANDS'>) =>
  runInDurableObject(hubOf(), (hub: Hub) => {
    Object.assign((hub as unknown as { env: Env }).env, bindings)
  })

beforeEach(async () => {
  await emptyDatabase(env.DB_2)
  await ambassadors([1, 2])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

afterEach(async () => {
  await deploy({ PINNED_BRANDS: '' })
  await closeHubs()
})

const say = (content: string, bindings: Partial<Env> = {}) =>
  post(1, { id_ambassador: 1, type_message: 0, content }, { env: bindings })

/** What `npm run brand:copy` does, with its statements. */
const copy = async () => {
  const found = await env.DB.prepare(LIST_TABLES).all()
  for (const table of found.results.map(tableOf)) {
    const { results } = await env.DB.prepare(selectPage(table, 3)).all()
    const inserts = results.flatMap((row) => insertsOf(table, row as Literals))
    if (inserts.length > 0) await env.DB_2.batch(inserts.map((sql) => env.DB_2.prepare(sql)))
  }
}

it('is told over the same cursors what happens at the new place', async () => {
  const token = await signSelfToken(2)
  const listener = await listenFrom({ token })
  await say('one')
  await say('two')
  const [first] = await listener.events(2)
  const since = first!.cursor!
  await deploy(CLOSED)
  await runDurableObjectAlarm(hubOf())
  expect(await listener.isClosed()).toBe(1013)
  expect(await (await listen({ token, since, env: CLOSED })).isClosed()).toBe(1013)
  const before = await hubOf().counters()
  expect(before).toMatchObject({ sockets: 0, delivered: 2, dropped: 1 })

  await copy()
  // What the old database has from here on is not the brand's.
  await forgetEvents()
  await deploy(MOVED)
  await say('three', MOVED)
  const back = await listenFrom({ token, since, env: MOVED })
  await say('four', MOVED)
  const events = await back.events(3)
  expect(events.map(({ data }) => (data as { content: string }).content)).toStrictEqual([
    'two',
    'three',
    'four',
  ])
  expect(events.map((event) => event['id_event'])).toStrictEqual([2, 3, 4])
  const asked = await send('GET', `/api/v2/chat/events?since=${since}`, { token, env: MOVED })
  expect(asked.body.data.map((event: { id_event: number }) => event.id_event)).toStrictEqual([
    2, 3, 4,
  ])
  expect(await hubOf().counters()).toMatchObject({ delivered: 5, dropped: 1 })
})

it('keeps who is connected when it is at the new place at once', async () => {
  const listener = await listenFrom()
  await say('one')
  await listener.events(1)
  await copy()
  await deploy(MOVED)
  await say('two', MOVED)
  expect((await listener.events(2)).map((event) => event['id_event'])).toStrictEqual([1, 2])
  expect(listener.closed()).toBeNull()
})
