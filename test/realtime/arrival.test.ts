// What happens while somebody is at the door of a hub, or between two events that come at once.
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ambassadors, forgetEvents } from '../support/factories.ts'
import { hubOf, lineTo, watchHubs } from '../support/hubs.ts'
import { closeHubs, listen, listenFrom, until } from '../support/socket.ts'
import { secondsNow, signSelfToken, signToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

afterEach(closeHubs)

beforeEach(async () => {
  await ambassadors([1, 2])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

const PIVOT = '/api/v2/chat/chatrooms/1/ambassadors/2/block'

const change = async (fields: object, bindings: Partial<Env> = {}) =>
  send('PATCH', '/api/v2/manager/ambassadors', {
    token: await signToken({ scope: 'manager' }),
    body: [{ id_ambassador: 2, ...fields }],
    env: bindings,
  })

/** Waits until somebody has been changed, and the hub has had the time to hear of it. */
const hasChanged = async () => {
  await until(() => env.DB.prepare('select 1 from events').first())
  await scheduler.wait(100)
}

/** Holds back the answer to each question that has `words` in it, until it is let go. */
const holdBack = (words: string) => {
  const state = { isAsked: false, isFree: false }
  watchHubs(async (carryOut, statements) => {
    const answer = await carryOut()
    if (!statements.some(({ sql }) => sql.includes(words))) return answer
    state.isAsked = true
    while (!state.isFree) await scheduler.wait(5)
    return answer
  })
  return {
    asked: () => until(() => state.isAsked),
    free: () => {
      state.isFree = true
    },
  }
}

it.each([
  ['who may listen is asked for', 'asked cross join'],
  ['the end of the log is asked for', 'newest.id_event'],
])('nobody stays who was shut out while %s', async (_, words) => {
  const held = holdBack(words)
  const arriving = listen({ token: await signSelfToken(2) })
  await held.asked()
  // The hub has been told, and may not be able to answer that before it is let go.
  const changing = change({ active: -1 })
  await hasChanged()
  held.free()
  const listener = await arriving
  await changing
  expect(await listener.isClosed()).toBe(4403)
  expect(listener.frames).toStrictEqual([])
})

it('who has only changed meanwhile is let in, and is told of it', async () => {
  const held = holdBack('newest.id_event')
  const arriving = listen({ token: await signSelfToken(2) })
  await held.asked()
  const changing = change({ firstname: 'Two' })
  await hasChanged()
  held.free()
  const listener = await arriving
  await changing
  const cursor = (await listener.first('ready')).cursor!
  await post(1, { id_ambassador: 1, type_message: 0, content: 'x' })
  const told = [(await listener.events(1)).map(({ type }) => type), cursor.split('-')[0]]
  expect(told).toStrictEqual([['message.created'], '1'])
})

it.each([
  ['the hub had to forget', 'between'],
  ['lies too far back for the hub', 'is null or case'],
])('nobody waits for one who is read what %s', async (_, words) => {
  const listener = await listenFrom({ token: await signSelfToken(2) })
  const far = words === 'between' ? 0 : 1000
  await env.DB.prepare(
    `insert into events (id_brand, id_event, type_event, id_chatroom, id_message, date_insert)
     with recursive n(id) as (select 1 union all select id + 1 from n where id < ${1 + far})
     select 3, id, 3, 9, null, id from n`,
  ).run()
  await post(1, { id_ambassador: 1, type_message: 0, content: 'one' })
  await send('PATCH', '/api/v2/chat/messages/1', { body: { content: 'edited' } })
  await listener.events(2)
  const held = holdBack(words)
  const arriving = await listen({ token: await signSelfToken(1), since: '1-1' })
  await held.asked()
  await post(1, { id_ambassador: 1, type_message: 0, content: 'two' })
  await listener.events(3)
  expect(arriving.frames).toStrictEqual([])
  held.free()
  expect((await arriving.events(3)).map(({ type }) => type)).toStrictEqual([
    'message.created',
    'message.updated',
    'message.created',
  ])
})

it('what it says before it is ready is heard once it is, in its order', async () => {
  const other = await listenFrom({ token: await signSelfToken(2) })
  const held = holdBack('newest.id_event')
  const [early, strange] = [
    await listen({ token: await signSelfToken(1, { exp: secondsNow() + 60 }), since: '99-1' }),
    await listen({ token: await signSelfToken(1), since: '99-1' }),
  ]
  early.say({ type: 'authenticate', token: await signSelfToken(1) })
  early.say({ type: 'typing', id_chatroom: 1 })
  strange.say('nonsense')
  held.free()
  expect(await other.first('typing')).toMatchObject({ id_ambassador: 1 })
  expect(await strange.isClosed()).toBe(4400)
  expect(early.closed()).toBeNull()
})

it('nobody is told who writes in a room that was blocked right behind a message', async () => {
  const [writer, again, other] = [
    await listenFrom({ token: await signSelfToken(1) }),
    await listenFrom({ token: await signSelfToken(1) }),
    await listenFrom({ token: await signSelfToken(2) }),
  ]
  writer.say({ type: 'typing', id_chatroom: 1 })
  await other.first('typing')
  const lost = lineTo(async () => {})
  await post(1, { id_ambassador: 1, type_message: 0, content: 'x' }, { env: lost })
  await send('PATCH', PIVOT, { body: { is_blocked: true }, env: lost })
  // Both are read at once.
  await hubOf().notify({ idBrand: 3, events: [], bookmark: null })
  await other.events(2)
  const before = other.frames.length
  again.say({ type: 'typing', id_chatroom: 1 })
  // Not a frame: once the socket is closed, the hub has begun with what was said before.
  again.say('')
  await again.isClosed()
  await scheduler.wait(100)
  const types = other.frames.slice(before).map(({ type }) => type)
  expect(types).not.toContain('typing')
})
