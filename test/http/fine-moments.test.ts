// Moments in a request that are finer than the milliseconds which are stored.
import { isNotNull } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { messages, waitingList } from '../../src/db/conversation-schema.ts'
import { chatroomPivots, chatrooms } from '../../src/db/schema.ts'
import { ambassadors, brandTag, database } from '../support/factories.ts'
import { answersTo, sameFor } from '../support/tables.ts'
import { CHATROOMS, create, listRooms, post, send } from '../support/worker.ts'

const STORED = Date.parse('2024-05-01T10:00:00.012Z')

const RANGES = {
  'the messages before it': async (moment: string) =>
    (await send('GET', `${CHATROOMS}/1/messages?filter[sent_before]=${moment}`)).body.data,
  'the rooms whose last action was before it': async (moment: string) =>
    (await listRooms(1, `?filter[last_action_date_before]=${moment}`)).body.data,
  'the waiting entries handled before it': async (moment: string) => {
    const waiting = '/api/v2/chat/waiting-list'
    const all = (await send('GET', waiting)).body
    const since = (await send('GET', `${waiting}?filter[date_handled]=${moment}`)).body
    return all.slice(since.length)
  },
}

/** A pair with two messages, a tag with a room, and two waiting entries that have been taken, all at the same millisecond. */
beforeEach(async () => {
  await ambassadors([1, 2])
  await ambassadors([7, 8], { status: 7 })
  await brandTag(1, [1, 2])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await create({ id_brand_tag: 1, source: 0 })
  await post(1, { id_ambassador: 1, type_message: 0, content: 'x' })
  await post(1, { id_ambassador: 2, type_message: 0, content: 'x' })
  await send('POST', '/api/v2/chat/waiting-list', { body: { id_user: 7 } })
  await send('POST', '/api/v2/chat/waiting-list', { body: { id_user: 8 } })
  await database.update(messages).set({ insertedAt: STORED })
  await database.update(chatrooms).set({ insertedAt: STORED, lastMessageAt: null })
  await database
    .update(chatroomPivots)
    .set({ lastActionAt: STORED })
    .where(isNotNull(chatroomPivots.lastActionAt))
  await database.update(waitingList).set({ handledAt: STORED })
})

it.each(Object.entries(RANGES))(
  'a bound means what it says to the last digit: %s',
  async (_, of) => {
    const found = (seconds: readonly string[]) =>
      answersTo(seconds, async (second) => (await of(`2024-05-01 12:00:${second}%2B02`)).length)
    const early = ['00.0119', '00.011999999', '00.012', '00.012000000']
    expect(await found(early)).toStrictEqual(sameFor(early, 0))
    const late = ['00.012000001', '00.0125', '00.012999999', '00.013']
    expect(await found(late)).toStrictEqual(sameFor(late, 2))
  },
)

it('a bound may be the last moment that can be written, and no later one', async () => {
  for (const of of Object.values(RANGES)) {
    expect(await of('9999-12-31T23:59:59.999999999Z')).toHaveLength(2)
  }
  const later = `${CHATROOMS}/1/messages?filter[sent_before]=9999-12-31T23:59:59.999999999-01:00`
  expect(await send('GET', later)).toMatchObject({ status: 422 })
  const finer = `${CHATROOMS}/1/messages?filter[sent_before]=2024-05-01T10:00:00.0120000001Z`
  expect(await send('GET', finer)).toMatchObject({ status: 422 })
})

it('what is stored is cut to milliseconds', async () => {
  const body = { established_dialogue: '2024-05-01T10:00:00.012999999Z' }
  const { body: room } = await send('PATCH', `${CHATROOMS}/1`, { body })
  expect(room.established_dialogue).toBe('2024-05-01 10:00:00.012')
})
