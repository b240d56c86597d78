// GET /manager/ambassadors/{id} and its export: one person, and all that is held about it.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { tableNames } from '../support/empty-database.ts'
import { ambassadors, brandTag } from '../support/factories.ts'
import { signToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

const PATH = '/api/v2/manager/ambassadors'

interface Line {
  readonly type: string
  readonly [field: string]: unknown
}

let token: string

beforeEach(async () => {
  token = await signToken({ scope: 'manager' })
})

const get = (path: string) => send('GET', `${PATH}/${path}`, { token })

const linesOf = async (id: number): Promise<Line[]> => (await get(`${id}/export`)).body

const ofType = (lines: readonly Line[], type: string) => lines.filter((line) => line.type === type)

describe('one ambassador', () => {
  it('is read as in the list, anonymized ones too', async () => {
    await ambassadors([1], { emailTmp: 'brand@example.com', ownEmailTmp: 'own@example.com' })
    await ambassadors([2], { isAnonymized: true })
    const { body: list } = await send('GET', PATH, { token })
    expect((await get('1')).body).toStrictEqual(list.data[0])
    expect((await get('1')).body).toMatchObject({
      email_tmp: 'own@example.com',
      email_tmp_by_brand: 'brand@example.com',
    })
    expect((await get('2')).body).toStrictEqual(list.data[1])
  })

  it.each(['99', '0', 'x', '99/export', 'x/export'])('is not found at %s', async (path) => {
    await ambassadors([1])
    await ambassadors([99], { idBrand: 4 })
    expect(await get(path)).toMatchObject({ status: 404, body: { message: 'Not Found.' } })
  })
})

/** Ambassador 1 has something of everything, and so have the others. */
const arrange = async () => {
  await ambassadors([1, 3], { lastActionAt: 1_700_000_000_123 })
  await ambassadors([2, 4], { status: 7 })
  await brandTag(7, [1, 3])
  await brandTag(8, [3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await create({ ids_ambassadors: [3, 2], source: 0 })
  const brand = await signToken({ scope: 'chat:brand' })
  const chat = async (method: string, path: string, body: unknown) => {
    const answer = await send(method, `/api/v2/chat/${path}`, { token: brand, body })
    expect(answer.status).toBeLessThan(300)
    return answer.body
  }
  const say = (room: number, author: number, content: string) =>
    post(room, { id_ambassador: author, type_message: 0, content })
  await say(1, 1, 'one of mine')
  await say(1, 2, 'one of the other')
  const { body: deleted } = await say(1, 1, 'a deleted one of mine')
  await chat('PATCH', `messages/${deleted.id_message}`, { active: false })
  await say(2, 3, 'somewhere else')
  for (const [rater, rated] of [
    [1, 2],
    [2, 1],
  ]) {
    const pair = { id_user_rater: rater, id_user_rated: rated }
    const { rating } = await chat('POST', 'chatrooms/1/ratings', pair)
    await chat('PATCH', `ratings/${rating.id_rating}`, { value: 4, content: `by ${rater}` })
  }
  await chat('POST', 'chatrooms/2/ratings', { id_user_rater: 3, id_user_rated: 2 })
  await chat('POST', 'waiting-list', { id_user: 2, content: 'my question' })
  await chat('PATCH', 'waiting-list/1', { id_ambassador: 1 })
  await chat('POST', 'waiting-list', { id_user: 4, content: 'another question' })
  await chat('PATCH', 'chatrooms/1/ambassadors/1/flag', { flag: 2 })
  await chat('PATCH', 'chatrooms/1/ambassadors/1/archive', { archive: true })
  await chat('PATCH', 'chatrooms/1/purge', { id_ambassador: 1 })
}

describe('the export of one ambassador', () => {
  beforeEach(arrange)

  it('is a file of lines with all that is held about it, and nothing that is about others alone', async () => {
    const { status, headers, body } = await get('1/export')
    expect(status).toBe(200)
    expect(headers.get('Content-Type')).toBe('application/x-ndjson')
    expect(headers.get('Content-Disposition')).toBe('attachment; filename="ambassador-1.ndjson"')
    const lines = body as Line[]
    const { body: record } = await get('1')
    expect(ofType(lines, 'ambassador')).toStrictEqual([{ type: 'ambassador', ...record }])
    expect(ofType(lines, 'brand_tag')).toStrictEqual([
      { type: 'brand_tag', id_brand_tag: 7, name: 'Tag 7' },
    ])
    expect(ofType(lines, 'chatroom_pivot')).toStrictEqual([
      {
        type: 'chatroom_pivot',
        id_chatroom: 1,
        last_read_message: null,
        is_blocked: false,
        archived: true,
        flag: 2,
        purged_message: expect.any(Number),
        has_posted: true,
        last_action_date: expect.stringMatching(/^20.*000Z$/),
      },
    ])
    const message = {
      type: 'message',
      id_chatroom: 1,
      date_insert: expect.any(String),
      type_message: 0,
      status_moderation: 0,
      active: true,
      id_rating: null,
    }
    const request = { ...message, content: null, type_message: 2 }
    expect(ofType(lines, 'message')).toStrictEqual([
      { ...message, id_message: 1, content: 'one of mine' },
      { ...message, id_message: 3, content: 'a deleted one of mine', active: false },
      // A brand's token lets the rated one ask.
      { ...request, id_message: 6, id_rating: 2 },
    ])
    const rating = {
      type: 'rating',
      id_chatroom: 1,
      date_insert: expect.any(String),
      date_update: expect.any(String),
      date_delete: null,
      value: 4,
    }
    expect(ofType(lines, 'rating')).toStrictEqual([
      { ...rating, id_rating: 1, content: 'by 1', id_user_rater: 1, id_user_rated: 2 },
      { ...rating, id_rating: 2, content: 'by 2', id_user_rater: 2, id_user_rated: 1 },
    ])
    expect(ofType(lines, 'waiting')).toMatchObject([
      { id_waiting: 1, id_user: 2, id_ambassador: 1, content: null, comment: null },
    ])
    expect(lines.at(-1)).toStrictEqual({ type: 'end', lines: 9 })
    expect(lines).toHaveLength(10)
  })

  it('of one who waits has what it said', async () => {
    const lines = await linesOf(2)
    expect(ofType(lines, 'waiting')).toMatchObject([{ id_user: 2, content: 'my question' }])
    expect(ofType(await linesOf(4), 'waiting')).toMatchObject([{ content: 'another question' }])
  })

  it('of one who has done nothing is the record alone', async () => {
    await ambassadors([9])
    expect(await linesOf(9)).toMatchObject([{ id_ambassador: 9 }, { type: 'end', lines: 1 }])
  })

  it('of an anonymized one has what it left', async () => {
    await send('PATCH', `${PATH}/1/anonymize`, { token })
    const lines = await linesOf(1)
    expect(lines[0]).toMatchObject({ type: 'ambassador', firstname: null, anonymized: true })
    expect(ofType(lines, 'message')).toHaveLength(3)
  })

  it('is of its brand alone', async () => {
    await ambassadors([1], { idBrand: 4, firstname: 'Other' })
    const other = await signToken({ scope: 'manager', brands: [4] })
    const { body } = await send('GET', `${PATH}/1/export`, { token: other, brand: 4 })
    expect(body).toMatchObject([{ firstname: 'Other' }, { type: 'end', lines: 1 }])
  })
})

/** Where a person is named, and the lines that say so; null where another line says the same. */
const NAMED: Record<string, string | null> = {
  'ambassadors.id_ambassador': 'ambassador',
  'brand_tag_members.id_ambassador': 'brand_tag',
  'chatroom_pivots.id_ambassador': 'chatroom_pivot',
  'messages.id_ambassador': 'message',
  'ratings.id_user_rater': 'rating',
  'ratings.id_user_rated': 'rating',
  'waiting_list.id_user': 'waiting',
  'waiting_list.id_ambassador': 'waiting',
  // Nothing writes it.
  'waiting_list.id_transferrer': null,
  // Its message.
  'chatrooms.first_author': null,
  // Numbers of the things that are in the other lines.
  'events.id_ambassador': null,
}

it('leaves out no column of the database that names a person', async () => {
  await arrange()
  const found: string[] = []
  for (const table of await tableNames(env.DB)) {
    const { results } = await env.DB.prepare(`select name from pragma_table_info('${table}')`).all<{
      name: string
    }>()
    const named = results.filter(({ name }) => /ambassador|id_user|author|transferrer/.test(name))
    found.push(...named.map(({ name }) => `${table}.${name}`))
  }
  expect(found.toSorted()).toStrictEqual(Object.keys(NAMED).toSorted())
  const types = new Set((await linesOf(1)).map(({ type }) => type))
  expect([...types].toSorted()).toStrictEqual(
    [...new Set(Object.values(NAMED).filter((type) => type !== null)), 'end'].toSorted(),
  )
})
