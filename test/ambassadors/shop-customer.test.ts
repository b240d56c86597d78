// POST /chat/ambassadors/shop-customer.
import { describe, expect, it } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { ambassadors, database } from '../support/factories.ts'
import { BRAND_REQUIRED, invalidFields, shown } from '../support/refusals.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { type Options, send } from '../support/worker.ts'

const FIRST_ID = 1_073_741_824

const shop = (body: unknown, options: Options = {}) =>
  send('POST', '/api/v2/chat/ambassadors/shop-customer', { body, ...options })

describe('a client', () => {
  it('is made in a brand that has nobody yet, with an id of the reserved range', async () => {
    const { status, body } = await shop({
      email_tmp: ' Zoe@Example.com ',
      firstname: 'Zoé',
      lastname: 'Petit',
    })
    expect(status).toBe(200)
    expect(body).toStrictEqual({
      id_ambassador: FIRST_ID,
      image: null,
      firstname: 'Zoé',
      lastname: 'Petit',
      username: null,
      email: null,
      email_tmp: 'zoe@example.com',
      active: 1,
      status: 7,
      online: false,
      last_action_date: null,
      customer_id: null,
      anonymized: false,
    })
    const found = await send('GET', '/api/v2/chat/ambassadors?filter[name]=zoe')
    expect(found.body.data).toStrictEqual([body])
  })

  it('is the one that is there for the same e-mail, whose names do not change', async () => {
    const first = await shop({ email_tmp: 'zoe@example.com', firstname: 'Zoé' })
    const again = await shop({ email_tmp: 'ZOE@example.com', firstname: 'Other', lastname: 'X' })
    expect(again).toMatchObject({ status: 200, body: first.body })
    expect(await database.$count(schema.ambassadors)).toBe(1)
  })

  it('is one of the own ids of the brand, also when it is blocked', async () => {
    await ambassadors([7], { status: 7, emailTmp: 'a@example.com' })
    await ambassadors([8], { status: 7, emailTmp: 'b@example.com', active: -1 })
    expect((await shop({ email_tmp: 'a@example.com' })).body.id_ambassador).toBe(7)
    expect((await shop({ email_tmp: 'b@example.com' })).body).toMatchObject({
      id_ambassador: 8,
      active: -1,
    })
  })

  it('is another one than a member with the same e-mail, and than a client of another brand', async () => {
    await ambassadors([1], { emailTmp: 'a@example.com' })
    await ambassadors([5], { idBrand: 4, status: 7, emailTmp: 'a@example.com' })
    expect((await shop({ email_tmp: 'a@example.com' })).body.id_ambassador).toBe(FIRST_ID)
    const token = await signToken({ brands: [4] })
    const { body } = await shop({ email_tmp: 'a@example.com' }, { token, brand: 4 })
    expect(body).toMatchObject({ id_ambassador: 5, firstname: 'First 5' })
    const other = await shop({ email_tmp: 'b@example.com' }, { token, brand: 4 })
    expect(other.body.id_ambassador).toBe(FIRST_ID)
  })

  it('gets the next reserved id, whatever ids the brand has', async () => {
    await ambassadors([FIRST_ID - 1])
    const ids: number[] = []
    for (const email of ['a', 'b', 'c']) {
      ids.push((await shop({ email_tmp: `${email}@example.com` })).body.id_ambassador)
    }
    expect(ids).toStrictEqual([FIRST_ID, FIRST_ID + 1, FIRST_ID + 2])
  })

  it('is made once of 50 concurrent requests, and once of each e-mail', async () => {
    const token = await signToken()
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => shop({ email_tmp: 'a@example.com' }, { token })),
    )
    expect(answers.map(({ status }) => status)).toStrictEqual(Array.from({ length: 50 }, () => 200))
    expect(new Set(answers.map(({ body }) => body.id_ambassador))).toStrictEqual(
      new Set([FIRST_ID]),
    )
    expect(await database.$count(schema.ambassadors)).toBe(1)
    const others = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        shop({ email_tmp: `${index}@example.com` }, { token }),
      ),
    )
    expect(new Set(others.map(({ body }) => body.id_ambassador)).size).toBe(20)
  })

  it('can have a room with a member', async () => {
    await ambassadors([1])
    const { body } = await shop({ email_tmp: 'a@example.com' })
    const room = await send('POST', '/api/v2/chat/chatrooms', {
      body: { ids_ambassadors: [1, body.id_ambassador], source: 0 },
    })
    expect(room).toMatchObject({ status: 201, body: { type_discussion: 2 } })
  })
})

describe('a refusal', () => {
  it('names all fields that failed', async () => {
    const body = { email_tmp: 'nobody', firstname: 7, lastname: 'x'.repeat(101) }
    expect(shown(await shop(body))).toStrictEqual(
      invalidFields({
        email_tmp: ['email_tmp must be an e-mail address.'],
        firstname: ['firstname must be a string.'],
        lastname: ['lastname must be at most 100 characters.'],
      }),
    )
    expect(shown(await shop({ email_tmp: null }))).toStrictEqual(
      invalidFields({ email_tmp: ['email_tmp must be a string.'] }),
    )
  })

  it('takes null for an absent name', async () => {
    const body = { email_tmp: 'a@example.com', firstname: null, lastname: null }
    expect(await shop(body)).toMatchObject({ status: 200, body: { firstname: null } })
  })

  it('is for a request without the brand header, also with a token of one brand', async () => {
    const answer = await shop({ email_tmp: 'a@example.com' }, { brand: null })
    expect(shown(answer)).toStrictEqual(BRAND_REQUIRED)
  })

  it('is for a chat:self token, and for one of another brand', async () => {
    const body = { email_tmp: 'a@example.com' }
    expect(await shop(body, { token: await signSelfToken(1) })).toMatchObject({ status: 403 })
    const token = await signToken({ scope: 'manager' })
    expect(await shop(body, { token })).toMatchObject({ status: 403 })
    expect(await shop(body, { brand: 4 })).toMatchObject({ status: 403 })
    expect(await database.$count(schema.brands)).toBe(0)
  })
})
