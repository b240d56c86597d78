// PATCH /manager/ambassadors: an e-mail is never that of two clients, whatever the records leave out.
import { env } from 'cloudflare:workers'
import { asc } from 'drizzle-orm'
import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { contents } from '../support/contents.ts'
import { emptyDatabase } from '../support/empty-database.ts'
import { database } from '../support/factories.ts'
import { signToken } from '../support/tokens.ts'
import { send } from '../support/worker.ts'

const PATH = '/api/v2/manager/ambassadors'

let token: string

beforeEach(async () => {
  token = await signToken({ scope: 'manager' })
})

const patch = (body: unknown, query = '') => send('PATCH', `${PATH}${query}`, { token, body })

const put = (body: unknown, query = '') => send('PUT', `${PATH}${query}`, { token, body })

const rows = () =>
  database.select().from(schema.ambassadors).orderBy(asc(schema.ambassadors.idAmbassador))

/** What the wire says of whom. */
const shown = async () =>
  (await rows()).map((row) => ({
    id_ambassador: row.idAmbassador,
    status: row.status,
    email_tmp: row.emailTmp,
  }))

describe('an e-mail of clients', () => {
  beforeEach(async () => {
    await put([
      { id_ambassador: 1, status: 7, email_tmp: 'a@example.com' },
      { id_ambassador: 2, status: 7, email_tmp: 'b@example.com' },
      { id_ambassador: 3, status: 8, email_tmp: 'a@example.com' },
      { id_ambassador: 4, status: 8, email_tmp: 'c@example.com' },
      { id_ambassador: 5, status: 8, email_tmp: 'c@example.com' },
    ])
  })

  const refused = (position: number) => ({
    status: 422,
    body: {
      errors: {
        [`${position}.email_tmp`]: [
          `${position}.email_tmp belongs to another client of this brand.`,
        ],
      },
    },
  })

  it.each([
    [
      'taken by one who is asked for and keeps it',
      [{ id_ambassador: 1 }, { id_ambassador: 2, email_tmp: 'a@example.com' }],
      1,
    ],
    ['taken by one who is not asked for', [{ id_ambassador: 2, email_tmp: 'a@example.com' }], 0],
    ['taken when somebody becomes a client', [{ id_ambassador: 3, status: 7 }], 0],
    [
      'wanted by two who become clients',
      [
        { id_ambassador: 5, status: 7 },
        { id_ambassador: 4, status: 7 },
      ],
      1,
    ],
    [
      'wanted by one who becomes a client and one who gets it',
      [
        { id_ambassador: 4, status: 7 },
        { id_ambassador: 2, email_tmp: 'c@example.com' },
      ],
      1,
    ],
  ])('is refused: %s', async (_, people, position) => {
    const before = await contents()
    const answer = await patch(people)
    expect(answer).toMatchObject(refused(position))
    expect(Object.keys(answer.body.errors)).toHaveLength(1)
    expect(await contents()).toStrictEqual(before)
  })

  it.each([
    [
      'from a client who becomes a member and keeps it',
      [
        { id_ambassador: 1, status: 3 },
        { id_ambassador: 3, status: 7 },
      ],
    ],
    [
      'before the client becomes a member',
      [
        { id_ambassador: 3, status: 7 },
        { id_ambassador: 1, status: 3 },
      ],
    ],
    [
      'to a new client',
      [
        { id_ambassador: 9, status: 7, email_tmp: 'a@example.com' },
        { id_ambassador: 1, email_tmp: null },
      ],
    ],
    [
      'both ways',
      [
        { id_ambassador: 1, email_tmp: 'b@example.com' },
        { id_ambassador: 2, email_tmp: 'a@example.com' },
      ],
    ],
  ])('goes %s', async (_, people) => {
    expect(await patch(people)).toMatchObject({ status: 200 })
    expect(await shown()).toStrictEqual(
      expect.arrayContaining(people.map((one) => expect.objectContaining(one))),
    )
  })

  const emails = ['a@example.com', 'b@example.com', null] as const
  const statuses = [7, 8] as const
  const optional = <Value>(values: readonly Value[]) =>
    fc.option(fc.constantFrom(...values), { nil: undefined })
  const person = fc.record(
    { status: fc.constantFrom(...statuses), email_tmp: fc.constantFrom(...emails) },
    { requiredKeys: ['status', 'email_tmp'] },
  )
  const change = fc
    .record({ status: optional(statuses), email_tmp: optional(emails) })
    .map((fields) =>
      Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    )

  it('is never that of two, whatever is changed, and only then is it refused', async () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
    const property = fc.asyncProperty(
      fc.array(person, { minLength: 4, maxLength: 4 }),
      some,
      fc.array(change, { minLength: 4, maxLength: 4 }),
      async (stored, ids, changes) => {
        await emptyDatabase(env.DB)
        const twice = (people: readonly { status: number; email_tmp: string | null }[]) => {
          const held = people.filter((one) => one.status === 7 && one.email_tmp !== null)
          return new Set(held.map((one) => one.email_tmp)).size < held.length
        }
        fc.pre(!twice(stored))
        await put(stored.map((fields, index) => ({ id_ambassador: index + 1, ...fields })))
        const people = ids.map((id, index) => ({ id_ambassador: id, ...changes[index] }))
        const expected = stored.map((fields, index) => ({
          ...fields,
          ...changes[ids.indexOf(index + 1)],
        })) as { status: number; email_tmp: string | null }[]
        const dry = await patch(people, '?dry_run=true')
        const answer = await patch(people)
        expect(answer).toMatchObject({ status: twice(expected) ? 422 : 200, body: dry.body })
        const after = (await rows()).map((row) => ({ status: row.status, email_tmp: row.emailTmp }))
        expect(after).toEqual(answer.status === 200 ? expected : stored)
      },
    )
    await fc.assert(property, { numRuns: 150 })
  }, 60_000)
})
