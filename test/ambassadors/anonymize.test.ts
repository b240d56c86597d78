// PATCH /manager/ambassadors/{id}/anonymize.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as conversations from '../../src/db/conversation-schema.ts'
import { ambassadors, brandTag, database } from '../support/factories.ts'
import { signToken } from '../support/tokens.ts'
import { create, type Options, post, send } from '../support/worker.ts'

const SECRET = 'Zebulon'

const anonymize = async (id: number | string, options: Options = {}) =>
  send('PATCH', `/api/v2/manager/ambassadors/${id}/anonymize`, {
    token: await signToken({ scope: 'manager' }),
    brand: null,
    ...options,
  })

/** Everything that every text column of the database holds, as `table.column: text`. */
const texts = async (): Promise<string[]> => {
  const { results: columns } = await env.DB.prepare(
    `select m.name as "table", c.name as "column" from sqlite_schema m join pragma_table_info(m.name) c
     where m.type = 'table' and lower(c.type) = 'text' and m.name not like '\\_cf%' escape '\\'
       and m.name <> 'd1_migrations'`,
  ).all<{ table: string; column: string }>()
  expect(columns.length).toBeGreaterThan(15)
  const found: string[] = []
  for (const { table, column } of columns) {
    const { results } = await env.DB.prepare(
      `select "${column}" as text from "${table}" where "${column}" is not null`,
    ).all<{ text: string }>()
    found.push(...results.map(({ text }) => `${table}.${column}: ${text}`))
  }
  return found
}

const person = {
  image: `https://images.example.com/${SECRET}.jpg`,
  firstname: `${SECRET} first`,
  lastname: `${SECRET} last`,
  username: `${SECRET} user`,
  email: `${SECRET}@example.com`,
  emailTmp: `${SECRET}.tmp@example.com`,
  ownEmailTmp: `${SECRET}.own@example.com`,
  customerId: `${SECRET} customer`,
}

const waiting = { idBrand: 3, insertedAt: 0, updatedAt: 0 }

/** Ambassador 2 has left a text wherever it can; ambassador 1 and its namesake in brand 4 have as well. */
const arrange = async () => {
  await ambassadors([1])
  await ambassadors([2], { ...person, status: 7, lastActionAt: 1000 })
  await ambassadors([2], { ...person, idBrand: 4, firstname: 'Namesake' })
  await brandTag(7, [1, 2])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  const hello = { id_ambassador: 2, type_message: 0, content: `${SECRET} says hello` }
  await post(1, hello, { headers: { 'Idempotency-Key': `${SECRET} key` } })
  await post(
    1,
    { ...hello, id_ambassador: 1, content: 'Hello' },
    { headers: { 'Idempotency-Key': 'k' } },
  )
  await database.insert(conversations.waitingList).values([
    {
      ...waiting,
      idWaiting: 1,
      idUser: 2,
      content: `${SECRET} waits`,
      comment: `${SECRET} called`,
    },
    { ...waiting, idWaiting: 2, idUser: 1, idAmbassador: 2, content: 'waits', comment: 'called' },
  ])
}

beforeEach(arrange)

describe('an anonymized ambassador', () => {
  it('keeps its id, activity and status, and nothing else', async () => {
    const { status, body } = await anonymize(2)
    expect(status).toBe(200)
    expect(body).toStrictEqual({
      id_ambassador: 2,
      image: null,
      firstname: null,
      lastname: null,
      username: null,
      email: null,
      email_tmp: null,
      active: 1,
      status: 7,
      online: false,
      last_action_date: null,
      customer_id: null,
      anonymized: true,
    })
    expect(await anonymize(2)).toMatchObject({ status: 200, body })
  })

  it('has left none of its texts in any column of any table but what it wrote in rooms', async () => {
    const own = (text: string) => text.toLowerCase().includes(SECRET.toLowerCase())
    const before = (await texts()).filter(own)
    const columns = new Set(before.map((text) => text.split(':')[0]))
    for (const column of [
      'ambassadors.search_text',
      'ambassadors.image',
      'ambassadors.own_email_tmp',
      'waiting_list.comment',
    ]) {
      expect(columns).toContain(column)
    }
    const keys = await database.select().from(conversations.messages)
    const [{ requestKey, requestHash } = { requestKey: null, requestHash: null }] = keys
    expect(requestKey).not.toBeNull()

    await anonymize(2)
    await env.DB.prepare('delete from ambassadors where id_brand = 4').run()

    const after = await texts()
    expect(after.filter(own)).toStrictEqual([`messages.content: ${SECRET} says hello`])
    expect(after.join('\n')).not.toContain(requestKey)
    expect(after.join('\n')).not.toContain(requestHash)
  })

  it('leaves what belongs to others, in its brand and in any other', async () => {
    await anonymize(2)
    const [first, second] = await database.select().from(conversations.messages)
    expect(first).toMatchObject({ idAuthor: 2, requestKey: null, requestHash: null })
    expect(second).toMatchObject({ idAuthor: 1, requestKey: expect.any(String) })
    expect(await database.select().from(conversations.waitingList)).toMatchObject([
      { idUser: 2, content: null, comment: null },
      { idUser: 1, content: 'waits', comment: 'called' },
    ])
    const token = await signToken({ scope: 'manager', brands: [4] })
    const { body } = await send('GET', '/api/v2/manager/ambassadors', { token, brand: null })
    expect(body.data).toMatchObject([{ id_ambassador: 2, firstname: 'Namesake' }])
  })

  it('stays in its rooms and tags, and in the list of the manager alone', async () => {
    await anonymize(2)
    const room = await send('GET', '/api/v2/chat/chatrooms/1')
    expect(room.body.ambassadors).toMatchObject([
      { id_ambassador: 1 },
      { id_ambassador: 2, anonymized: true, chatroom_pivot_data: [{ id_chatroom: 1 }] },
    ])
    const messages = await send('GET', '/api/v2/chat/chatrooms/1/messages?sort=date_insert')
    expect(messages.body.data[0]).toMatchObject({
      content: `${SECRET} says hello`,
      author: { id_ambassador: 2, firstname: null, anonymized: true },
    })
    const chat = await send('GET', '/api/v2/chat/ambassadors')
    expect(chat.body.data).toMatchObject([{ id_ambassador: 1 }])
    const token = await signToken({ scope: 'manager' })
    const all = await send('GET', '/api/v2/manager/ambassadors', { token })
    expect(all.body.data).toMatchObject([{ id_ambassador: 1 }, { id_ambassador: 2 }])
  })

  it('gives its e-mail free for a new client', async () => {
    const email = `${SECRET}.tmp@example.com`
    await anonymize(2)
    const { body } = await send('POST', '/api/v2/chat/ambassadors/shop-customer', {
      body: { email_tmp: email },
    })
    expect(body.id_ambassador).toBe(1_073_741_824)
  })
})

describe('a request to anonymize', () => {
  it('needs no body and reads none', async () => {
    expect(await anonymize(2, { rawBody: 'not JSON' })).toMatchObject({ status: 200 })
  })

  it.each([99, 0, 'x'])('finds nobody at %j', async (id) => {
    expect(await anonymize(id)).toMatchObject({ status: 404, body: { message: 'Not Found.' } })
  })

  it('finds nobody of another brand', async () => {
    await ambassadors([9], { idBrand: 4 })
    expect(await anonymize(9)).toMatchObject({ status: 404 })
  })
})
