// Who is there, by its sockets, and who is told of it.
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ambassadors, brandTag, crowd, forgetEvents } from '../support/factories.ts'
import { hubOf } from '../support/hubs.ts'
import { closeHubs, type Listener, listenFrom, until } from '../support/socket.ts'
import { signSelfToken } from '../support/tokens.ts'
import { create, send } from '../support/worker.ts'

const MINUTE = 60_000

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

afterEach(async () => {
  vi.useRealTimers()
  await closeHubs()
})

const as = async (id: number): Promise<Listener> => listenFrom({ token: await signSelfToken(id) })

const lastAction = async (id: number): Promise<number | null> =>
  env.DB.prepare('select last_action_date from ambassadors where id_ambassador = ?')
    .bind(id)
    .first<number | null>('last_action_date')

const isOnline = async (id: number): Promise<boolean> => {
  const { body } = await send('GET', `/api/v2/chat/ambassadors?filter[exclude]=99`)
  return body.data.find((one: { id_ambassador: number }) => one.id_ambassador === id).online
}

const marked = (id: number, before: number | null = null) =>
  until(async () => (await lastAction(id)) !== before)

/** As if the last action of an ambassador had been so many milliseconds ago. */
const setLastAction = (id: number, ago: number) =>
  env.DB.prepare('update ambassadors set last_action_date = ? where id_ambassador = ?')
    .bind(Date.now() - ago, id)
    .run()

const presencesIn = (listener: Listener) =>
  listener.frames
    .filter(({ type }) => type === 'presence')
    .map((frame) => [frame['id_ambassador'], frame['online']])

it('begins with a socket, and is told to those who share a room', async () => {
  const [peer, stranger] = [await as(2), await as(3)]
  await marked(2)
  await marked(3)
  expect(await isOnline(1)).toBe(false)
  await as(1)
  expect(await peer.first('presence')).toStrictEqual({
    type: 'presence',
    id_ambassador: 1,
    online: true,
  })
  expect(await isOnline(1)).toBe(true)
  expect(presencesIn(stranger)).toStrictEqual([])
})

it('is not told again of somebody who comes back at once', async () => {
  const peer = await as(2)
  const first = await as(1)
  await peer.first('presence')
  first.socket.close()
  await setLastAction(1, MINUTE)
  const before = await lastAction(1)
  await as(1)
  await marked(1, before)
  expect(presencesIn(peer)).toStrictEqual([[1, true]])
})

it('is not told in rooms of more than 100 members', async () => {
  await crowd(100, 1)
  await brandTag(1, [3])
  await create({ id_brand_tag: 1, source: 0 })
  const member = await as(1001)
  await as(3)
  await marked(3)
  expect(presencesIn(member)).toStrictEqual([])
})

it('lasts as long as the socket, by one statement in 4 minutes', async () => {
  const listener = await as(1)
  await marked(1)
  await setLastAction(1, 4 * MINUTE)
  await runDurableObjectAlarm(hubOf())
  expect(await lastAction(1)).toBeGreaterThan(Date.now() - MINUTE)
  await setLastAction(1, 2 * MINUTE)
  await runDurableObjectAlarm(hubOf())
  expect(await lastAction(1)).toBeLessThan(Date.now() - MINUTE)
  expect(listener.closed()).toBeNull()
})

it('is marked once more when the last socket is closed, and ends 5 minutes later', async () => {
  const [peer, first, second] = [await as(2), await as(1), await as(1)]
  await peer.first('presence')
  await setLastAction(1, 2 * MINUTE)
  const before = await lastAction(1)
  first.socket.close()
  await until(async () => (await hubOf().counters()).sockets === 2)
  second.socket.close()
  await marked(1, before)
  await setLastAction(1, 5 * MINUTE)
  expect(await isOnline(1)).toBe(false)
  await runDurableObjectAlarm(hubOf())
  await until(() => presencesIn(peer).length > 1)
  expect(presencesIn(peer)).toStrictEqual([
    [1, true],
    [1, false],
  ])
})

it('is not prolonged by a socket that has died without a word', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await as(1)
  await marked(1)
  const before = await lastAction(1)
  vi.setSystemTime(Date.now() + 91_000)
  await runDurableObjectAlarm(hubOf())
  await until(async () => (await hubOf().counters()).sockets === 0)
  expect(await lastAction(1)).toBe(before)
})
