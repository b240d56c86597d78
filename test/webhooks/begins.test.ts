// A replay that is asked for before the webhook has ever looked at the log.
import { runInDurableObject } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { EVENT_TYPES } from '../../src/contract/event-types.ts'
import { decodeCursor } from '../../src/domain/events/cursor.ts'
import type { Webhook } from '../../src/webhooks/webhook.ts'
import { signFullToken } from '../support/operations.ts'
import {
  arrangeStill,
  contentsOf,
  listen,
  makeWebhook,
  manage,
  objectOf,
  say,
  settle,
} from '../support/webhooks.ts'
import { send } from '../support/worker.ts'

beforeEach(arrangeStill)

const WANTED = { events: ['message.created'] }

const silent = { env: { WEBHOOK: undefined as unknown as Env['WEBHOOK'] } }

/** Posts messages; answers the cursor of what was there before, and their events. */
const sayAll = async (...contents: string[]) => {
  const read = async (since: string) =>
    (await send('GET', `/api/v2/chat/events?since=${since}&limit=500`)).body.data as {
      type: string
      cursor: string
    }[]
  const since = (await read('0-0')).at(-1)!.cursor
  for (const content of contents) await say(content)
  const said = (await read(since)).filter(({ type }) => type === 'message.created')
  const positions = said.map(({ cursor }) => decodeCursor(cursor)!)
  const items = positions.map(({ idEvent, insertedAt }) => ({
    idEvent,
    insertedAt,
    typeEvent: EVENT_TYPES.indexOf('message.created'),
    lane: 'room 1',
    tries: 0,
  }))
  return { since, items, ids: items.map(({ idEvent }) => idEvent) }
}

/** Makes a webhook whose object has not heard of it. */
const makeUnheard = async (body: object = {}): Promise<number> => {
  const { status, body: made } = await send('POST', '/api/v2/manager/webhooks', {
    token: await signFullToken(),
    body: { url: 'https://hooks.example.com/', ...WANTED, ...body },
    ...silent,
  })
  expect(status).toBe(201)
  return made.id_webhook
}

const replay = async (id: number, wanted: object): Promise<void> => {
  expect((await manage('POST', `/${id}/replay`, wanted)).status).toBe(200)
}

describe.each(['since', 'ids_events'])('a replay by %s', (by) => {
  const wantedOf = ({ since, ids }: { since: string; ids: number[] }) =>
    by === 'since' ? { since } : { ids_events: ids }

  it('that is the first thing that the object hears of is carried out', async () => {
    const received = listen()
    const said = await sayAll('a', 'b')
    const id = await makeUnheard()
    await replay(id, wantedOf(said))
    await say('c')
    await settle(id)
    expect(contentsOf(received)).toStrictEqual(['a', 'b', 'c'])
  })

  it('that comes while the first look is under way is carried out', async () => {
    const received = listen()
    const said = await sayAll('a', 'b')
    const id = await makeUnheard()
    const who = { idBrand: 3, idWebhook: id }
    await runInDurableObject(objectOf(id), async (instance: Webhook) => {
      await instance.change(who)
      const items = by === 'since' ? decodeCursor(said.since)! : said.items
      await instance.replay(who, items, Date.now())
    })
    await settle(id)
    expect(contentsOf(received)).toStrictEqual(['a', 'b'])
  })

  it.each([true, false])(
    'while it is switched off is carried out once it is on, whether it has looked before: %s',
    async (hasLooked) => {
      const received = listen()
      const said = await sayAll('a', 'b')
      const id = hasLooked
        ? (await makeWebhook({ ...WANTED, active: false })).id_webhook
        : await makeUnheard({ active: false })
      if (hasLooked) await settle(id)
      await replay(id, wantedOf(said))
      await settle(id)
      expect(received).toStrictEqual([])
      await manage('PATCH', `/${id}`, { active: true })
      await settle(id)
      expect(contentsOf(received)).toStrictEqual(['a', 'b'])
    },
  )
})

it('a replay of events that are still to come sends each of them once', async () => {
  const received = listen()
  const id = await makeUnheard({ active: false })
  const { ids } = await sayAll('a', 'b', 'c')
  await replay(id, { ids_events: ids.slice(1) })
  await manage('PATCH', `/${id}`, { active: true })
  await settle(id)
  expect(contentsOf(received)).toStrictEqual(['a', 'b', 'c'])
})
