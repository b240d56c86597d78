// What a restore of the database, after which ids come again with other dates, does to what a webhook is sent.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  answer,
  arrangeStill,
  afterOne,
  contentsOf,
  deliveriesOf,
  later,
  manage,
  say,
  settle,
} from '../support/webhooks.ts'
import { send } from '../support/worker.ts'

beforeEach(arrangeStill)

/** Takes the log back by so many events, as a restore does; what is appended from here on is younger. */
const restore = async (count: number): Promise<void> => {
  await env.DB.prepare(
    'delete from events where id_brand = 3 and id_event > (select max(id_event) - ? from events where id_brand = 3)',
  )
    .bind(count)
    .run()
  vi.setSystemTime(Date.now() + 1000)
}

describe('when the database has been restored a webhook', () => {
  it('goes on with what is new', async () => {
    const { received, id } = await afterOne(() => answer(200))
    await say('lost by the restore')
    await settle(id)
    await restore(1)
    await say('after it')
    await settle(id)
    expect(contentsOf(received)).toStrictEqual(['x', 'lost by the restore', 'after it'])
  })

  it.each([1, 2, 3])(
    'is sent the events that got the ids of %d that it held, and of those no more',
    async (count) => {
      let isWell = false
      const { received, id } = await afterOne(() => answer(isWell ? 200 : 500))
      await say('held', 1)
      await say('held', 1)
      await settle(id)
      await restore(count)
      isWell = true
      received.length = 0
      for (const content of ['a', 'b', 'c', 'd']) await say(content)
      await later(10_000, id)
      expect(contentsOf(received)).toStrictEqual([
        ...['x', 'held', 'held'].slice(0, 3 - count),
        'a',
        'b',
        'c',
        'd',
      ])
      const ids = (await deliveriesOf(id)).map(({ id_event: event }) => event)
      expect(new Set(ids).size).toBe(ids.length)
      expect(await deliveriesOf(id, '?filter[state]=waiting,failed')).toStrictEqual([])
    },
  )

  it('that rests meanwhile is sent what is behind the restore although it is told to go back to later on', async () => {
    let isWell = false
    const { received, id } = await afterOne(() =>
      answer(isWell ? 200 : 503, { 'Retry-After': '3600' }),
    )
    for (let count = 0; count < 6; count += 1) await say('of before')
    await manage('PATCH', `/${id}`, { events: ['*'] })
    await settle(id)
    await restore(6)
    for (const content of ['a', 'b', 'c', 'd']) await say(content)
    isWell = true
    received.length = 0
    const { body: log } = await send('GET', '/api/v2/chat/events?since=0-0&limit=500')
    await manage('POST', `/${id}/replay`, { since: log.data.at(-2).cursor })
    await settle(id)
    await later(3_600_000, id)
    expect(contentsOf(received)).toStrictEqual(['x', 'a', 'b', 'c', 'd'])
  })
})
