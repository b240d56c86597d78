// What somebody has purged it is not told again, however large the room: a socket says what the log says by asking.
import { evictDurableObject } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, brandTag, crowd, forgetEvents } from '../support/factories.ts'
import { hubOf, lineTo } from '../support/hubs.ts'
import { closeHubs, eventsOf, type Frame, type Listener, listenFrom } from '../support/socket.ts'
import { signSelfToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

afterEach(closeHubs)

const say = (content: string) => post(1, { id_ambassador: 1, type_message: 0, content })

const edit = (id: number, content: string, env = {}) =>
  send('PATCH', `/api/v2/chat/messages/${id}`, { body: { content }, env })

const purge = (idAmbassador: number, env = {}) =>
  send('PATCH', '/api/v2/chat/chatrooms/1/purge', { body: { id_ambassador: idAmbassador }, env })

const briefly = (events: readonly Frame[]) =>
  events.map(({ type, id_event: id }) => `${String(id)} ${type}`)

const told = ({ frames }: Listener) => briefly(eventsOf(frames))

/** What the log says by asking. */
const seenBy = async (id: number): Promise<string[]> => {
  const token = await signSelfToken(id)
  const { body } = await send('GET', '/api/v2/chat/events?since=0-0&limit=500', { token })
  return briefly(body.data)
}

const lost = lineTo(async () => undefined)

describe.each([
  ['two', async () => create({ ids_ambassadors: [1, 2], source: 0 })],
  ['three', async () => create({ id_brand_tag: 1, source: 0 })],
  [
    'more than 100',
    async () => {
      await crowd(100, 1)
      return create({ id_brand_tag: 1, source: 0 })
    },
  ],
])('in a room of %s', (_, open) => {
  beforeEach(async () => {
    await ambassadors([1, 2, 3])
    await brandTag(1, [1, 2, 3])
    await open()
    await forgetEvents()
  })

  const listenAs = async (id: number, since?: string) =>
    listenFrom({ token: await signSelfToken(id), ...(since === undefined ? {} : { since }) })

  it('an edit of what it has purged is told to the others alone', async () => {
    const [purger, other] = [await listenAs(2), await listenAs(1)]
    await say('one')
    await purge(2)
    await say('two')
    await edit(1, 'one, edited')
    await edit(2, 'two, edited')
    await other.events(4)
    await purger.events(4)
    expect(told(purger)).toStrictEqual([
      '1 message.created',
      '2 pivot.updated',
      '3 message.created',
      '5 message.updated',
    ])
    expect(told(other)).toStrictEqual([
      '1 message.created',
      '3 message.created',
      '4 message.updated',
      '5 message.updated',
    ])
  })

  it('the same is true of who comes back, whether its hub was awake or not', async () => {
    const watcher = await listenFrom()
    for (const content of ['one', 'two']) await say(content)
    await purge(2)
    await edit(1, 'one, edited')
    await say('three')
    await edit(2, 'two, edited')
    await edit(3, 'three, edited')
    await watcher.events(7)
    for (const pause of [async () => undefined, async () => evictDurableObject(hubOf())]) {
      await pause()
      for (const id of [1, 2]) {
        const seen = await seenBy(id)
        const listener = await listenAs(id, '0-0')
        await listener.events(seen.length)
        expect(told(listener)).toStrictEqual(seen)
      }
    }
    expect(await seenBy(2)).toStrictEqual([
      '3 pivot.updated',
      '5 message.created',
      '7 message.updated',
    ])
  })

  it('and of what nobody announced', async () => {
    const [purger, other] = [await listenAs(2), await listenAs(1)]
    await say('one')
    await purger.events(1)
    await purge(2, lost)
    await edit(1, 'one, edited', lost)
    await hubOf().notify({ idBrand: 3, events: [], bookmark: null })
    await say('two')
    await purger.events(3)
    await other.events(3)
    expect(told(purger)).toStrictEqual([
      '1 message.created',
      '2 pivot.updated',
      '4 message.created',
    ])
  })
})
