// The log of a brand by asking: what is in it, for whom, and from where.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, brandTag, forgetEvents } from '../support/factories.ts'
import { secondsNow, signSelfToken, signToken } from '../support/tokens.ts'
import { type Answer, create, post, send } from '../support/worker.ts'

const EVENTS = '/api/v2/chat/events'

const pull = (query: string, token?: string, brand?: number): Promise<Answer> =>
  send('GET', `${EVENTS}${query}`, {
    ...(token === undefined ? {} : { token }),
    ...(brand === undefined ? {} : { brand }),
  })

const say = (content: string, idAuthor = 1, idChatroom = 1) =>
  post(idChatroom, { id_ambassador: idAuthor, type_message: 0, content })

/** What was said, by the events of an answer. */
const saidIn = ({ body }: Answer): string[] =>
  body.data
    .filter(({ type }: { type: string }) => type === 'message.created')
    .map(({ data }: { data: { content: string } }) => data.content)

const rows = async () =>
  (await env.DB.prepare('select * from events order by id_brand, id_event').all()).results

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

describe('a message', () => {
  it('appends one event, of ids and a date alone', async () => {
    const { body } = await say('Hello')
    expect(await rows()).toStrictEqual([
      {
        id_brand: 3,
        id_event: 1,
        type_event: 0,
        id_chatroom: 1,
        id_message: 1,
        id_ambassador: null,
        id_rating: null,
        id_summary: null,
        id_waiting: null,
        date_insert: Date.parse(body.date_insert),
      },
    ])
  })

  it('appends one when its request is sent again, and none when it is refused', async () => {
    const headers = { 'Idempotency-Key': 'once' }
    const text = { id_ambassador: 1, type_message: 0, content: 'Hello' }
    for (let time = 0; time < 3; time += 1) await post(1, text, { headers })
    await post(1, { ...text, id_ambassador: 3 })
    await post(9, text)
    expect(await rows()).toHaveLength(1)
  })

  it('is told as its own route answers it', async () => {
    const { body: message } = await say('Hello')
    const { status, body } = await pull('?since=0-0')
    const [{ cursor }] = body.data
    expect(status).toBe(200)
    expect(body).toStrictEqual({
      data: [
        {
          type: 'message.created',
          id_event: 1,
          cursor,
          date_insert: message.date_insert,
          id_chatroom: 1,
          id_message: 1,
          data: message,
        },
      ],
      cursor,
      has_more: false,
    })
  })
})

describe('a cursor', () => {
  it('is where the log ends for whoever has none, and brings what comes behind it', async () => {
    await say('before')
    const { body: start } = await pull('')
    expect(start).toMatchObject({ data: [], has_more: false })
    await say('one')
    await say('two')
    const first = await pull(`?since=${start.cursor}&limit=1`)
    expect(first.body.has_more).toBe(true)
    expect(saidIn(first)).toStrictEqual(['one'])
    const second = await pull(`?since=${first.body.cursor}&limit=1`)
    expect(saidIn(second)).toStrictEqual(['two'])
    expect(second.body.has_more).toBe(false)
    expect((await pull(`?since=${second.body.cursor}`)).body).toStrictEqual({
      ...second.body,
      data: [],
    })
  })

  it('of an empty log is its beginning', async () => {
    const { body } = await pull('')
    expect(body).toStrictEqual({ data: [], cursor: '0-0', has_more: false })
    await say('Hello')
    expect(saidIn(await pull('?since=0-0'))).toStrictEqual(['Hello'])
  })

  it('is 410 when it is none, of nothing, or from before a restore', async () => {
    await say('one')
    await say('two')
    const { cursor } = (await pull('')).body
    // What a restore leaves: the same ids with other dates.
    await env.DB.prepare('update events set date_insert = date_insert + 1 where id_event = 2').run()
    for (const since of ['', 'x', '-1-0', '0-1', '1-', '3-abc', '2', cursor, '1e3-0', '٢-0']) {
      const { status, body } = await pull(`?since=${encodeURIComponent(since)}`)
      expect({ since, status, body }).toStrictEqual({
        since,
        status: 410,
        body: {
          message: 'The log has no such cursor. Load the lists again, and begin without since.',
        },
      })
    }
    await env.DB.prepare('delete from events where id_event = 2').run()
    expect((await pull(`?since=${cursor}`)).status).toBe(410)
  })

  it('goes on through what concerns somebody else, and says that there is more', async () => {
    await env.DB.prepare(
      `insert into events (id_brand, id_event, type_event, id_chatroom, id_message, date_insert)
       with recursive n(id) as (select 1 union all select id + 1 from n where id < 1500)
       select 3, id, 0, 99, 99, 5 from n`,
    ).run()
    await say('Hello')
    const token = await signSelfToken(2)
    const first = await pull('?since=0-0', token)
    expect(first.body).toMatchObject({ data: [], cursor: '1000-5', has_more: true })
    expect(saidIn(await pull(`?since=${first.body.cursor}`, token))).toStrictEqual(['Hello'])
  })

  it.each(['limit=0', 'limit=501', 'limit=x', 'filter[type]=message', 'filter[room]=1'])(
    'with %s is a 422',
    async (query) => {
      expect((await pull(`?since=0-0&${query}`)).status).toBe(422)
    },
  )
})

describe('the filter of types', () => {
  it('brings those types alone, and a cursor behind the others', async () => {
    await say('Hello')
    const { body } = await pull('?since=0-0&filter[type]=chatroom.read,rating.updated')
    expect(body).toStrictEqual({ ...(await pull('')).body })
    const both = await pull('?since=0-0&filter[type]=chatroom.read,message.created')
    expect(saidIn(both)).toStrictEqual(['Hello'])
  })
})

describe('visibility', () => {
  it('is that of the room: its members and the brand, and nobody else', async () => {
    await say('Hello')
    for (const id of [1, 2]) {
      expect(saidIn(await pull('?since=0-0', await signSelfToken(id)))).toStrictEqual(['Hello'])
    }
    expect(saidIn(await pull('?since=0-0', await signSelfToken(3)))).toStrictEqual([])
    expect(saidIn(await pull('?since=0-0'))).toStrictEqual(['Hello'])
  })

  it('is that of one brand', async () => {
    await ambassadors([1, 2], { idBrand: 4 })
    const token = await signToken({ brands: [4] })
    await create({ ids_ambassadors: [1, 2], source: 0 }, { token, brand: 4 })
    await say('Hello')
    expect(saidIn(await pull('?since=0-0', token, 4))).toStrictEqual([])
    const { cursor } = (await pull('')).body
    expect((await pull(`?since=${cursor}`, token, 4)).status).toBe(410)
  })

  it('leaves out what somebody has purged, for it alone', async () => {
    await say('before')
    const token = await signSelfToken(2)
    await send('PATCH', '/api/v2/chat/chatrooms/1/purge', { token, body: { id_ambassador: 2 } })
    await say('after')
    expect(saidIn(await pull('?since=0-0', token))).toStrictEqual(['after'])
    expect(saidIn(await pull('?since=0-0', await signSelfToken(1)))).toStrictEqual([
      'before',
      'after',
    ])
  })

  it('leaves out the message that is deleted by now, for everybody', async () => {
    await say('one')
    await say('two')
    await send('PATCH', '/api/v2/chat/messages/1', { body: { active: false } })
    for (const token of [undefined, await signSelfToken(1), await signSelfToken(2)]) {
      const { body } = await pull('?since=0-0&filter[type]=message.created', token)
      expect(JSON.stringify(body)).not.toContain('one')
      expect(body.data).toHaveLength(1)
    }
  })

  it('hides contacts of others, and is closed to whom is shut out', async () => {
    await say('Hello')
    const author = async (id: number) =>
      (await pull('?since=0-0', await signSelfToken(id))).body.data[0].data.author
    expect(await author(2)).toMatchObject({ email: null, customer_id: null })
    expect(await author(1)).toMatchObject({ email: 'user.1@example.com', customer_id: 'C-1' })
    await ambassadors([5], { active: -1 })
    expect((await pull('?since=0-0', await signSelfToken(5))).status).toBe(403)
    expect((await pull('', await signSelfToken(9, { exp: secondsNow() + 60 }))).status).toBe(403)
  })

  it('includes what is said to everybody under a tag', async () => {
    await brandTag(1, [1, 3])
    await create({ id_brand_tag: 1, source: 0 })
    await say('All', 1, 2)
    expect(saidIn(await pull('?since=0-0', await signSelfToken(3)))).toStrictEqual(['All'])
    expect(saidIn(await pull('?since=0-0', await signSelfToken(2)))).toStrictEqual([])
  })
})
