// What a hub remembers of rooms and people is never out of date: nobody new is left out, nobody who has left is told.
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, brandTag, forgetEvents } from '../support/factories.ts'
import { hubOf } from '../support/hubs.ts'
import { closeHubs, eventsOf, listen, type Listener, listenFrom, until } from '../support/socket.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

const MANAGER = { token: '' }
const TAG_ROOM = 1

/** Members 1 to 3 and the client 4. 1 and 2 are under a tag and in its room, and have a room of their own. */
beforeEach(async () => {
  MANAGER.token = await signToken({ scope: 'chat:brand manager' })
  await ambassadors([1, 2, 3])
  await ambassadors([4], { status: 7 })
  await brandTag(1, [1, 2])
  await create({ id_brand_tag: 1, source: 0 })
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

afterEach(closeHubs)

const as = async (id: number): Promise<Listener> => listenFrom({ token: await signSelfToken(id) })

const say = (idChatroom: number, content: string) =>
  post(idChatroom, { id_ambassador: 1, type_message: 0, content })

const patch = (path: string, body: unknown) => send('PATCH', `/api/v2${path}`, { ...MANAGER, body })

const put = (...people: object[]) =>
  send('PUT', '/api/v2/manager/ambassadors', { ...MANAGER, body: people })

const joinTagRoom = async (...ids: number[]) => {
  await patch('/manager/brand-tags/1', { ids_members: [1, 2, ...ids] })
  await create({ id_brand_tag: 1, source: 0 })
}

/** The types of what a listener has been told once the brand has been told `count` events. */
const typesOf = async (listener: Listener, brand: Listener, count: number): Promise<string[]> => {
  await brand.events(count)
  return eventsOf(listener.frames).map(({ type }) => type)
}

describe('the members of a tag’s room', () => {
  it('have somebody more as soon as somebody has joined', async () => {
    const [brand, newcomer] = [await listenFrom(), await as(3)]
    await say(TAG_ROOM, 'before')
    await joinTagRoom(3)
    await say(TAG_ROOM, 'after')
    expect(await typesOf(newcomer, brand, 3)).toStrictEqual(['chatroom.updated', 'message.created'])
  })

  it('have somebody more who has joined while nobody listened', async () => {
    const [brand, member] = [await listenFrom(), await as(2)]
    await say(TAG_ROOM, 'before')
    await member.events(1)
    for (const { socket } of [brand, member]) socket.close()
    await until(async () => (await hubOf().counters()).sockets === 0)
    await joinTagRoom(3)
    const [again, newcomer] = [await listenFrom(), await as(3)]
    await say(TAG_ROOM, 'after')
    expect(await typesOf(newcomer, again, 1)).toStrictEqual(['message.created'])
  })

  it('keep who is taken out of the tag, as the room does, and lose who is shut out', async () => {
    const [brand, former] = [await listenFrom(), await as(2)]
    await say(TAG_ROOM, 'before')
    await patch('/manager/brand-tags/1', { ids_members: [1] })
    await create({ id_brand_tag: 1, source: 0 })
    await say(TAG_ROOM, 'after')
    expect(await typesOf(former, brand, 2)).toStrictEqual(['message.created', 'message.created'])
    await put({ id_ambassador: 2, active: -1, status: 3 })
    await say(TAG_ROOM, 'gone')
    await brand.events(4)
    expect(await former.isClosed()).toBe(4403)
    expect(JSON.stringify(former.frames)).not.toContain('gone')
  })

  it('are those of the database that was restored', async () => {
    const [brand, member, other] = [await listenFrom(), await as(2), await as(3)]
    await say(TAG_ROOM, 'before')
    await member.events(1)
    await env.DB.batch([
      env.DB.prepare('delete from events'),
      env.DB.prepare(`update chatroom_pivots set id_ambassador = 3
        where id_chatroom = ${TAG_ROOM} and id_ambassador = 2`),
    ])
    await runDurableObjectAlarm(hubOf())
    await say(TAG_ROOM, 'after')
    expect(await typesOf(other, brand, 2)).toStrictEqual(['message.created'])
    expect(eventsOf(member.frames)).toHaveLength(1)
  })

  it('are known of all rooms that are told of at once, however many others are known', async () => {
    const rooms = 1000
    const listener = await as(2)
    const numbers = `with recursive n(id) as (select 11 union all select id + 1 from n where id < ${10 + rooms})`
    const append = (id: string, event: string, from: string) => [
      env.DB.prepare(
        `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
         select 3, ${event}, ${id}, 1, 0, 'text', 1 ${from}`,
      ),
      env.DB.prepare(
        `insert into events (id_brand, id_event, type_event, id_chatroom, id_message, date_insert)
         select 3, ${event}, 0, ${id}, ${event}, 1 ${from}`,
      ),
    ]
    await env.DB.batch([
      env.DB.prepare(
        `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert, member_count)
         ${numbers} select 3, id, 'tag:' || id, 7, 0, 0, 0, 2 from n`,
      ),
      ...[1, 2].map((member) =>
        env.DB.prepare(
          `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador) ${numbers} select 3, id, ${member} from n`,
        ),
      ),
      ...append('id', 'id - 10', `from (${numbers} select id from n)`),
    ])
    await runDurableObjectAlarm(hubOf())
    await listener.events(rooms)
    // One that is known, and one that is one too many.
    await env.DB.batch([...append('11', '1001', ''), ...append('1', '1002', '')])
    await runDurableObjectAlarm(hubOf())
    expect((await listener.events(rooms + 2)).map((event) => event['id_event'])).toStrictEqual(
      Array.from({ length: rooms + 2 }, (_, index) => index + 1),
    )
  })
})

describe('who has a room with somebody', () => {
  const rename = (id: number, status: number) =>
    put({ id_ambassador: id, status, active: 1, firstname: 'New' })

  it.each<[string, () => Promise<unknown>]>([
    ['opened', () => create({ ids_ambassadors: [3, 4], source: 0 })],
    [
      'made for an entry of the waiting list',
      async () => {
        await send('POST', '/api/v2/chat/waiting-list', { body: { id_user: 4 } })
        await patch('/chat/waiting-list/1', { id_ambassador: 3 })
      },
    ],
  ])('hears of it in a room that was %s', async (_, open) => {
    const peer = await as(3)
    await rename(4, 7)
    await open()
    await rename(4, 6)
    await until(() => peer.frames.some(({ type }) => type === 'ambassador.updated'))
    const updates = peer.frames.filter(({ type }) => type === 'ambassador.updated')
    expect(updates).toMatchObject([{ data: { id_ambassador: 4, status: 6 } }])
  })

  it('hears of it in one that was opened while nobody listened', async () => {
    const first = await as(3)
    await rename(4, 7)
    await rename(3, 3)
    await first.events(1)
    first.socket.close()
    await until(async () => (await hubOf().counters()).sockets === 0)
    await create({ ids_ambassadors: [3, 4], source: 0 })
    const peer = await as(3)
    await rename(4, 6)
    expect(await peer.events(1)).toMatchObject([{ type: 'ambassador.updated' }])
  })
})

describe('who hears of the waiting list', () => {
  const wait = (topic: number) =>
    send('POST', '/api/v2/chat/waiting-list', { body: { id_user: 4, id_chat_topic: topic } })

  it('changes with a status', async () => {
    const [brand, person] = [await listenFrom(), await as(3)]
    await wait(1)
    await put({ id_ambassador: 3, status: 7, active: 1 })
    await wait(2)
    await put({ id_ambassador: 3, status: 3, active: 1 })
    await wait(3)
    expect(await typesOf(person, brand, 5)).toStrictEqual([
      'waiting.created',
      'ambassador.updated',
      'ambassador.updated',
      'waiting.created',
    ])
  })
})

describe('who may listen', () => {
  it('is whoever is let in again, and not whoever is shut out while nobody listens', async () => {
    const first = await as(3)
    first.socket.close()
    await until(async () => (await hubOf().counters()).sockets === 0)
    await env.DB.prepare('update ambassadors set active = -1 where id_ambassador = 3').run()
    const refused = await listen({ token: await signSelfToken(3) })
    expect(await refused.isClosed()).toBe(4403)
    await put({ id_ambassador: 3, status: 3, active: 1 })
    expect((await as(3)).closed()).toBeNull()
  })
})
