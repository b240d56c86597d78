// An e-mail that an ambassador has set for itself is shown and identifies nobody.
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { send } from '../support/worker.ts'

const FIRST_RESERVED = 1_073_741_824
const EMAIL = 'victim@example.com'

/** A client sets or clears its own e-mail. */
const setOwn = async (id: number, emailTmp: string | null, claims = {}) =>
  send('PATCH', `/api/v2/chat/ambassadors/${id}`, {
    token: await signSelfToken(id, claims),
    body: { email_tmp: emailTmp },
  })

/** The brand sets or clears the e-mail of a client. */
const setByBrand = (id: number, emailTmp: string | null) =>
  send('PATCH', `/api/v2/chat/ambassadors/${id}`, { body: { email_tmp: emailTmp } })

/** The client whom the shop is given for an e-mail. */
const found = async (emailTmp = EMAIL): Promise<number> => {
  const body = { email_tmp: emailTmp }
  const answer = await send('POST', '/api/v2/chat/ambassadors/shop-customer', { body })
  expect(answer.status).toBe(200)
  return answer.body.id_ambassador
}

const manage = async (method: string, body?: unknown) =>
  send(method, '/api/v2/manager/ambassadors', {
    token: await signToken({ scope: 'manager' }),
    body,
  })

/** What everybody sees of a client, and what a manager sees besides. */
const emailsOf = async (id: number) => {
  const is = (one: { id_ambassador: number }) => one.id_ambassador === id
  const [chat, manager] = [await send('GET', '/api/v2/chat/ambassadors'), await manage('GET')]
  expect(chat.body.data.find(is)).not.toHaveProperty('email_tmp_by_brand')
  const { email_tmp: shown, ...others } = manager.body.data.find(is)
  expect(chat.body.data.find(is).email_tmp).toBe(shown)
  return 'email_tmp_by_brand' in others ? [shown, others.email_tmp_by_brand] : [shown]
}

beforeEach(() => ambassadors([5, 6, 7], { status: 7 }))

describe('an e-mail that a client has set for itself', () => {
  it('is kept and shown, trimmed and lower-cased, and the shop is given somebody else for it', async () => {
    const answer = await setOwn(5, ' Victim@Example.com ')
    expect(answer).toMatchObject({ status: 200, body: { id_ambassador: 5, email_tmp: EMAIL } })
    expect([await found(), await found()]).toStrictEqual([FIRST_RESERVED, FIRST_RESERVED])
    expect(await emailsOf(5)).toStrictEqual([EMAIL, null])
    expect(await emailsOf(FIRST_RESERVED)).toStrictEqual([EMAIL])
  })

  it('may be the one that the brand wrote of another, who stays the one that is found', async () => {
    await setByBrand(6, EMAIL)
    for (const id of [5, 7]) expect(await setOwn(id, EMAIL)).toMatchObject({ status: 200 })
    expect(await found()).toBe(6)
    await setByBrand(6, null)
    expect(await found()).toBe(FIRST_RESERVED)
  })

  it('does not keep the brand from writing it of another', async () => {
    await setOwn(5, EMAIL)
    expect(await setByBrand(6, EMAIL)).toMatchObject({ status: 200 })
    expect(await found()).toBe(6)
    await setOwn(5, 'b@example.com')
    const put = [{ id_ambassador: 7, status: 7, email_tmp: 'b@example.com' }]
    expect(await manage('PUT', put)).toMatchObject({ status: 200 })
    expect(await found('b@example.com')).toBe(7)
  })

  it('leaves the one that the brand wrote in force, also when it is cleared', async () => {
    const id = await found()
    for (const own of ['own@example.com', null]) {
      const answer = await setOwn(id, own)
      expect(answer).toMatchObject({ status: 200, body: { email_tmp: own } })
      expect(await emailsOf(id)).toStrictEqual([own, EMAIL])
      expect(await found()).toBe(id)
    }
    expect(await found('own@example.com')).not.toBe(id)
    expect(await setByBrand(6, EMAIL)).toMatchObject({ status: 422 })
  })

  it('finds its client once the brand has written the same', async () => {
    await setOwn(5, EMAIL)
    await setByBrand(5, EMAIL)
    expect(await emailsOf(5)).toStrictEqual([EMAIL])
    expect(await found()).toBe(5)
    await setOwn(6, 'b@example.com')
    await manage('PUT', [{ id_ambassador: 6, status: 7, email_tmp: 'b@example.com' }])
    expect(await emailsOf(6)).toStrictEqual(['b@example.com'])
    expect(await found('b@example.com')).toBe(6)
  })

  it('gives way to what the brand writes or clears later', async () => {
    await setOwn(5, EMAIL)
    expect(await setByBrand(5, 'a@example.com')).toMatchObject({
      body: { email_tmp: 'a@example.com' },
    })
    await setOwn(6, EMAIL)
    expect(await setByBrand(6, null)).toMatchObject({ body: { email_tmp: null } })
    await setOwn(7, EMAIL)
    await manage('PUT', [{ id_ambassador: 7, status: 7 }])
    expect(await emailsOf(7)).toStrictEqual([null])
    expect(await found('a@example.com')).toBe(5)
    expect(await found()).toBe(FIRST_RESERVED)
  })

  it.each(['PUT', 'PATCH'])(
    'stays what it is when the record is read and written back with %s',
    async (method) => {
      await setByBrand(6, 'six@example.com')
      for (const id of [5, 6]) await setOwn(id, EMAIL)
      await setOwn(7, null)
      const { data } = (await manage('GET')).body
      expect(await manage(method, data)).toMatchObject({ status: 200, body: { unchanged: 3 } })
      const changed = data.map((person: object) => Object.assign({}, person, { firstname: 'New' }))
      expect(await manage(method, changed)).toMatchObject({ status: 200, body: { unchanged: 0 } })
      expect(await emailsOf(5)).toStrictEqual([EMAIL, null])
      expect(await emailsOf(6)).toStrictEqual([EMAIL, 'six@example.com'])
      expect(await found()).toBe(FIRST_RESERVED)
      expect(await found('six@example.com')).toBe(6)
    },
  )

  it('is told from that of the brand in a record, which two clients can not have', async () => {
    const asRead = (id: number) => ({
      id_ambassador: id,
      status: 7,
      email_tmp: `${id}@example.com`,
      email_tmp_by_brand: EMAIL,
    })
    expect(await manage('PATCH', [asRead(5), asRead(6)])).toMatchObject({
      status: 422,
      body: { errors: { '1.email_tmp': ['1.email_tmp must differ from 0.email_tmp.'] } },
    })
    expect(await manage('PATCH', [asRead(5)])).toMatchObject({ status: 200 })
    expect(await emailsOf(5)).toStrictEqual([EMAIL])
    expect(await manage('PUT', [asRead(6)])).toMatchObject({ status: 422 })
    expect(await found()).toBe(5)
  })

  it('finds nobody when a member who has set it becomes a client', async () => {
    await ambassadors([1])
    await setOwn(1, EMAIL)
    await manage('PUT', [{ id_ambassador: 1, status: 7 }])
    expect(await found()).toBe(FIRST_RESERVED)
  })
})

it('is the brand’s when the token may act for the brand too', async () => {
  await setOwn(5, EMAIL, { scope: 'chat:self chat:brand' })
  expect(await found()).toBe(5)
})
