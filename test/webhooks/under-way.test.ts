// One request at a time for a room, whatever happens while one is left to itself.
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import {
  answer,
  arrangeStill,
  contentsOf,
  deliveriesOf,
  HOUR,
  later,
  listen,
  makeWebhook,
  manage,
  say,
  settle,
} from '../support/webhooks.ts'
import { send } from '../support/worker.ts'

beforeEach(arrangeStill)

/** A webhook that was sent `a`, and `b`, which has no answer yet: it is left to itself. */
const leavingOne = async () => {
  const late = Promise.withResolvers<Response>()
  let isSlow = false
  const received = listen(({ body }) => {
    if (!isSlow || !body.includes('"b"')) return answer(204)
    isSlow = false
    return late.promise
  })
  onTestFinished(() => late.resolve(answer(204)))
  const { id_webhook: id } = await makeWebhook({ events: ['message.created'] })
  await settle(id)
  const { body: log } = await send('GET', '/api/v2/chat/events?since=0-0&limit=500')
  await say('a')
  await settle(id)
  isSlow = true
  await say('b')
  await settle(id)
  expect(contentsOf(received)).toStrictEqual(['a', 'b'])
  /** Lets the answer come, and what is due within an hour from then be done. */
  const finish = async (status: number) => {
    const count = received.length
    late.resolve(answer(status))
    await vi.waitFor(() => expect(received.length).toBeGreaterThan(count), { timeout: 10_000 })
    await settle(id)
    await later(HOUR, id)
  }
  return { received, id, since: log.data.at(-1).cursor as string, finish }
}

it.each([204, 500])(
  'a replay waits for an answer that is under way, and is in order: %d',
  async (status) => {
    const { received, id, since, finish } = await leavingOne()
    await say('c')
    await manage('POST', `/${id}/replay`, { since })
    await settle(id)
    expect(contentsOf(received)).toStrictEqual(['a', 'b'])
    await finish(status)
    expect(contentsOf(received)).toStrictEqual(['a', 'b', 'a', 'b', 'c'])
    const tries = (await deliveriesOf(id)).map(({ state, tries: count }) => [state, count])
    expect(tries).toStrictEqual(Array.from({ length: 3 }, () => ['delivered', 1]))
  },
  30_000,
)

it.each([204, 500])(
  'what is new after a restore of the database waits for an answer to what was lost: %d',
  async (status) => {
    const { received, id, finish } = await leavingOne()
    await env.DB.prepare(
      'delete from events where id_brand = 3 and id_event = (select max(id_event) from events where id_brand = 3)',
    ).run()
    vi.setSystemTime(Date.now() + 1000)
    await say('c')
    await say('d')
    await settle(id)
    expect(contentsOf(received)).toStrictEqual(['a', 'b'])
    await finish(status)
    expect(contentsOf(received)).toStrictEqual(['a', 'b', 'c', 'd'])
  },
  30_000,
)

it('a room is busy also when what is under way there is wanted no more', async () => {
  const { received, id, finish } = await leavingOne()
  await manage('PATCH', `/${id}`, { events: ['chatroom.updated'] })
  await settle(id)
  await send('PATCH', '/api/v2/chat/chatrooms/1', {
    body: { established_dialogue: '2026-11-26T11:30:23Z' },
  })
  await settle(id)
  expect(received).toHaveLength(2)
  await finish(500)
  expect(received.slice(2).map(({ event }) => event.type)).toStrictEqual(['chatroom.updated'])
}, 30_000)
