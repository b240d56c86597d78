// What a replay does to the order inside a room, and to what is held there.
import { runDurableObjectAlarm } from 'cloudflare:test'
import { beforeEach, describe, expect, it, vi } from 'vitest'
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
  MINUTE,
  nextLook,
  objectOf,
  say,
  settle,
} from '../support/webhooks.ts'
import { send } from '../support/worker.ts'

beforeEach(arrangeStill)

/** A webhook that was sent `a` and `b`, and holds `c`, that has failed, and `d`; with the events of all. */
const holdingSome = async () => {
  const state = { isWell: false }
  const received = listen(({ body }) => answer(body.includes('"c"') && !state.isWell ? 500 : 204))
  const { id_webhook: id } = await makeWebhook({ events: ['message.created'] })
  await settle(id)
  const { body: before } = await send('GET', '/api/v2/chat/events?since=0-0&limit=500')
  for (const content of ['a', 'b', 'c', 'd']) await say(content)
  await settle(id)
  const since = before.data.at(-1).cursor as string
  const { body: log } = await send('GET', `/api/v2/chat/events?since=${since}&limit=500`)
  const events = (log.data as { type: string; id_event: number }[]).filter(
    ({ type }) => type === 'message.created',
  )
  expect(contentsOf(received)).toStrictEqual(['a', 'b', 'c'])
  received.length = 0
  return { received, id, since, ids: events.map(({ id_event: one }) => one), state }
}

describe('a replay of all behind a cursor', () => {
  it('comes before what the room holds behind it, which is due', async () => {
    const { received, id, since, state } = await holdingSome()
    state.isWell = true
    vi.setSystemTime(Date.now() + 10_000)
    await manage('POST', `/${id}/replay`, { since })
    await settle(id)
    expect(contentsOf(received)).toStrictEqual(['a', 'b', 'c', 'd'])
  })

  it('comes before what the room holds behind it, which is not due', async () => {
    const { received, id, since, state } = await holdingSome()
    await later(10_000, id)
    received.length = 0
    state.isWell = true
    await manage('POST', `/${id}/replay`, { since })
    await settle(id)
    expect(contentsOf(received)).toStrictEqual(['a', 'b', 'c', 'd'])
  })

  it('that is asked for twice goes back to the earlier one', async () => {
    const { received, id, since, state } = await holdingSome()
    state.isWell = true
    const { body: log } = await send('GET', `/api/v2/chat/events?since=${since}&limit=500`)
    await Promise.all([
      manage('POST', `/${id}/replay`, { since }),
      manage('POST', `/${id}/replay`, { since: log.data.at(-1).cursor }),
    ])
    await settle(id)
    const contents = contentsOf(received)
    expect(contents.slice(contents.lastIndexOf('a'))).toStrictEqual(['a', 'b', 'c', 'd'])
  })
})

describe('a replay of some events', () => {
  it('into a room that holds some tries none of those before it is due', async () => {
    const { received, id, ids } = await holdingSome()
    await later(10_000, id)
    received.length = 0
    await manage('POST', `/${id}/replay`, { ids_events: ids.slice(0, 2) })
    await settle(id)
    expect(contentsOf(received)).toStrictEqual(['a', 'b'])
    await later(3 * MINUTE, id)
    expect(contentsOf(received)).toStrictEqual(['a', 'b'])
    await later(4 * MINUTE, id)
    expect(contentsOf(received)).toStrictEqual(['a', 'b', 'c'])
  })

  it('leaves one that is held as it is', async () => {
    const { received, id, ids } = await holdingSome()
    await later(10_000, id)
    const before = await deliveriesOf(id)
    received.length = 0
    await manage('POST', `/${id}/replay`, { ids_events: ids.slice(2) })
    await settle(id)
    expect(received).toStrictEqual([])
    expect(await deliveriesOf(id)).toStrictEqual(before)
  })

  it('is refused for events that the webhook does not want', async () => {
    const { id, ids } = await holdingSome()
    await manage('PATCH', `/${id}`, { events: ['rating.updated'] })
    expect(await manage('POST', `/${id}/replay`, { ids_events: ids.slice(0, 1) })).toMatchObject({
      status: 422,
      body: {
        errors: { 'ids_events.0': ['ids_events.0 is not an event that this webhook wants.'] },
      },
    })
  })
})

describe('events that are held', () => {
  it('are not sent when the webhook wants their type no more, and keep none back', async () => {
    const { received, id } = await holdingSome()
    await manage('PATCH', `/${id}`, { events: ['rating.updated', 'chatroom.updated'] })
    await settle(id)
    expect(await deliveriesOf(id, '?filter[state]=waiting,failed')).toStrictEqual([])
    await send('PATCH', '/api/v2/chat/chatrooms/1', {
      body: { established_dialogue: '2026-11-26T11:30:23Z' },
    })
    await settle(id)
    expect(received.map(({ event }) => event.type)).toStrictEqual(['chatroom.updated'])
    await later(HOUR, id)
    expect(received).toHaveLength(1)
  })

  it('go on at once when a page of them has been taken and the log has more', async () => {
    const state = { isWell: false }
    const received = listen(() => answer(state.isWell ? 204 : 500))
    const { id_webhook: id } = await makeWebhook({ events: ['message.created'] })
    await settle(id)
    for (let count = 0; count < 40; count += 1) await say(String(count))
    await settle(id)
    state.isWell = true
    received.length = 0
    const silent = { env: { WEBHOOK: undefined as unknown as Env['WEBHOOK'] } }
    for (let count = 40; count < 43; count += 1) {
      const body = { id_ambassador: 1, type_message: 0, content: String(count) }
      await send('POST', '/api/v2/chat/chatrooms/1/messages', { body, ...silent })
    }
    vi.setSystemTime(Date.now() + 6000)
    await runDurableObjectAlarm(objectOf(id))
    expect(received).toHaveLength(40)
    expect(await nextLook(id)).toBeLessThanOrEqual(Date.now())
    await settle(id)
    expect(contentsOf(received)).toStrictEqual(Array.from({ length: 43 }, (_, at) => String(at)))
  })
})
