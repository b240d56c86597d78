// Who is told that somebody writes, and what a hub keeps of an answer that a change has overtaken.
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/db/client.ts'
import { People } from '../../src/realtime/people.ts'
import { Rooms } from '../../src/realtime/rooms.ts'
import { ambassadors, brandTag, forgetEvents } from '../support/factories.ts'
import { hubOf, lineTo } from '../support/hubs.ts'
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

describe('who is told that somebody writes', () => {
  /** In both rooms, one after the other. */
  const typed = (writer: Listener) => {
    for (const id of [PAIR, TAG_ROOM]) writer.say({ type: 'typing', id_chatroom: id })
  }

  const isTypingIn = (idChatroom: number) => (frame: Frame) =>
    frame.type === 'typing' && frame['id_chatroom'] === idChatroom

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
    const rooms: Rooms = new Rooms(
      slow(async () => {
        await env.DB.prepare('update chatroom_pivots set is_blocked = 1').run()
        rooms.forgetAll()
      }),
    )
    await rooms.talkersIn(PAIR)
    expect(await rooms.talkersIn(PAIR)).toStrictEqual(new Set())
  })
})
