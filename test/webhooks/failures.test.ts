// What becomes of an endpoint that fails.
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  answer,
  arrangeStill,
  afterOne,
  DAY,
  deliveriesOf,
  fillDeliveries,
  HOUR,
  later,
  manage,
  MINUTE,
  nextLook,
  objectOf,
  say,
  settle,
} from '../support/webhooks.ts'
import { send } from '../support/worker.ts'

beforeEach(arrangeStill)

/** Watches the timers of 15 seconds, and lets them have `milliseconds` in their place. */
const watchPatience = (milliseconds: number) => {
  const { setTimeout: start, clearTimeout: stop } = globalThis
  const running = new Set<unknown>()
  const starts = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((
    work: () => void,
    wanted: number,
  ) => {
    if (wanted !== 15_000) return start(work, wanted)
    const timer = start(work, milliseconds)
    running.add(timer)
    return timer
  }) as typeof setTimeout)
  const stops = vi.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
    running.delete(timer)
    stop(timer as number)
  })
  onTestFinished(() => {
    starts.mockRestore()
    stops.mockRestore()
  })
  return { running, started: () => starts.mock.calls.filter(([, ms]) => ms === 15_000).length }
}

describe('every answer but 2xx is a failure', () => {
  it.each([300, 301, 302, 307, 308, 400, 401, 404, 429, 500, 502, 503, 504])(
    '%d',
    async (status) => {
      const { received, id } = await afterOne(() =>
        answer(status, { Location: 'https://elsewhere.example.com/' }),
      )
      expect(received).toHaveLength(1)
      expect(await deliveriesOf(id)).toMatchObject([
        { state: 'failed', tries: 1, status, error: null },
      ])
    },
  )

  it('no answer: refused, reset or unknown', async () => {
    const { id } = await afterOne(() => Promise.reject(new TypeError('Network connection lost.')))
    expect(await deliveriesOf(id)).toMatchObject([
      { state: 'failed', status: null, error: 'unreachable' },
    ])
  })

  it('no answer within 15 seconds', async () => {
    watchPatience(0)
    const { id } = await afterOne(() => Promise.withResolvers<Response>().promise)
    expect(await deliveriesOf(id)).toMatchObject([
      { state: 'failed', status: null, error: 'timeout' },
    ])
  })

  it('for 15 seconds no longer than until the answer: the object can sleep', async () => {
    const { started, running } = watchPatience(15_000)
    await afterOne(() => answer(200))
    expect([started(), running.size]).toStrictEqual([1, 0])
  })

  it('but what comes behind a 2xx does not matter, and is not read', async () => {
    let isCancelled = false
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
      cancel: () => {
        isCancelled = true
      },
    })
    const { id } = await afterOne(() => new Response(endless))
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'delivered', status: 200 }])
    expect(isCancelled).toBe(true)
  })
})

describe('Retry-After', () => {
  it.each([
    ['seconds', () => '3600'],
    ['a date', () => new Date(Date.now() + HOUR).toUTCString()],
  ])('as %s keeps everything from the endpoint for so long', async (_, retryAfter) => {
    const { received, id } = await afterOne((__, count) =>
      count === 1 ? answer(503, { 'Retry-After': retryAfter() }) : answer(200),
    )
    await say('of another room')
    await later(59 * MINUTE, id)
    expect(received).toHaveLength(1)
    await later(61 * 1000, id)
    expect(received).toHaveLength(3)
  })

  it.each(['99999999', '1000000000000', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT'])(
    'as %s keeps nobody waiting for longer than a day',
    async (retryAfter) => {
      const { received, id } = await afterOne((_, count) =>
        count === 1 ? answer(429, { 'Retry-After': retryAfter }) : answer(200),
      )
      await later(DAY - 1000, id)
      expect(received).toHaveLength(1)
      await later(2000, id)
      expect(received).toHaveLength(2)
    },
  )

  it.each(['-60', '0', '', 'soon', '1e9', 'Infinity', '60, 120', 'Mon, 01 Jan 1990 00:00:00 GMT'])(
    'as %s is as if it were not there',
    async (retryAfter) => {
      const { received, id } = await afterOne((_, count) =>
        count === 1 ? answer(429, { 'Retry-After': retryAfter }) : answer(200),
      )
      await later(6000, id)
      expect(received).toHaveLength(2)
    },
  )
})

describe('410', () => {
  it('switches the webhook off at once, with the reason; switched on it goes on where it was', async () => {
    const { received, id } = await afterOne((_, count) => answer(count === 1 ? 410 : 200))
    expect((await manage('GET', `/${id}`)).body).toMatchObject({
      active: false,
      disabled_reason: 'The endpoint has answered 410 Gone.',
    })
    await say('while it is off')
    await later(DAY, id)
    expect(received).toHaveLength(1)
    expect(await nextLook(id)).toBeNull()
    const { body } = await manage('PATCH', `/${id}`, { active: true })
    expect(body).toMatchObject({ active: true, disabled_reason: null })
    await settle(id)
    expect(received.map(({ event }) => event.type)).toHaveLength(3)
    expect(received[1]!.headers['webhook-id']).toBe(received[0]!.headers['webhook-id'])
  })
})

describe('an endpoint that is dead', () => {
  /** Holds back so many events of a room, of which the first one has been tried in vain so often. */
  const fillRoom = (id: number, tries: number): Promise<void> =>
    fillDeliveries(
      id,
      `with recursive n(id) as (select -10000 union all select id + 1 from n where id < -1)
       select id, 0, 0, 'room 9', iif(id = -10000, ${tries}, 0), iif(id = -10000, 1, 0),
         iif(id = -10000, 9e15, null), 0, 500, null, 1 from n`,
    )

  const countHeld = (id: number) =>
    runInDurableObject(objectOf(id), (_, { storage }) =>
      Number(storage.sql.exec('select count(*) as n from deliveries where state < 2').one()['n']),
    )

  it('is held at most 10,000 events for: what comes behind them stays in the log', async () => {
    const { received, id } = await afterOne(() => answer(500))
    await fillRoom(id, 1)
    received.length = 0
    for (let count = 0; count < 5; count += 1) await say()
    await later(MINUTE, id)
    expect(await countHeld(id)).toBe(10_000)
    expect(received).toHaveLength(0)
  })

  it('is not what a room is that holds 10,000 while others are taken: it is given up as dead letters, and the others go on', async () => {
    const { received, id } = await afterOne(() => answer(204))
    await fillRoom(id, 1)
    received.length = 0
    for (let count = 0; count < 5; count += 1) await say()
    await later(MINUTE, id)
    expect(received).toHaveLength(5)
    expect(await countHeld(id)).toBe(0)
    const { body } = await manage('GET', `/${id}/deliveries?filter[state]=dead`)
    expect(body.total).toBe(10_000)
    expect(body.data.at(-1)).toMatchObject({ state: 'dead', date_next_try: null })
  })

  it('has failed again and again for 5 days, in whichever room: it is switched off, with the reason', async () => {
    const { id } = await afterOne(() => answer(500))
    const start = Date.now()
    const isActive = async () => (await manage('GET', `/${id}`)).body.active as boolean
    while (await isActive()) {
      const messages = await env.DB.prepare('select max(id_message) as id from messages').first(
        'id',
      )
      await send('PATCH', `/api/v2/chat/messages/${String(messages)}`, { body: { active: false } })
      await later(35 * HOUR, id)
      await say()
      await settle(id)
    }
    expect(Date.now() - start).toBeGreaterThanOrEqual(5 * DAY)
    expect(Date.now() - start).toBeLessThan(5 * DAY + 36 * HOUR)
    expect((await manage('GET', `/${id}`)).body).toMatchObject({
      disabled_reason: 'The endpoint has taken nothing for 5 days.',
    })
    expect(await nextLook(id)).toBeNull()
  })

  it('is not one that has failed now and then, and was not tried in between', async () => {
    const { id } = await afterOne(() => answer(500))
    for (let times = 0; times < 5; times += 1) {
      const messages = await env.DB.prepare('select max(id_message) as id from messages').first(
        'id',
      )
      await send('PATCH', `/api/v2/chat/messages/${String(messages)}`, { body: { active: false } })
      await later(37 * HOUR, id)
      await say()
      await settle(id)
    }
    expect((await manage('GET', `/${id}`)).body.active).toBe(true)
  })
})
