// Rules of messages that lie between rooms, clocks and keys.
import { eq } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { ambassadors, brandTag, database } from '../support/factories.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { CHATROOMS, create, post, read, send } from '../support/worker.ts'

const TEXT = { type_message: 0, content: 'x' }

const say = (room: number, author: number) => post(room, { id_ambassador: author, ...TEXT })

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
})

it('is never dated before the message before it, whatever the clock says', async () => {
  const later = Date.now() + 60_000
  await say(1, 1)
  await database.update(schema.chatrooms).set({ lastMessageAt: later })
  const { body } = await say(1, 2)
  expect(Date.parse(body.date_insert)).toBe(later)
})

it('of type 2 can only come from a request to rate', async () => {
  expect(await post(1, { id_ambassador: 1, type_message: 2 })).toMatchObject({
    status: 422,
    body: { message: 'type_message must be 0, 1, 3, 4, 5, 6, 7, 8 or 9.' },
  })
})

it.each([
  ['blocked', { active: -1 }],
  ['unsubscribed', { active: -2 }],
  ['unsubscribed by the brand', { active: -3 }],
  ['anonymized', { isAnonymized: true }],
])('is a 422 by a member who is %s since', async (_, columns) => {
  await database
    .update(schema.ambassadors)
    .set(columns)
    .where(eq(schema.ambassadors.idAmbassador, 1))
  expect(await say(1, 1)).toMatchObject({
    status: 422,
    body: { message: 'id_ambassador is not an available member of this room.' },
  })
  expect(await say(1, 2)).toMatchObject({ status: 201 })
})

it('is still written in a one-to-many room that a member has blocked', async () => {
  await brandTag(7, [1, 2, 3])
  await create({ id_brand_tag: 7, source: 0 })
  const path = `${CHATROOMS}/2/ambassadors/1/block`
  await send('PATCH', path, { body: { is_blocked: true } })
  expect([(await say(2, 1)).status, (await say(2, 2)).status]).toStrictEqual([201, 201])
})

it('begins the dialogue again after that was cleared, when somebody else than the first author speaks', async () => {
  await say(1, 1)
  await say(1, 2)
  await send('PATCH', `${CHATROOMS}/1`, { body: { established_dialogue: null } })
  await say(1, 1)
  expect((await read(1)).body.established_dialogue).toBeNull()
  await say(1, 2)
  expect((await read(1)).body.established_dialogue).not.toBeNull()
})

it('of half a character is a 422, because it could not be kept as it is', async () => {
  const rawBody = String.raw`{"id_ambassador":1,"type_message":0,"content":"\ud800"}`
  const headers = { 'Content-Type': 'application/json' }
  expect(await post(1, undefined, { rawBody, headers })).toMatchObject({
    status: 422,
    body: { message: 'content must be well-formed Unicode.' },
  })
})

it('has its idempotency key in its own brand', async () => {
  await ambassadors([1, 2], { idBrand: 4 })
  const token = await signToken({ brands: [3, 4] })
  const headers = { 'Idempotency-Key': 'k' }
  const body = { id_ambassador: 1, ...TEXT }
  await create({ ids_ambassadors: [1, 2], source: 0 }, { token, brand: 4 })
  const statuses = []
  for (const brand of [3, 4, 3, 4]) {
    statuses.push((await post(1, body, { token, brand, headers })).status)
  }
  expect(statuses).toStrictEqual([201, 201, 200, 200])
})

it('is the same request when only unknown fields differ', async () => {
  const headers = { 'Idempotency-Key': 'k' }
  const body = { id_ambassador: 1, ...TEXT }
  await post(1, body, { headers })
  expect(await post(1, { ...body, mood: 'good' }, { headers })).toMatchObject({ status: 200 })
})

const lastActionOf = async (idAmbassador: number) => {
  const rows = await database
    .select({ at: schema.ambassadors.lastActionAt })
    .from(schema.ambassadors)
    .where(eq(schema.ambassadors.idAmbassador, idAmbassador))
  return rows[0]?.at ?? null
}

it('marks a chat:self caller as present, at most once a minute, and nobody else', async () => {
  const token = await signSelfToken(1)
  const before = Date.now()
  await post(1, { id_ambassador: 1, ...TEXT }, { token })
  expect(await lastActionOf(1)).toBeGreaterThanOrEqual(before)
  const recent = Date.now() - 50_000
  await database.update(schema.ambassadors).set({ lastActionAt: recent })
  await read(1, { token })
  await read(1)
  expect([await lastActionOf(1), await lastActionOf(2)]).toStrictEqual([recent, recent])
  await database.update(schema.ambassadors).set({ lastActionAt: Date.now() - 60_001 })
  await read(1, { token })
  expect(await lastActionOf(1)).toBeGreaterThanOrEqual(before)
  expect(await lastActionOf(2)).toBeLessThan(before)
})
