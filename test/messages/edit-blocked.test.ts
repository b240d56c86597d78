// What may not be posted may not be edited in: PATCH /chat/messages/{id} and /chat/ratings/{rating} in a blocked room.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, brandTag } from '../support/factories.ts'
import { rows } from '../support/contents.ts'
import { metered } from '../support/metered.ts'
import { NOT_FOUND, refusal, shown } from '../support/refusals.ts'
import { signSelfToken } from '../support/tokens.ts'
import { CHATROOMS, create, listRooms, post, send } from '../support/worker.ts'

const TEXT = { id_ambassador: 1, type_message: 0, content: 'Hello' }
const BLOCKED = refusal(403, 'The room is blocked: nobody can write in it.')

const as = async (idAmbassador: number) => ({ token: await signSelfToken(idAmbassador) })

const block = (idAmbassador: number, isBlocked = true, idChatroom = 1) =>
  send('PATCH', `${CHATROOMS}/${idChatroom}/ambassadors/${idAmbassador}/block`, {
    body: { is_blocked: isBlocked },
  })

const edit = (body: unknown, options = {}, idMessage = 1) =>
  send('PATCH', `/api/v2/chat/messages/${idMessage}`, { ...options, body })

const rate = (body: unknown, options = {}) =>
  send('PATCH', '/api/v2/chat/ratings/1', { ...options, body })

const messageOf = async (idMessage = 1) =>
  env.DB.prepare('select content, active from messages where id_message = ?')
    .bind(idMessage)
    .first()

const unreadOf = async (idAmbassador: number) =>
  (await listRooms(idAmbassador)).body.data[0].unread_messages

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await post(1, TEXT)
})

const WRITTEN = [
  { content: 'new words' },
  { active: true },
  { content: 'new words', active: true },
  { content: 'new words', active: false },
]

describe.each([1, 2])('in a pair that %i has blocked, an author with a token of its own', (who) => {
  it.each(WRITTEN)('may not send %o, and is told what posting is told', async (body) => {
    const author = await as(1)
    await edit({ active: false })
    await block(who)
    expect(shown(await post(1, TEXT, author))).toStrictEqual(BLOCKED)
    const { messages: before } = await rows()
    const { binding, meter } = metered(env.DB)
    const answer = await edit(body, { ...author, env: { DB: binding } })
    expect(shown(answer)).toStrictEqual(BLOCKED)
    expect(meter.calls).toBe(1)
    expect((await rows())['messages']).toStrictEqual(before)
    expect(await unreadOf(2)).toBe(0)
    await block(who, false)
    expect(await edit(body, author)).toMatchObject({ status: 200 })
  })

  it('may not change what is not deleted either', async () => {
    await block(who)
    expect(shown(await edit({ content: 'new words' }, await as(1)))).toStrictEqual(BLOCKED)
    expect(await messageOf()).toStrictEqual({ content: 'Hello', active: 1 })
  })

  it('may delete its message, again too, and change nothing', async () => {
    await block(who)
    for (const body of [{}, { active: false }, { active: false, content: null }, {}]) {
      expect(await edit(body, await as(1))).toMatchObject({ status: 200 })
    }
    expect(await messageOf()).toStrictEqual({ content: 'Hello', active: 0 })
  })
})

it('changes and restores in a room without a block', async () => {
  const author = await as(1)
  for (const body of [...WRITTEN, { active: true }]) {
    expect(await edit(body, author)).toMatchObject({ status: 200 })
  }
  expect(await messageOf()).toStrictEqual({ content: 'new words', active: 1 })
})

it('changes and restores in a blocked room with a token of the brand', async () => {
  await block(2)
  for (const body of [...WRITTEN, { active: true }]) {
    expect(await edit(body)).toMatchObject({ status: 200 })
  }
  expect(await messageOf()).toStrictEqual({ content: 'new words', active: 1 })
})

it('asks for the block of the room of the message, and of no other', async () => {
  const author = await as(1)
  await create({ ids_ambassadors: [1, 3], source: 0 })
  await post(2, TEXT)
  await block(3, true, 2)
  expect(await edit({ content: 'new words' }, author)).toMatchObject({ status: 200 })
  expect(shown(await edit({ content: 'new words' }, author, 2))).toStrictEqual(BLOCKED)
})

it('changes and restores in a room of a tag, in which a block is for oneself', async () => {
  await brandTag(7, [1, 2])
  await create({ id_brand_tag: 7, source: 0 })
  await post(2, TEXT)
  await block(1, true, 2)
  await block(2, true, 2)
  for (const body of [...WRITTEN, { active: true }]) {
    expect(await edit(body, await as(1), 2)).toMatchObject({ status: 200 })
  }
})

it('tells of a block to nobody but the author', async () => {
  await block(2)
  const words = { content: 'new words' }
  expect(shown(await edit(words, await as(2)))).toStrictEqual(
    refusal(403, 'A message may only be changed by its author.'),
  )
  expect(shown(await edit(words, await as(3)))).toStrictEqual(NOT_FOUND)
  await send('PATCH', `${CHATROOMS}/1/purge`, { body: { id_ambassador: 1 } })
  expect(shown(await edit(words, await as(1)))).toStrictEqual(NOT_FOUND)
})

it('of 20 edits and a block at once, the last words are those of the last edit that was accepted', async () => {
  const author = await as(1)
  const sent = Array.from({ length: 20 }, (_, index) => edit({ content: `words ${index}` }, author))
  const [, ...answers] = await Promise.all([block(2), ...sent])
  const accepted = answers.filter(({ status }) => status === 200).map(({ body }) => body.content)
  const refused = answers.filter(({ status }) => status !== 200).map(shown)
  expect(refused).toStrictEqual(refused.map(() => BLOCKED))
  expect(['Hello', ...accepted]).toContain((await messageOf())?.['content'])
  expect(shown(await edit({ content: 'later' }, author))).toStrictEqual(BLOCKED)
})

describe('in a blocked pair, a rater with a token of its own', () => {
  beforeEach(async () => {
    await send('POST', `${CHATROOMS}/1/ratings`, { body: { id_user_rater: 2, id_user_rated: 1 } })
    await block(1)
  })

  it('gives a value, and changes it, without a comment', async () => {
    const rater = await as(2)
    for (const body of [{ value: 1 }, { value: 2, content: null }]) {
      expect(await rate(body, rater)).toMatchObject({ status: 200, body: { content: null } })
    }
  })

  it('may not comment, and then its value is not taken either', async () => {
    const rater = await as(2)
    await rate({ value: 1 }, rater)
    const { ratings: before, chatrooms } = await rows()
    const { binding, meter } = metered(env.DB)
    const options = { ...rater, env: { DB: binding } }
    for (const content of ['You again', '']) {
      expect(shown(await rate({ value: 5, content }, options))).toStrictEqual(BLOCKED)
    }
    expect(meter.calls).toBe(2)
    expect(await rows()).toMatchObject({ ratings: before, chatrooms })
    await block(1, false)
    expect(await rate({ value: 5, content: 'Thank you' }, rater)).toMatchObject({ status: 200 })
  })

  it('may not write into the request to rate either', async () => {
    const asked = { content: 'You again' }
    expect(shown(await edit(asked, await as(1), 2))).toStrictEqual(BLOCKED)
  })

  it('leaves the comment to a token of the brand', async () => {
    const given = { value: 5, content: 'Said on the phone' }
    expect(await rate(given)).toMatchObject({ status: 200, body: given })
  })

  it('tells the rated one of the rater, and strangers of nothing', async () => {
    const given = { value: 5, content: 'x' }
    expect(shown(await rate(given, await as(1)))).toStrictEqual(
      refusal(403, 'A rating may only be given by its rater.'),
    )
    expect(shown(await rate(given, await as(3)))).toStrictEqual(NOT_FOUND)
  })
})
