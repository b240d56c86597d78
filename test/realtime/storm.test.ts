// Many who come back at once cost the database next to nothing.
import { env } from 'cloudflare:workers'
import { afterEach, expect, it } from 'vitest'
import { crowd, forgetEvents } from '../support/factories.ts'
import { hubOf } from '../support/hubs.ts'
import { closeHubs, listenFrom } from '../support/socket.ts'
import { signSelfToken } from '../support/tokens.ts'
import { create, post } from '../support/worker.ts'

const PEOPLE = 1000
const BEHIND = 50

afterEach(closeHubs)

it('reads at most 5 times for 1,000 people who are 50 events behind', async () => {
  await crowd(PEOPLE, 1)
  await create({ id_brand_tag: 1, source: 0 })
  await forgetEvents()
  // They were there a moment ago.
  await env.DB.prepare('update ambassadors set last_action_date = ?').bind(Date.now()).run()
  const start = await listenFrom({ since: '0-0' })
  await post(1, { id_ambassador: 1001, type_message: 0, content: 'seen' })
  const [seen] = await start.events(1)
  for (let count = 0; count < BEHIND; count += 1) {
    await post(1, { id_ambassador: 1001, type_message: 0, content: `missed ${count}` })
  }
  await closeHubs()
  // A hub that was closed while it was at work may have written its counters again.
  const { reads } = await hubOf().counters()
  const since = seen?.cursor ?? ''
  const tokens = await Promise.all(
    Array.from({ length: PEOPLE }, (_, index) => signSelfToken(1001 + index)),
  )
  const listeners = await Promise.all(tokens.map((token) => listenFrom({ token, since })))
  for (const listener of listeners) {
    const events = await listener.events(BEHIND)
    expect(events.map((event) => event['id_event'])).toStrictEqual(
      Array.from({ length: BEHIND }, (_, index) => index + 2),
    )
  }
  expect(await hubOf().counters()).toMatchObject({ sockets: PEOPLE, dropped: 0 })
  expect((await hubOf().counters()).reads - reads).toBeLessThanOrEqual(5)
}, 60_000)
