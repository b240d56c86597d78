// PUT /manager/ambassadors: what is refused, and that nothing is written then.
import { describe, expect, it } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { ambassadors, database } from '../support/factories.ts'
import { invalidFields, refusal, shown } from '../support/refusals.ts'
import { signToken } from '../support/tokens.ts'
import { type Options, send } from '../support/worker.ts'

const RESERVED = 1_073_741_824

const put = async (body: unknown, options: Options = {}) =>
  send('PUT', '/api/v2/manager/ambassadors', {
    token: await signToken({ scope: 'manager' }),
    brand: null,
    ...(options.rawBody === undefined ? { body } : {}),
    ...options,
  })

const dump = async () => ({
  brands: await database.select().from(schema.brands),
  people: await database.select().from(schema.ambassadors),
})

const person = (id: number) => ({ id_ambassador: id, status: 3 })

const client = (id: number, email: string) => ({ id_ambassador: id, status: 7, email_tmp: email })

/** The answer to `people`, who leave the database untouched. */
const refusalOf = async (people: unknown) => {
  const before = await dump()
  const answer = shown(await put(people))
  expect(await dump()).toStrictEqual(before)
  return answer
}

describe('a body that can not be people', () => {
  it.each([
    ['is not an array', { id_ambassador: 1 }, 'body must be an array.'],
    ['is null', null, 'body must be an array.'],
    ['is empty', [], 'body must be at least 1 elements.'],
    [
      'is too long',
      Array.from({ length: 1001 }, () => ({})),
      'body must be at most 1000 elements.',
    ],
  ])('%s', async (_, body, message) => {
    expect(await refusalOf(body)).toStrictEqual(invalidFields({ body: [message] }))
  })

  it('has every failed field named by its place', async () => {
    expect(
      await refusalOf([
        person(1),
        { id_ambassador: 0, status: 9, active: 2, image: 'javascript:alert(1)' },
        { status: '3', firstname: 1, email: 'x', email_tmp: 'y', customer_id: 'x'.repeat(101) },
        7,
        null,
        { ...person(1), image: `https://example.com/${'x'.repeat(512)}` },
      ]),
    ).toStrictEqual(
      invalidFields({
        3: ['3 must be a JSON object.'],
        4: ['4 must be a JSON object.'],
        '1.id_ambassador': ['1.id_ambassador must be an integer from 1 to 2147483647.'],
        '1.status': ['1.status must be an integer from 0 to 8.'],
        '1.active': ['1.active must be an integer from -3 to 1.'],
        '1.image': ['1.image must be an http or https URL.'],
        '2.id_ambassador': ['2.id_ambassador is required.'],
        '2.status': ['2.status must be an integer.'],
        '2.firstname': ['2.firstname must be a string.'],
        '2.email': ['2.email must be an e-mail address.'],
        '2.email_tmp': ['2.email_tmp must be an e-mail address.'],
        '2.customer_id': ['2.customer_id must be at most 100 characters.'],
        '5.image': ['5.image must be at most 512 characters.'],
        '5.id_ambassador': ['5.id_ambassador must differ from 0.id_ambassador.'],
      }),
    )
  })

  it('has 100 failed fields listed, and all of them counted', async () => {
    const { status, body } = await put(Array.from({ length: 1000 }, () => ({})))
    expect(status).toBe(422)
    expect(body.message).toBe('0.id_ambassador is required. (and 1999 more error)')
    expect(Object.keys(body.errors)).toHaveLength(100)
  })

  it('may take 1024 KiB and no more', async () => {
    const rawBody = `[${' '.repeat(1024 * 1024)}]`
    const headers = { 'Content-Type': 'application/json' }
    expect(shown(await put(null, { rawBody, headers }))).toStrictEqual(
      refusal(413, 'The body is larger than 1024 KiB.'),
    )
    const patch = await send('PATCH', '/api/v2/chat/ambassadors/1', {
      rawBody: `{${' '.repeat(64 * 1024)}}`,
      headers,
    })
    expect(shown(patch)).toStrictEqual(refusal(413, 'The body is larger than 64 KiB.'))
  })
})

describe('people who can not be', () => {
  it('have an id that comes twice', async () => {
    expect(await refusalOf([person(1), person(2), person(1), person(1)])).toStrictEqual(
      invalidFields({
        '2.id_ambassador': ['2.id_ambassador must differ from 0.id_ambassador.'],
        '3.id_ambassador': ['3.id_ambassador must differ from 0.id_ambassador.'],
      }),
    )
  })

  it('are clients of one e-mail', async () => {
    const twin = { ...person(3), email_tmp: 'a@example.com' }
    expect(
      await refusalOf([client(1, 'a@example.com'), twin, client(2, 'A@example.com')]),
    ).toStrictEqual(
      invalidFields({
        '2.email_tmp': ['2.email_tmp must differ from 0.email_tmp.'],
      }),
    )
  })

  it('are a client with the e-mail of one who is not among them', async () => {
    await ambassadors([7], { status: 7, emailTmp: 'a@example.com' })
    expect(
      await refusalOf([person(1), client(7, 'b@example.com'), client(8, 'b@example.com')]),
    ).toStrictEqual(
      invalidFields({
        '2.email_tmp': ['2.email_tmp must differ from 1.email_tmp.'],
      }),
    )
    expect(await refusalOf([person(1), client(2, 'A@example.com')])).toStrictEqual(
      invalidFields({
        '1.email_tmp': ['1.email_tmp belongs to another client of this brand.'],
      }),
    )
  })

  it('are anonymized', async () => {
    await ambassadors([5], { isAnonymized: true, firstname: null })
    expect(await refusalOf([person(1), person(5)])).toStrictEqual(
      invalidFields({
        '1.id_ambassador': ['1.id_ambassador belongs to an anonymized ambassador.'],
      }),
    )
  })

  it('have an id that only the service gives out, also when another brand has it', async () => {
    await ambassadors([RESERVED], { idBrand: 4 })
    expect(
      await refusalOf([person(RESERVED), person(RESERVED - 1), person(2_147_483_647)]),
    ).toStrictEqual(
      invalidFields({
        '0.id_ambassador': ['0.id_ambassador is an id that only the service gives out.'],
        '2.id_ambassador': ['2.id_ambassador is an id that only the service gives out.'],
      }),
    )
  })

  it('are refused for all of their reasons at once', async () => {
    await ambassadors([5], { isAnonymized: true, status: 7 })
    await ambassadors([7], { status: 7, emailTmp: 'a@example.com' })
    expect(
      await refusalOf([client(5, 'a@example.com'), person(1), person(RESERVED)]),
    ).toStrictEqual(
      invalidFields({
        '0.id_ambassador': ['0.id_ambassador belongs to an anonymized ambassador.'],
        '0.email_tmp': ['0.email_tmp belongs to another client of this brand.'],
        '2.id_ambassador': ['2.id_ambassador is an id that only the service gives out.'],
      }),
    )
  })

  it('do not make their brand', async () => {
    expect(await refusalOf([person(1), person(RESERVED)])).toStrictEqual(
      invalidFields({
        '1.id_ambassador': ['1.id_ambassador is an id that only the service gives out.'],
      }),
    )
    expect(await database.$count(schema.brands)).toBe(0)
  })
})
