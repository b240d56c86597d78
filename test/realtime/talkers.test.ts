// Who is told that somebody writes, and what a hub keeps of an answer that a change has overtaken.
import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Database, openDatabase } from '../../src/db/client.ts'
import { People } from '../../src/realtime/people.ts'
import { lastAction, startBeats } from '../support/beats.ts'
import { ambassadors, brandTag, crowd, forgetEvents } from '../support/factories.ts'
import { bindHubs, hubOf, lineTo, watchHubs } from '../support/hubs.ts'
import { closeHubs, type Frame, type Listener, listenFrom, until } from '../support/socket.ts'
import { signSelfToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

const TAG_ROOM = 1
const PAIR = 2

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await brandTag(1, [1, 2])
  await create({ id_brand_tag: 1, source: 0 })
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

afterEach(closeHubs)

const as = async (id: number): Promise<Listener> => listenFrom({ token: await signSelfToken(id) })

const lost = lineTo(async () => undefined)

const block = (isBlocked: boolean, bindings: Partial<Env> = {}) =>
  send('PATCH', `/api/v2/chat/chatrooms/${PAIR}/ambassadors/2/block`, {
    body: { is_blocked: isBlocked },
    env: bindings,
  })

/** In both rooms, one after the other. */
const typed = (writer: Listener) => {
  for (const id of [PAIR, TAG_ROOM]) writer.say({ type: 'typing', id_chatroom: id })
}

const isTypingIn = (idChatroom: number) => (frame: Frame) =>
  frame.type === 'typing' && frame['id_chatroom'] === idChatroom

describe('who is told that somebody writes', () => {
  it('is nobody in a pair that was blocked right after a message, both read at once', async () => {
    const [writer, other] = [await as(1), await as(2)]
    await post(PAIR, { id_ambassador: 1, type_message: 0, content: 'one' }, { env: lost })
    await block(true, lost)
    await runDurableObjectAlarm(hubOf())
    await other.events(2)
    typed(writer)
    expect(await other.first('typing')).toMatchObject({ id_chatroom: TAG_ROOM })
  })

  it('is told again when the block is gone', async () => {
    // Each may say it once in 3 seconds.
    const [writer, again, other] = [await as(1), await as(1), await as(2)]
    await block(true)
    await other.events(1)
    typed(writer)
    await other.first('typing')
    await block(false)
    await other.events(2)
    typed(again)
    await until(() => other.frames.some(isTypingIn(PAIR)))
    expect(again.closed()).toBeNull()
  })

  it('is somebody more as soon as somebody has joined', async () => {
    const [one, two, newcomer] = [await as(1), await as(2), await as(3)]
    typed(one)
    await until(() => two.frames.some(isTypingIn(TAG_ROOM)))
    await brandTag(1, [3])
    await create({ id_brand_tag: 1, source: 0 })
    await newcomer.events(1)
    typed(two)
    expect(await newcomer.first('typing')).toMatchObject({ id_ambassador: 2 })
  })
})

describe('to say that somebody writes', () => {
  /** Each may say it once in 3 seconds and room, and 10 times in 10 seconds. */
  const saysIn = async (writer: Listener, idChatroom: number, hearers: readonly Listener[]) => {
    const before = hearers.map(({ frames }) => frames.length)
    vi.setSystemTime(Date.now() + 3000)
    writer.say({ type: 'typing', id_chatroom: idChatroom })
    await until(() =>
      hearers.every(({ frames }, index) =>
        frames.slice(before[index]).some(isTypingIn(idChatroom)),
      ),
    )
  }

  it('asks the database nothing, whatever has happened in the room and however often the hub has slept', async () => {
    await crowd(100, 2)
    await brandTag(3, [1, 2, 1001])
    for (const tag of [2, 3]) await create({ id_brand_tag: tag, source: 0 })
    const [large, small] = [3, 4]
    await env.DB.prepare('update chatrooms set member_count = 101 where id_chatroom = 3').run()
    const beats = await startBeats()
    onTestFinished(beats.end)
    const [one, two, three, far] = [
      await beats.as(1),
      await beats.as(2),
      await beats.as(3),
      await beats.as(1001),
    ]
    const asked: string[] = []
    watchHubs(async (carryOut, statements) => {
      asked.push(...statements.map(({ sql }) => sql))
      return carryOut()
    })
    const pivot = (what: string, body: object) =>
      send('PATCH', `/api/v2/chat/chatrooms/${PAIR}/ambassadors/2/${what}`, { body })
    /** All that may come between, none of which a hub has to ask about. */
    const happens = [
      () => evictDurableObject(hubOf()),
      () => post(PAIR, { id_ambassador: 1, type_message: 0, content: 'x' }),
      () => pivot('read', {}),
      () => pivot('archive', { archived: true }),
      () => pivot('block', { is_blocked: true }),
      () => pivot('block', { is_blocked: false }),
    ]
    for (const happen of happens) {
      await happen()
      asked.length = 0
      three.say({ type: 'typing', id_chatroom: PAIR })
      three.say({ type: 'typing', id_chatroom: 99 })
      far.say({ type: 'typing', id_chatroom: large })
      await saysIn(one, small, [two, far])
      if (happen !== happens[4]) await saysIn(one, PAIR, [two])
      expect(asked).toStrictEqual([])
    }
    const heard = two.frames.filter(isTypingIn(PAIR)).map((frame) => frame['id_ambassador'])
    expect(new Set(heard)).toStrictEqual(new Set([1]))
    expect(two.frames.some(isTypingIn(large))).toBe(false)
    expect([...three.frames, ...far.frames].some(isTypingIn(PAIR))).toBe(false)
  })

  it('is told at the other hubs of the brand, by the same rules', async () => {
    bindHubs({ HUBS: '3=2' })
    const [one, again, two] = [await as(1), await as(1), await as(2)]
    typed(one)
    await until(() => two.frames.some(isTypingIn(PAIR)))
    await block(true)
    await two.events(1)
    const before = two.frames.length
    typed(again)
    await until(() => two.frames.slice(before).some(isTypingIn(TAG_ROOM)))
    expect(two.frames.slice(before).some(isTypingIn(PAIR))).toBe(false)
  })

  it('is told to nobody from the 101st member on', async () => {
    await crowd(99, 4)
    const [one, again, two] = [await as(1), await as(1), await as(2)]
    typed(one)
    await until(() => two.frames.some(isTypingIn(TAG_ROOM)))
    await env.DB.prepare(
      'insert into brand_tag_members select id_brand, 1, id_ambassador from brand_tag_members where id_brand_tag = 4',
    ).run()
    await create({ id_brand_tag: 1, source: 0 })
    await two.events(1)
    const before = two.frames.length
    again.say({ type: 'typing', id_chatroom: TAG_ROOM })
    again.say({ type: 'typing', id_chatroom: PAIR })
    await until(() => two.frames.slice(before).some(isTypingIn(PAIR)))
    expect(two.frames.slice(before).some(isTypingIn(TAG_ROOM))).toBe(false)
  })

  it('is told as before once the database has been restored', async () => {
    const [one, two] = [await as(1), await as(2)]
    await post(PAIR, { id_ambassador: 1, type_message: 0, content: 'x' })
    await two.events(1)
    await env.DB.batch([
      env.DB.prepare('delete from events'),
      env.DB.prepare('update chatroom_pivots set is_blocked = 1 where id_chatroom = 2'),
    ])
    await runDurableObjectAlarm(hubOf())
    await two.first('reset')
    for (const writer of [two, one]) typed(writer)
    await until(() => two.frames.some(isTypingIn(TAG_ROOM)))
    expect([...one.frames, ...two.frames].some(isTypingIn(PAIR))).toBe(false)
  })
})

describe('an answer of the database that a change has overtaken', () => {
  /** Opens the database of brand 3; the first batch is answered once `meanwhile` has been done. */
  const slow = (meanwhile: () => Promise<void>) => {
    const database = openDatabase(env, 3, { isWrite: true })
    let isFirst = true
    const batch = async (statements: Parameters<Database['batch']>[0]) => {
      const wasFirst = isFirst
      isFirst = false
      const rows = await database.batch(statements)
      if (wasFirst) await meanwhile()
      return rows
    }
    return () => ({ idBrand: 3, database: { ...database, batch } as Database })
  }

  it('lets nobody in who was shut out meanwhile', async () => {
    const people: People = new People(
      slow(async () => {
        await env.DB.prepare('update ambassadors set active = -1 where id_ambassador = 2').run()
        people.forget(2)
      }),
    )
    expect(await people.find(2)).toBeNull()
  })

  it('is not kept for a room that was blocked meanwhile', async () => {
    const other = await as(1)
    await until(async () => (await lastAction(1)) !== null)
    const known = Promise.withResolvers<void>()
    let isFirst = true
    watchHubs(async (carryOut, statements) => {
      const results = await carryOut()
      if (isFirst && statements.some(({ sql }) => sql.startsWith('update "ambassadors"'))) {
        isFirst = false
        await known.promise
      }
      return results
    })
    const blocking = await as(2)
    await until(() => !isFirst)
    await block(true)
    await blocking.events(1)
    known.resolve()
    typed(blocking)
    expect(await other.first('typing')).toMatchObject({ id_chatroom: TAG_ROOM })
  })
})
