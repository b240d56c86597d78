// What an ambassador does with a room of its own: archive, block, flag, purge, read.
import { beforeEach, describe, expect, it } from 'vitest'
import { chatroomPivots } from '../../src/db/schema.ts'
import { ambassadors, database } from '../support/factories.ts'
import { signSelfToken } from '../support/tokens.ts'
import { CHATROOMS, create, listRooms, post, read, send } from '../support/worker.ts'

const place = (action: string, ambassador = 1, room = 1) =>
  `${CHATROOMS}/${room}/ambassadors/${ambassador}/${action}`

const pivotOf = async (ambassador: number) => {
  const rows = await database.select().from(chatroomPivots)
  return rows.find((row) => row.idAmbassador === ambassador)
}

const say = (author: number, content = 'x') =>
  post(1, { id_ambassador: author, type_message: 0, content })

const messagesFor = async (ambassador: number): Promise<number> => {
  const token = await signSelfToken(ambassador)
  return (await send('GET', `${CHATROOMS}/1/messages`, { token })).body.total
}

const unreadOf = async (ambassador: number): Promise<number> =>
  (await listRooms(ambassador)).body.data[0].unread_messages

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
})

describe.each([
  [
    'archive',
    { archive: true },
    { message: 'Chatroom archived successfully' },
    { isArchived: true },
  ],
  [
    'archive',
    { archive: false },
    { message: 'Chatroom unarchived successfully' },
    { isArchived: false },
  ],
  [
    'block',
    { is_blocked: true },
    { message: 'chatroom 1 blocked successfully for ambassador 1' },
    { isBlocked: true },
  ],
  [
    'block',
    { is_blocked: false },
    { message: 'chatroom 1 unblocked successfully for ambassador 1' },
    { isBlocked: false },
  ],
  ['flag', { flag: 1 }, { message: 'Chatroom flagged successfully' }, { flag: 1 }],
  ['flag', { flag: 2 }, { message: 'Chatroom flagged successfully' }, { flag: 2 }],
  ['flag', { flag: null }, { message: 'Chatroom flagged successfully' }, { flag: null }],
])('%s with %j', (action, body, answer, row) => {
  it('changes the place of that ambassador alone, and again the same', async () => {
    const before = await pivotOf(2)
    for (let time = 0; time < 2; time += 1) {
      const { status, body: answered } = await send('PATCH', place(action), { body })
      expect({ status, answered }).toStrictEqual({ status: 200, answered: answer })
      expect(await pivotOf(1)).toMatchObject(row)
    }
    expect(await pivotOf(2)).toStrictEqual(before)
  })

  it('is for the own ambassador of a chat:self token alone', async () => {
    const own = await signSelfToken(1)
    const other = await signSelfToken(2)
    expect(await send('PATCH', place(action), { body, token: own })).toMatchObject({ status: 200 })
    expect(await send('PATCH', place(action), { body, token: other })).toMatchObject({
      status: 403,
    })
  })

  it.each([place(action, 3), place(action, 1, 9), place(action, 99)])(
    'is a 404 at %s',
    async (path) => {
      expect(await send('PATCH', path, { body })).toMatchObject({ status: 404 })
    },
  )
})

it.each([
  ['archive', {}, 'archive is required.'],
  ['archive', { archive: 1 }, 'archive must be true or false.'],
  ['block', { is_blocked: null }, 'is_blocked must be true or false.'],
  ['flag', {}, 'flag is required.'],
  ['flag', { flag: 3 }, 'flag must be 1 or 2.'],
])('%s with %j is a 422', async (action, body, message) => {
  expect(await send('PATCH', place(action), { body })).toMatchObject({
    status: 422,
    body: { message },
  })
})

describe('purge', () => {
  const purge = (body: object, token?: string) =>
    send('PATCH', `${CHATROOMS}/1/purge`, { body, brand: null, ...(token && { token }) })

  it('hides what was said so far from that ambassador alone', async () => {
    await say(2)
    await say(2)
    const { status, body } = await purge({ id_ambassador: 1 })
    expect({ status, body }).toStrictEqual({
      status: 200,
      body: { message: 'Chatroom purged successfully' },
    })
    expect([await messagesFor(1), await messagesFor(2)]).toStrictEqual([0, 2])
    expect(await unreadOf(1)).toBe(0)
    expect((await listRooms(1)).body.data[0].last_message).toBeNull()
    const token = await signSelfToken(1)
    expect(await send('GET', '/api/v2/chat/messages/1', { token })).toMatchObject({ status: 404 })
    await say(2)
    expect([await messagesFor(1), await unreadOf(1)]).toStrictEqual([1, 1])
  })

  it('is a 422 for somebody who is not in the room, a 404 for an unknown room, a 403 for another', async () => {
    expect(await purge({ id_ambassador: 3 })).toMatchObject({
      status: 422,
      body: { errors: { id_ambassador: ['id_ambassador is not a member of this room.'] } },
    })
    expect(
      await send('PATCH', `${CHATROOMS}/9/purge`, { body: { id_ambassador: 1 } }),
    ).toMatchObject({ status: 404 })
    expect(await purge({ id_ambassador: 1 }, await signSelfToken(2))).toMatchObject({ status: 403 })
    expect(await purge({})).toMatchObject({
      status: 422,
      body: { message: 'id_ambassador is required.' },
    })
  })
})

describe('read', () => {
  const markRead = () => send('POST', place('read'))

  it('answers null in an empty room', async () => {
    expect(await markRead()).toMatchObject({ status: 200, body: null })
  })

  it('answers the last message, and nothing is unread any more', async () => {
    await say(2)
    const { body: last } = await say(2, 'last')
    expect(await unreadOf(1)).toBe(2)
    const { status, body } = await markRead()
    expect({ status, body }).toStrictEqual({ status: 200, body: last })
    expect(await unreadOf(1)).toBe(0)
    const { body: room } = await read(1)
    expect(room.ambassadors[0].chatroom_pivot_data[0].last_read_message).toBe(last.id_message)
    expect(room.ambassadors[1].chatroom_pivot_data[0].last_read_message).toBeNull()
  })

  it('never moves backwards when the last message is deleted', async () => {
    await say(2)
    await say(2)
    await markRead()
    await send('PATCH', '/api/v2/chat/messages/2', { body: { active: false } })
    expect(await markRead()).toMatchObject({ status: 200, body: { id_message: 1 } })
    expect((await pivotOf(1))?.lastReadMessage).toBe(2)
  })

  it('is a 404 for somebody who is not in the room', async () => {
    expect(await send('POST', place('read', 3))).toMatchObject({ status: 404 })
  })
})
