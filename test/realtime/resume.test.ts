// Whoever comes back is told what it has missed, or to load its lists again.
import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, forgetEvents } from '../support/factories.ts'
import { hubOf } from '../support/hubs.ts'
import { closeHubs, type Frame, listen, listenFrom } from '../support/socket.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

afterEach(closeHubs)

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

const say = (content: string) => post(1, { id_ambassador: 1, type_message: 0, content })

const sayAll = async (...contents: readonly string[]) => {
  for (const content of contents) await say(content)
}

const saidTo = (frames: readonly Frame[]) =>
  frames
    .filter(({ type }) => type === 'message.created')
    .map(({ data }) => (data as { content: string }).content)

/** `count` messages of 1 in its room with 2, each of `size` characters or a few, in one statement, with an event each. */
const fill = (count: number, size = 0) => {
  const numbers = `with recursive n(id) as (select 1 union all select id + 1 from n where id < ${count})`
  return env.DB.batch([
    env.DB.prepare(
      `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
       ${numbers} select 3, id, 1, 1, 0, 'text ' || id || hex(zeroblob(${size / 2})), id from n`,
    ),
    env.DB.prepare(
      `insert into events (id_brand, id_event, type_event, id_chatroom, id_message, date_insert)
       ${numbers} select 3, id, 0, 1, id, id from n`,
    ),
    env.DB.prepare(`update chatrooms set last_message = ${count}, last_message_date = ${count}`),
  ])
}

describe('with a cursor', () => {
  it('is told what lies behind it, and then what happens', async () => {
    await sayAll('one', 'two', 'three')
    const first = await listenFrom({ since: '0-0' })
    const [{ cursor } = { cursor: '' }] = await first.events(3)
    const second = await listenFrom({ since: String(cursor), token: await signSelfToken(2) })
    expect(second.frames[0]).toMatchObject({ type: 'ready', cursor })
    await say('four')
    await second.events(3)
    expect(saidTo(second.frames)).toStrictEqual(['two', 'three', 'four'])
  })

  it('is told nothing when nothing has happened', async () => {
    await say('one')
    const [event] = await (await listenFrom({ since: '0-0' })).events(1)
    const listener = await listenFrom({ since: event?.cursor ?? '' })
    await say('two')
    await listener.events(1)
    expect(saidTo(listener.frames)).toStrictEqual(['two'])
  })

  it('of a hub that knows nothing yet, asks the database once for many', async () => {
    await fill(60)
    const listeners = await Promise.all(
      Array.from({ length: 50 }, () => listenFrom({ since: '10-a' })),
    )
    for (const listener of listeners) expect(await listener.events(50)).toHaveLength(50)
    expect((await hubOf().counters()).reads).toBeLessThanOrEqual(3)
  })

  it('is told of nothing that was purged or deleted meanwhile, nor of the content it had', async () => {
    const token = await signSelfToken(2)
    const watcher = await listenFrom()
    await sayAll('one', 'two', 'three')
    await watcher.events(3)
    await send('PATCH', '/api/v2/chat/messages/2', { body: { active: false } })
    await evictDurableObject(hubOf())
    const listener = await listenFrom({ since: '0-0', token })
    await listener.events(2)
    expect(saidTo(listener.frames)).toStrictEqual(['one', 'three'])
    await send('PATCH', '/api/v2/chat/chatrooms/1/purge', { token, body: { id_ambassador: 2 } })
    await evictDurableObject(hubOf())
    const again = await listenFrom({ since: '0-0', token })
    await say('four')
    await again.events(1)
    expect(saidTo(again.frames)).toStrictEqual(['four'])
  })

  it.each([
    ['is none', 'nonsense'],
    ['has another date', '1-1'],
    ['lies ahead of the log', '99-1'],
  ])('that %s is told to load its lists again, and what happens then', async (_, since) => {
    await say('one')
    const listener = await listen({ since })
    const { cursor } = await listener.first('reset')
    expect(cursor).toMatch(/^1-/)
    await say('two')
    await listener.events(1)
    expect(saidTo(listener.frames)).toStrictEqual(['two'])
    expect(listener.frames).toHaveLength(2)
  })

  it('of another brand is a reset', async () => {
    await ambassadors([101, 102], { idBrand: 4 })
    await say('one')
    const [event] = await (await listenFrom({ since: '0-0' })).events(1)
    const token = await signToken({ brands: [4] })
    const listener = await listen({ token, brand: 4, since: event?.cursor ?? '' })
    expect(await listener.first('reset')).toStrictEqual({
      type: 'reset',
      cursor: '0-0',
      bookmark: expect.stringMatching(/^[\da-f-]{50,}$/),
    })
    expect(listener.frames).toHaveLength(1)
  })
})

describe('far behind', () => {
  const LARGEST = 19_900

  it.each([
    ['of few characters', 0],
    ['as large as messages may be', LARGEST],
  ])(
    'is told 1,000 events %s, and of 1,001 to load its lists again',
    async (_, size) => {
      await fill(1001, size)
      const token = await signSelfToken(2)
      const watcher = await listenFrom({ since: '1001-rt' })
      for (let time = 0; time < 2; time += 1) {
        const listener = await listenFrom({ since: '1-1', token })
        const events = await listener.events(1000)
        expect(events.map((event) => event['id_event'])).toStrictEqual(
          Array.from({ length: 1000 }, (__, index) => index + 2),
        )
        const beyond = await listen({ since: '0-0', token })
        expect(await beyond.first('reset')).toMatchObject({ cursor: '1001-rt' })
        expect(beyond.frames).toHaveLength(1)
      }
      // A change makes the hub forget what it has kept, and what comes then is kept anew.
      await send('PATCH', '/api/v2/chat/messages/1', { body: { content: 'edited' } })
      await say('next')
      await watcher.events(2)
      const listener = await listenFrom({ since: '3-3', token })
      expect(await listener.events(1000)).toHaveLength(1000)
      const beyond = await listen({ since: '2-2', token })
      expect(await beyond.first('reset')).toMatchObject({ cursor: expect.stringMatching(/^1003-/) })
    },
    60_000,
  )

  it('is told up to 1,000 events that concern it', async () => {
    await fill(1000)
    const listener = await listenFrom({ since: '0-0', token: await signSelfToken(2) })
    const events = await listener.events(1000)
    expect(events.map((event) => event['id_event'])).toStrictEqual(
      Array.from({ length: 1000 }, (_, index) => index + 1),
    )
  })

  it('is told to load its lists again when there are more', async () => {
    await fill(1003)
    const listener = await listen({ since: '2-2', token: await signSelfToken(2) })
    expect(await listener.first('reset')).toMatchObject({ cursor: '1003-rv' })
    expect(listener.frames).toHaveLength(1)
  })

  it('is told the few of many that concern it', async () => {
    await fill(3000)
    await create({ ids_ambassadors: [2, 3], source: 0 })
    await post(2, { id_ambassador: 2, type_message: 0, content: 'to 3' })
    const listener = await listenFrom({ since: '2-2', token: await signSelfToken(3) })
    await listener.events(1)
    expect(saidTo(listener.frames)).toStrictEqual(['to 3'])
  })
})

describe('each event', () => {
  it('has a bookmark that brings a read up to it, and the contacts that its receiver may see', async () => {
    const listeners = {
      brand: await listenFrom(),
      author: await listenFrom({ token: await signSelfToken(1) }),
      other: await listenFrom({ token: await signSelfToken(2) }),
      seeing: await listenFrom({
        token: await signSelfToken(2, { scope: 'chat:self chat:contacts' }),
      }),
    }
    await say('one')
    const contacts = { email: 'user.1@example.com', email_tmp: null, customer_id: 'C-1' }
    const hidden = { email: null, email_tmp: null, customer_id: null }
    for (const [who, listener] of Object.entries(listeners)) {
      const [event] = await listener.events(1)
      expect(event?.['bookmark']).toMatch(/^[\da-f]{8}-/)
      expect(event?.['data']).toMatchObject({ author: who === 'other' ? hidden : contacts })
    }
  })
})
