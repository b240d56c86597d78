// PATCH /chat/ambassadors/{ambassador}.
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, database } from '../support/factories.ts'
import { invalidFields, shown } from '../support/refusals.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { type Options, send } from '../support/worker.ts'
import * as schema from '../../src/db/schema.ts'

const update = (id: number | string, emailTmp: unknown, options: Options = {}) =>
  send('PATCH', `/api/v2/chat/ambassadors/${id}`, {
    brand: null,
    body: { email_tmp: emailTmp },
    ...options,
  })

const emails = async () =>
  (await database.select().from(schema.ambassadors)).map(
    ({ idBrand, idAmbassador, emailTmp, ownEmailTmp }) =>
      `${idBrand}.${idAmbassador} ${ownEmailTmp ?? emailTmp}`,
  )

beforeEach(() => ambassadors([1, 2]))

describe('the temporary e-mail', () => {
  it('is set, trimmed and lower-cased, and cleared by null', async () => {
    expect(await update(1, '  Alice.M@Example.COM ')).toMatchObject({
      status: 200,
      body: { id_ambassador: 1, email: 'user.1@example.com', email_tmp: 'alice.m@example.com' },
    })
    expect(await emails()).toStrictEqual(['3.1 alice.m@example.com', '3.2 null'])
    expect(await update(1, null)).toMatchObject({ status: 200, body: { email_tmp: null } })
    expect(await emails()).toStrictEqual(['3.1 null', '3.2 null'])
  })

  it('of one brand leaves the same id of another alone', async () => {
    await ambassadors([1], { idBrand: 4, emailTmp: 'x@example.com' })
    await update(1, 'alice@example.com')
    const token = await signToken({ brands: [3, 4] })
    await update(2, 'bob@example.com', { token, brand: 3 })
    expect(await update(2, 'bob@example.com', { token, brand: 4 })).toMatchObject({ status: 404 })
    expect(await emails()).toStrictEqual([
      '3.1 alice@example.com',
      '3.2 bob@example.com',
      '4.1 x@example.com',
    ])
  })

  it('may be shared by those who are not clients', async () => {
    await ambassadors([7], { status: 7, emailTmp: 'a@example.com' })
    expect(await update(1, 'a@example.com')).toMatchObject({ status: 200 })
    expect(await update(2, 'a@example.com')).toMatchObject({ status: 200 })
  })

  it('of a client is refused to another client of the brand, whatever its case', async () => {
    await ambassadors([7], { status: 7, emailTmp: 'a@example.com' })
    await ambassadors([8], { status: 7, emailTmp: 'b@example.com' })
    await ambassadors([9], { idBrand: 4, status: 7, emailTmp: 'c@example.com' })
    expect(shown(await update(8, 'A@example.com'))).toStrictEqual(
      invalidFields({ email_tmp: ['email_tmp belongs to another client of this brand.'] }),
    )
    expect(await update(7, 'a@example.com')).toMatchObject({ status: 200 })
    expect(await update(8, 'c@example.com')).toMatchObject({ status: 200 })
  })

  it('goes to one client alone when many ask for it at once', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => 100 + index)
    await ambassadors(ids, { status: 7 })
    const token = await signToken()
    const answers = await Promise.all(ids.map((id) => update(id, 'one@example.com', { token })))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toStrictEqual([
      200,
      ...Array.from({ length: 19 }, () => 422),
    ])
  })

  it('of an anonymized ambassador can not be set', async () => {
    await ambassadors([5], { isAnonymized: true })
    const refused = invalidFields({ email_tmp: ['email_tmp belongs to an anonymized ambassador.'] })
    expect(shown(await update(5, 'a@example.com'))).toStrictEqual(refused)
    expect(shown(await update(5, null))).toStrictEqual(refused)
  })

  it.each([
    ['is required', {}],
    ['must be a string', { email_tmp: 1 }],
    ['must be an e-mail address', { email_tmp: '' }],
    ['must be an e-mail address', { email_tmp: 'alice' }],
    ['must be an e-mail address', { email_tmp: 'a\u212A@example.com' }],
    ['must be at most 254 characters', { email_tmp: `a@${'b.'.repeat(127)}c` }],
  ])('%s', async (problem, body) => {
    expect(shown(await update(1, null, { body }))).toStrictEqual(
      invalidFields({ email_tmp: [`email_tmp ${problem}.`] }),
    )
  })
})

describe('who may set it', () => {
  it('is the ambassador itself, and no other chat:self token', async () => {
    const token = await signSelfToken(1)
    expect(await update(1, 'a@example.com', { token })).toMatchObject({ status: 200 })
    const refused = {
      status: 403,
      body: { message: 'The token may only change its own ambassador.' },
    }
    expect(await update(2, 'a@example.com', { token })).toMatchObject(refused)
    expect(await update(99, 'a@example.com', { token })).toMatchObject(refused)
    expect(await emails()).toStrictEqual(['3.1 a@example.com', '3.2 null'])
  })

  it.each([99, 0, '01', 'x'])('finds nobody at %j', async (id) => {
    expect(await update(id, 'a@example.com')).toMatchObject({ status: 404 })
  })
})
