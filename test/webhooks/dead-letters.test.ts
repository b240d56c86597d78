// What was tried in vain is kept, and sent again when it is asked for.
import { beforeEach, describe, expect, it } from 'vitest'
import {
  answer,
  arrangeStill,
  afterOne,
  deliveriesOf,
  fillDeliveries,
  HOUR,
  later,
  manage,
  say,
  settle,
  untilThen,
} from '../support/webhooks.ts'
import { send } from '../support/worker.ts'

beforeEach(arrangeStill)

describe('a dead letter', () => {
  const bury = (id: number): Promise<void> =>
    untilThen(id, async () => (await deliveriesOf(id, '?filter[state]=dead')).length > 0)

  it('is what an event is after 10 tries; then the next one of its room has its turn', async () => {
    const { received, id } = await afterOne(({ body }) =>
      answer(body.includes('poison') ? 400 : 200),
    )
    await say('poison')
    await settle(id)
    await say('behind')
    await bury(id)
    expect(received.filter(({ body }) => body.includes('poison'))).toHaveLength(10)
    expect(await deliveriesOf(id, '?filter[state]=dead')).toMatchObject([
      { state: 'dead', tries: 10, status: 400, date_next_try: null },
    ])
    await untilThen(id, () => received.at(-1)!.body.includes('behind'))
    expect(received.at(-1)!.body).toContain('behind')
  }, 30_000)

  it('is sent again by its id, as it is by then, and by a cursor with all that came later', async () => {
    let isWell = false
    const { received, id } = await afterOne(({ body }) =>
      answer(body.includes('poison') && !isWell ? 400 : 200),
    )
    await say('poison')
    await say('behind')
    await untilThen(id, () => received.at(-1)!.body.includes('behind'))
    isWell = true
    const [dead] = await deliveriesOf(id, '?filter[state]=dead')
    const { id_event: idEvent } = dead!
    received.length = 0
    const replayed = await manage('POST', `/${id}/replay`, { ids_events: [idEvent] })
    expect(replayed).toMatchObject({ status: 200, body: { message: 'Replay started' } })
    await settle(id)
    expect(received.map(({ event }) => event.id_event)).toStrictEqual([idEvent])
    expect(received[0]!.headers['webhook-id']).toBe(dead!.webhook_id)
    expect(await deliveriesOf(id, '?filter[state]=dead')).toStrictEqual([])

    received.length = 0
    const log = await send('GET', '/api/v2/chat/events?since=0-0&limit=500')
    const before = log.body.data.find((one: { id_event: number }) => one.id_event === idEvent - 1)
    await manage('POST', `/${id}/replay`, { since: before.cursor })
    await settle(id)
    expect(received.map(({ event }) => event.id_event)).toStrictEqual([idEvent, idEvent + 1])
  }, 30_000)

  it('is not made of an event that the log does not have, and a cursor of another log is gone', async () => {
    const { id } = await afterOne(() => answer(200))
    expect(await manage('POST', `/${id}/replay`, { ids_events: [1, 9999] })).toMatchObject({
      status: 422,
      body: {
        errors: { 'ids_events.1': ['ids_events.1 is not an event that this webhook wants.'] },
      },
    })
    expect((await manage('POST', `/${id}/replay`, { since: '1-abc' })).status).toBe(410)
  })

  it('is forgotten when there are more than 10,000 newer ones', async () => {
    const { id } = await afterOne(() => answer(200))
    await fillDeliveries(
      id,
      `with recursive n(id) as (select 1 union all select id + 1 from n where id < 10050)
       select id, 0, 0, 'room 1', 10, 3, null, 0, 500, null, 1 from n`,
    )
    await later(2 * HOUR, id)
    await say()
    await settle(id)
    const { body } = await manage('GET', `/${id}/deliveries?filter[state]=dead`)
    expect(body.total).toBe(10_000)
  })
})
