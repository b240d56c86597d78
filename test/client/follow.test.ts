// What a follower is told, and how it begins and ends.
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ambassadors, forgetEvents } from '../support/factories.ts'
import { startFollowing } from '../support/followed.ts'
import { hubOf } from '../support/hubs.ts'
import { connectOver, holdClock, pass, settle, until } from '../support/network.ts'
import { closeHubs } from '../support/socket.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

const text = (content: string) => ({ id_ambassador: 1, type_message: 0, content })

afterEach(closeHubs)

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

describe('a follower', () => {
  it('is told to load its lists first, and then what happens', async () => {
    const { events, ids, statuses, network } = startFollowing({ token: () => signSelfToken(2) })
    await until(() => events.length === 1)
    expect(events).toStrictEqual([{ type: 'reset', cursor: '0-0' }])
    await post(1, text('one'))
    await post(1, text('two'))
    expect(await ids(2)).toStrictEqual([1, 2])
    expect(events[1]).toMatchObject({ type: 'message.created', data: { content: 'one' } })
    expect(statuses).toStrictEqual(['live'])
    const [{ url, protocols }] = network.wires as [(typeof network.wires)[0]]
    expect(url.href).toBe('wss://chat.example.com/api/v2/chat/socket?brand=3')
    expect(protocols).toStrictEqual(['chat.v2', expect.stringMatching(/^bearer\.ey/)])
  })

  it('that knows a cursor is told what came after it, and not to load', async () => {
    await post(1, text('one'))
    await post(1, text('two'))
    const { body } = await send('GET', '/api/v2/chat/events?since=0-0')
    const { events, ids } = startFollowing({}, { since: body.data[0].cursor })
    expect(await ids(1)).toStrictEqual([2])
    expect(events).toHaveLength(1)
  })

  it('whose cursor is not in the log is told to load, and what comes after that', async () => {
    await post(1, text('one'))
    const { events, ids } = startFollowing({}, { since: '9-lost' })
    await until(() => events.length === 1)
    expect(events).toMatchObject([{ type: 'reset', cursor: expect.stringMatching(/^1-/) }])
    await post(1, text('two'))
    expect(await ids(1)).toStrictEqual([2])
  })

  it('that loads at the reset has everything, whatever is posted meanwhile', async () => {
    const { chat } = connectOver()
    const stream = chat.follow()
    const known = new Set<number>()
    const posting = (async () => {
      for (let count = 0; count < 12; count += 1) await post(1, text(String(count)))
    })()
    for await (const event of stream) {
      if (event.type === 'reset') {
        const { data } = await chat.GET('/api/v2/chat/chatrooms/{chatroom}/messages', {
          params: { path: { chatroom: 1 }, query: { per_page: 100 } },
        })
        for (const { id_message: id } of data?.data ?? []) known.add(id)
      }
      if (event.type === 'message.created') known.add(event.id_message)
      if (known.size === 12) break
    }
    await posting
    expect([...known].toSorted((one, other) => one - other)).toStrictEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    )
  })

  it('is told the key of its own request', async () => {
    const { chat, events, ids } = startFollowing()
    await until(() => events.length === 1)
    await chat.POST('/api/v2/chat/chatrooms/{chatroom}/messages', {
      params: { path: { chatroom: 1 }, header: { 'Idempotency-Key': 'mine' } },
      body: { id_ambassador: 1, type_message: 0, content: 'Hello' },
    })
    await ids(1)
    expect(events[1]).toMatchObject({ type: 'message.created', idempotency_key: 'mine' })
  })

  it('reads from where the event has got to', async () => {
    const { chat, ids, is, network } = startFollowing()
    await is('live')
    const { headers } = await post(1, text('one'))
    await ids(1)
    await chat.GET('/health')
    const [read] = network.requests
    const bookmark = read?.headers.get('X-D1-Bookmark') ?? ''
    expect(bookmark >= headers.get('X-D1-Bookmark')!).toBe(true)
  })

  it('is told who types and who is there', async () => {
    const { events, is } = startFollowing({ token: () => signSelfToken(2) })
    await is('live')
    const other = startFollowing({ token: () => signSelfToken(1) })
    await other.is('live')
    other.stream.typing(1)
    await until(() => events.some(({ type }) => type === 'typing'))
    expect(events).toContainEqual({ type: 'typing', id_chatroom: 1, id_ambassador: 1 })
    await until(() => events.some(({ type }) => type === 'presence'))
    expect(events).toContainEqual({ type: 'presence', id_ambassador: 1, online: true })
  })
})

describe('typing', () => {
  const typed = (sent: readonly string[]) => sent.filter((one) => one.includes('typing'))

  it('is told once in 3 seconds, and never so often that the socket is closed', async () => {
    holdClock()
    const { is, network, stream } = startFollowing()
    await is('live')
    for (let room = 1; room <= 40; room += 1) {
      stream.typing(room)
      await vi.advanceTimersByTimeAsync(250)
    }
    const { sent } = network.wires[0]!
    expect(typed(sent).length).toBeGreaterThan(3)
    expect(typed(sent).length).toBeLessThan(8)
    await pass(3000)
    const before = sent.length
    stream.typing(1)
    await pass(2999)
    stream.typing(1)
    expect(sent).toHaveLength(before + 1)
    await pass(1)
    stream.typing(1)
    expect(sent.slice(before)).toStrictEqual(Array(2).fill('{"type":"typing","id_chatroom":1}'))
    expect(network.wires).toHaveLength(1)
  })

  it('does nothing before it is live', async () => {
    const { is, network, stream } = startFollowing()
    stream.typing(1)
    await is('live')
    stream.typing(1)
    expect(typed(network.wires[0]!.sent)).toHaveLength(1)
  })
})

describe('a following', () => {
  beforeEach(holdClock)

  const sockets = async () => (await hubOf().counters()).sockets

  it('does nothing before it is asked for an event', async () => {
    const { chat, network } = connectOver()
    const stream = chat.follow()
    await settle()
    expect(network.wires).toStrictEqual([])
    await stream.return()
    expect(await stream.next()).toStrictEqual({ value: undefined, done: true })
    expect(network.wires).toStrictEqual([])
  })

  it('ends with break: the socket is closed at once, and no timer is left', async () => {
    const { chat, network } = connectOver()
    const stream = chat.follow()
    for await (const event of stream) if (event.type === 'reset') break
    expect(network.wires[0]?.closedBy).toBe(1000)
    expect(stream.status).toBe('offline')
    expect(vi.getTimerCount()).toBe(0)
    await settle()
    expect(await sockets()).toBe(0)
    expect(await stream.next()).toStrictEqual({ value: undefined, done: true })
    expect(network.wires).toHaveLength(1)
  })

  it('ends with its signal, also while it waits for an event, and hands on nothing more', async () => {
    const controller = new AbortController()
    const { events, ended, is, network } = startFollowing({}, { signal: controller.signal })
    await is('live')
    controller.abort()
    expect(network.wires[0]?.closedBy).toBe(1000)
    expect(vi.getTimerCount()).toBe(0)
    await post(1, text('one'))
    await until(ended)
    expect(ended()).toStrictEqual({})
    expect(events).toHaveLength(1)
    expect(await sockets()).toBe(0)
  })

  it('does not begin when its signal has come before', async () => {
    const { ended, network } = startFollowing({}, { signal: AbortSignal.abort() })
    await until(ended)
    expect(network.wires).toStrictEqual([])
  })

  it('can be ended while it gets its token: no socket is opened afterwards', async () => {
    let give: (token: string) => void = () => {}
    const { chat, network } = connectOver({
      token: () => new Promise((resolve) => (give = resolve)),
    })
    const stream = chat.follow()
    const next = stream.next()
    await stream.return()
    expect(await next).toStrictEqual({ value: undefined, done: true })
    give(await signToken())
    await settle()
    expect(network.wires).toStrictEqual([])
  })

  it('answers several that ask at once one event each', async () => {
    const { chat } = connectOver()
    const stream = chat.follow({ since: '0-0' })
    const both = Promise.all([stream.next(), stream.next()])
    await until(() => stream.status === 'live')
    await post(1, text('one'))
    await post(1, text('two'))
    expect((await both).map(({ value }) => value)).toMatchObject([{ id_event: 1 }, { id_event: 2 }])
    await stream.return()
  })

  it('that nobody takes from closes its socket at a thousand events, and comes back when they are taken', async () => {
    const { chat, network } = connectOver()
    const { body } = await post(1, text('one'))
    await env.DB.prepare(
      `with recursive ids (id) as (select 2 union all select id + 1 from ids where id < 1000)
       insert into events (id_brand, id_event, type_event, id_chatroom, id_message, id_ambassador, date_insert)
       select id_brand, id, type_event, id_chatroom, id_message, id_ambassador, date_insert + id from ids, events`,
    ).run()
    expect(body.id_message).toBe(1)
    const stream = chat.follow({ since: '0-0' })
    const first = await stream.next()
    expect(first.value).toMatchObject({ id_event: 1 })
    await until(() => stream.status === 'live')
    await settle()
    expect(network.wires[0]?.closedBy).toBeNull()
    await post(1, text('two'))
    await until(() => stream.status === 'offline')
    expect(network.wires[0]?.closedBy).toBe(1000)
    await pass(60_000)
    expect(network.wires).toHaveLength(1)
    await post(1, text('three'))
    const ids: unknown[] = []
    while (ids.at(-1) !== 1002) {
      const { value } = await stream.next()
      if (value && 'id_event' in value) ids.push(value.id_event)
    }
    expect(ids).toStrictEqual(Array.from({ length: 1001 }, (_, index) => index + 2))
    await stream.return()
  })
})
