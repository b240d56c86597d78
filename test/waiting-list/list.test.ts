// GET /chat/waiting-list.
import { beforeEach, describe, expect, it } from 'vitest'
import { waitingList } from '../../src/db/conversation-schema.ts'
import { ambassadors, database } from '../support/factories.ts'
import { invalidFields, refusal, shown, UNAUTHORIZED } from '../support/refusals.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { type Answer, type Options, send } from '../support/worker.ts'

const PATH = '/api/v2/chat/waiting-list'

const list = (query = '', options: Options = {}) => send('GET', `${PATH}${query}`, options)

const ids = ({ body }: Answer): number[] =>
  body.map(({ id_waiting: id }: { id_waiting: number }) => id)

const OPEN = { idBrand: 3, idUser: 7, insertedAt: 0, updatedAt: 0 }

/** An entry of brand 3 on which ambassador 7 waits since the epoch, for a topic of its own, unless `columns` says otherwise. */
const entry = (idWaiting: number, columns: Partial<typeof waitingList.$inferInsert> = {}) =>
  database
    .insert(waitingList)
    .values({ ...OPEN, idWaiting, idChatTopic: 1000 + idWaiting, ...columns })

beforeEach(async () => {
  await ambassadors([1])
  await ambassadors([7], { status: 7 })
  await ambassadors([8], { status: 8 })
})

describe('the waiting list', () => {
  it('is an empty array while nobody waits', async () => {
    expect(await list()).toMatchObject({ status: 200, body: [] })
  })

  it('lists entries with all of their fields, in the order of the contract', async () => {
    await entry(1, {
      idAmbassador: 1,
      idChatTopic: 5,
      content: 'Hello',
      source: 2,
      idTransferrer: 1,
      idChatroomTransferred: 9,
      comment: 'Knows her',
      insertedAt: 1000,
      handledAt: 2000,
      updatedAt: 3000,
    })
    const { status, body } = await list()
    expect({ status, body }).toStrictEqual({
      status: 200,
      body: [
        {
          id_waiting: 1,
          id_ambassador: 1,
          id_user: 7,
          id_brand: 3,
          id_chat_topic: 5,
          content: 'Hello',
          id_chatroom: null,
          date_insert: '1970-01-01T00:00:01.000000Z',
          date_handled: '1970-01-01T00:00:02.000000Z',
          date_update: '1970-01-01T00:00:03.000000Z',
          date_delete: null,
          source: 2,
          id_transferrer: 1,
          id_chatroom_transferred: 9,
          comment: 'Knows her',
        },
      ],
    })
    expect(Object.keys(body[0]).join(' ')).toBe(
      'id_waiting id_ambassador id_user id_brand id_chat_topic content id_chatroom date_insert date_handled ' +
        'date_update date_delete source id_transferrer id_chatroom_transferred comment',
    )
  })

  it('runs from the oldest entry on, without deleted ones and those of other brands', async () => {
    await ambassadors([7], { idBrand: 4, status: 7 })
    await entry(3)
    await entry(1, { idUser: 8 })
    await entry(2, { deletedAt: 1 })
    await entry(1, { idBrand: 4 })
    await entry(9, { idBrand: 4 })
    expect(ids(await list())).toStrictEqual([1, 3])
    const options = { token: await signToken({ brands: [3, 4] }), brand: 4 }
    expect(ids(await list('', options))).toStrictEqual([1, 9])
  })

  it('shows the newest 1,000 entries, oldest first', async () => {
    const numbers = Array.from({ length: 1001 }, (_, index) => index + 1)
    await database.batch([entry(1), ...numbers.slice(1).map((id) => entry(id))])
    expect(ids(await list())).toStrictEqual(numbers.slice(1))
  })
})

it('has at most 13 MB: 1,000 entries with the longest content, of which JSON writes each character as six', async () => {
  const content = '\u0001'.repeat(2000)
  const longest = Array.from({ length: 1000 }, (_, index) => entry(index + 1, { content }))
  await database.batch([entry(1001, { content }), ...longest])
  const { body } = await list()
  expect(body).toHaveLength(1000)
  const bytes = new TextEncoder().encode(JSON.stringify(body)).length
  expect(bytes).toBeGreaterThan(12_000_000)
  expect(bytes).toBeLessThan(13_000_000)
})

describe('a filter', () => {
  beforeEach(async () => {
    await entry(1, { idChatTopic: 5 })
    await entry(2, { idUser: 8, idChatTopic: 6 })
    await entry(3, { idUser: 1, handledAt: 1_700_000_000_000 })
    await entry(4, { idChatTopic: 6, handledAt: 1_700_000_000_001 })
    await entry(5, { idUser: 8, deletedAt: 1 })
  })

  it.each([
    ['filter[id_user]=7', [1, 4]],
    ['filter[id_user]=8,7', [1, 2, 4]],
    ['filter[id_user]=7,7', [1, 4]],
    ['filter[id_user]=99', []],
    ['filter[id_chat_topic]=6', [2, 4]],
    ['filter[id_chat_topic]=5,6', [1, 2, 4]],
    ['filter[date_handled]=null', [1, 2]],
    ['filter[date_handled]=2023-11-14T22:13:20Z', [3, 4]],
    ['filter[date_handled]=2023-11-14 22:13:20.001', [4]],
    ['filter[id_user]=7&filter[date_handled]=null', [1]],
    ['filter[id_user]=7&filter[id_chat_topic]=6', [4]],
    ['sort=comment&page=0&mood=good', [1, 2, 3, 4]],
  ])('%s leaves %j', async (query, expected) => {
    expect(ids(await list(`?${query}`))).toStrictEqual(expected)
    const token = await signSelfToken(1)
    expect(ids(await list(`?${query}`, { token }))).toStrictEqual(expected)
  })

  it('that is not known or not well-formed is refused, with all the others', async () => {
    const query =
      '?filter[id_user]=7,x&filter[id_chat_topic]=0&filter[date_handled]=soon&filter[source]=1'
    expect(shown(await list(query))).toStrictEqual(
      invalidFields({
        'filter[id_user].1': ['filter[id_user].1 must be an integer from 1 to 2147483647.'],
        'filter[id_chat_topic].0': [
          'filter[id_chat_topic].0 must be an integer from 1 to 2147483647.',
        ],
        'filter[date_handled]': ['filter[date_handled] must be null or an ISO 8601 date-time.'],
        'filter[source]': ['filter[source] is not a filter of this list.'],
      }),
    )
  })
})

describe('who may list', () => {
  beforeEach(async () => {
    await entry(1)
    await entry(2, { idUser: 8 })
    await entry(3)
  })

  it('is a member, for all of the brand', async () => {
    expect(ids(await list('', { token: await signSelfToken(1) }))).toStrictEqual([1, 2, 3])
  })

  it('is an external ambassador, for its own entries', async () => {
    const token = await signSelfToken(7)
    expect(ids(await list('', { token }))).toStrictEqual([1, 3])
    expect(ids(await list('?filter[id_user]=7,8', { token }))).toStrictEqual([1, 3])
    expect(ids(await list('?filter[id_user]=8', { token }))).toStrictEqual([])
  })

  it('is nobody without a token, a brand and a scope', async () => {
    expect(shown(await list('', { token: null }))).toStrictEqual(UNAUTHORIZED)
    expect(await list('', { brand: null })).toMatchObject({ status: 422 })
    expect(shown(await list('', { token: await signToken({ scope: 'manager' }) }))).toStrictEqual(
      refusal(403, 'The token needs the scope chat:self or chat:brand for this route.'),
    )
  })
})
