// Entries that PATCH /chat/waiting-list/{id} does not hand over.
import { eq } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { waitingList } from '../../src/db/conversation-schema.ts'
import * as schema from '../../src/db/schema.ts'
import { ambassadors, countRooms, database } from '../support/factories.ts'
import { invalidFields, refusal, shown, UNAUTHORIZED } from '../support/refusals.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { type Options, send } from '../support/worker.ts'

const PATH = '/api/v2/chat/waiting-list'
const NOT_FOUND = refusal(404, 'Not Found.')
const HANDLED = refusal(409, 'The entry has been handled by another ambassador.')
const GONE = refusal(409, 'The user of the entry is not available any more.')
const NO_MEMBER = invalidFields({
  id_ambassador: ['id_ambassador is not an available member of this brand.'],
})

const takeWith = (body: unknown, options: Options = {}, idWaiting: number | string = 1) =>
  send('PATCH', `${PATH}/${idWaiting}`, { ...options, body })

const take = (idAmbassador: number, options: Options = {}, idWaiting: number | string = 1) =>
  takeWith({ id_ambassador: idAmbassador }, options, idWaiting)

/** True when entry 1 is as it was and no room is there. */
const isUntouched = async (): Promise<boolean> => {
  const [entry] = await database.select().from(waitingList).where(eq(waitingList.idWaiting, 1))
  const isOpen = entry?.handledAt === null && entry.idAmbassador === null
  return isOpen && entry.idChatroom === null && (await countRooms()).chatrooms === 0
}

beforeEach(async () => {
  await ambassadors([1, 2])
  await ambassadors([7, 8], { status: 7 })
  await send('POST', PATH, { body: { id_user: 7 } })
})

it('refuses the second taker and leaves the entry to the first', async () => {
  const { body } = await take(1)
  expect(shown(await take(2))).toStrictEqual(HANDLED)
  expect(shown(await take(2, { token: await signSelfToken(2) }))).toStrictEqual(HANDLED)
  expect((await send('GET', PATH)).body).toStrictEqual([body])
  expect(await countRooms()).toStrictEqual({ chatrooms: 1, pivots: 2 })
})

it.each([
  ['unknown', 99],
  ['external', 8],
  ['the user of the entry', 7],
  ['of another brand', 41],
  ['blocked', 42],
  ['anonymized', 43],
])('refuses a taker that is %s, in the same words', async (_, id) => {
  await ambassadors([41], { idBrand: 4 })
  await ambassadors([42], { active: -1 })
  await ambassadors([43], { isAnonymized: true })
  expect(shown(await take(id))).toStrictEqual(NO_MEMBER)
  expect(await isUntouched()).toBe(true)
  await take(1)
  expect(shown(await take(id))).toStrictEqual(NO_MEMBER)
})

it.each([{ active: -2 }, { isAnonymized: true }, { status: 3 }])(
  'refuses an entry whose user is now %o',
  async (columns) => {
    await database
      .update(schema.ambassadors)
      .set(columns)
      .where(eq(schema.ambassadors.idAmbassador, 7))
    expect(shown(await take(1))).toStrictEqual(GONE)
    expect(await isUntouched()).toBe(true)
  },
)

it('does not let a user who has become a member take its own entry', async () => {
  await database
    .update(schema.ambassadors)
    .set({ status: 0 })
    .where(eq(schema.ambassadors.idAmbassador, 7))
  expect(shown(await take(7, { token: await signSelfToken(7) }))).toStrictEqual(GONE)
  expect(await isUntouched()).toBe(true)
})

it.each(['2', '0', '01', 'one', '2147483648'])(
  'does not find entry %s, which is not there',
  async (id) => {
    expect(shown(await take(1, {}, id))).toStrictEqual(NOT_FOUND)
  },
)

it('does not find an entry of another brand, or a deleted one', async () => {
  await ambassadors([1], { idBrand: 4 })
  const token = await signToken({ brands: [3, 4] })
  expect(shown(await take(1, { token, brand: 4 }))).toStrictEqual(NOT_FOUND)
  expect(await isUntouched()).toBe(true)
  await database.update(waitingList).set({ deletedAt: 1 })
  expect(shown(await take(1))).toStrictEqual(NOT_FOUND)
  expect(await isUntouched()).toBe(true)
})

it('refuses a token of somebody else', async () => {
  expect(shown(await take(1, { token: await signSelfToken(2) }))).toStrictEqual(
    refusal(403, 'The token may only take entries for its own ambassador.'),
  )
  expect(await isUntouched()).toBe(true)
})

it('hides the entry of one external ambassador from another', async () => {
  expect(shown(await take(8, { token: await signSelfToken(8) }))).toStrictEqual(NOT_FOUND)
  expect(shown(await take(7, { token: await signSelfToken(7) }))).toStrictEqual(NO_MEMBER)
})

it('refuses a body without a taker', async () => {
  expect(shown(await takeWith({}))).toStrictEqual(
    invalidFields({ id_ambassador: ['id_ambassador is required.'] }),
  )
  expect(shown(await takeWith({ id_ambassador: null }))).toStrictEqual(
    invalidFields({ id_ambassador: ['id_ambassador must be an integer.'] }),
  )
})

it('refuses a request without a token, a brand of the token and a scope', async () => {
  expect(shown(await take(1, { token: null }))).toStrictEqual(UNAUTHORIZED)
  expect(await take(1, { brand: 4 })).toMatchObject({ status: 403 })
  const token = await signToken({ scope: 'manager' })
  expect(await take(1, { token })).toMatchObject({ status: 403 })
  const several = await signToken({ brands: [3, 4] })
  expect(await take(1, { token: several, brand: null })).toMatchObject({ status: 422 })
})
