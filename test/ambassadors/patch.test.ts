// PATCH /manager/ambassadors: what a record leaves out stays.
import { env } from 'cloudflare:workers'
import { asc } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { searchTextOf } from '../../src/domain/ambassadors/search.ts'
import * as schema from '../../src/db/schema.ts'
import { contents } from '../support/contents.ts'
import { ambassadors, database } from '../support/factories.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { send } from '../support/worker.ts'

const PATH = '/api/v2/manager/ambassadors'

let token: string

beforeEach(async () => {
  token = await signToken({ scope: 'manager chat:brand' })
})

const patch = (body: unknown) => send('PATCH', PATH, { token, body })

const put = (body: unknown) => send('PUT', PATH, { token, body })

const rows = () =>
  database.select().from(schema.ambassadors).orderBy(asc(schema.ambassadors.idAmbassador))

const rowOf = async (id: number) =>
  (await rows()).find(({ idAmbassador }) => idAmbassador === id) ?? null

const WHOLE = {
  image: 'https://images.example.com/1.jpg',
  firstname: 'Zoé',
  lastname: 'Moreau',
  username: 'zoe.m',
  email: 'zoe@example.com',
  email_tmp: 'tmp@example.com',
  customer_id: 'C-1',
}

const COLUMNS: Record<string, keyof schema.AmbassadorRow> = {
  email_tmp: 'emailTmp',
  customer_id: 'customerId',
}

describe('a field', () => {
  beforeEach(async () => {
    await put([{ id_ambassador: 1, status: 7, active: 0, ...WHOLE }])
  })

  it('that is absent stays as it is, in each record for itself', async () => {
    const before = await rowOf(1)
    const people = [
      { id_ambassador: 1, firstname: 'New' },
      { id_ambassador: 2, status: 3, lastname: 'Other' },
    ]
    expect((await patch(people)).body).toStrictEqual({ created: 1, updated: 1, unchanged: 0 })
    expect(await rowOf(1)).toStrictEqual({
      ...before,
      firstname: 'New',
      searchText: '\u0002new\nmoreau\nzoe.m',
    })
    expect(await rowOf(2)).toMatchObject({
      firstname: null,
      lastname: 'Other',
      active: 1,
      status: 3,
    })
  })

  it.each(Object.keys(WHOLE))('that is null is cleared: %s', async (name) => {
    const before = await rowOf(1)
    await patch([{ id_ambassador: 1, [name]: null }])
    const column = COLUMNS[name] ?? name
    const cleared = { ...before!, [column]: null }
    expect(await rowOf(1)).toStrictEqual({ ...cleared, searchText: searchTextOf(cleared) })
  })

  it.each(['status', 'active'])(
    'that can not be cleared stays when it is null: %s',
    async (name) => {
      const before = await rowOf(1)
      await patch([{ id_ambassador: 1, [name]: null }])
      expect(await rowOf(1)).toStrictEqual(before)
      await patch([{ id_ambassador: 1, [name]: 1 }])
      expect(await rowOf(1)).toStrictEqual({ ...before, [name]: 1 })
    },
  )

  it('of the names is found with those that stay', async () => {
    const found = async (name: string) =>
      (await send('GET', `${PATH}?filter[name]=${name}`, { token })).body.total
    await patch([{ id_ambassador: 1, lastname: 'Weiß' }])
    expect(await found('weiss zoe zoe.m')).toBe(1)
    expect(await found('moreau')).toBe(0)
    await patch([{ id_ambassador: 1, firstname: null, username: 'ŁZ' }])
    expect(await found('lz weiss')).toBe(1)
    expect(await found('zoe')).toBe(0)
    await patch([{ id_ambassador: 1, lastname: null, username: '' }])
    expect((await rowOf(1))?.searchText).toBeNull()
    await patch([{ id_ambassador: 1, firstname: 'Zoé' }])
    expect(await found('zoe')).toBe(1)
  })

  it('of names that are not folded yet is found, and leaves them to npm run db:migrate', async () => {
    const unfolded = () =>
      env.DB.prepare("update ambassadors set search_text = 'zoé moreau zoe.m'").run()
    await unfolded()
    await patch([{ id_ambassador: 1, lastname: 'Weiß' }])
    expect((await rowOf(1))?.searchText).toBe('\u0001zoé\nweiss\nzoe.m')
    await unfolded()
    await patch([{ id_ambassador: 1, active: 1 }])
    expect((await rowOf(1))?.searchText).toBe('\u0001zoé\nweiß\nzoe.m')
    await unfolded()
    await patch([{ id_ambassador: 1, firstname: 'Zoé', lastname: null, username: null }])
    expect((await rowOf(1))?.searchText).toBe('\u0002zoe\n\n')
  })

  it('of a new ambassador is required if it is the status', async () => {
    const people = [
      { id_ambassador: 2 },
      { id_ambassador: 1, firstname: 'New' },
      { id_ambassador: 3, status: null },
      { id_ambassador: 4, status: 0 },
    ]
    const before = await contents()
    expect(await patch(people)).toMatchObject({
      status: 422,
      body: {
        message: '0.status is required. (and 1 more error)',
        errors: { '0.status': ['0.status is required.'], '2.status': ['2.status is required.'] },
      },
    })
    expect(await contents()).toStrictEqual(before)
    expect((await patch([{ id_ambassador: 4, status: 0 }])).body).toStrictEqual({
      created: 1,
      updated: 0,
      unchanged: 0,
    })
  })

  it('is refused with all others that are wrong, as in a PUT', async () => {
    const people = [
      { id_ambassador: 1, email: 'x', active: 2 },
      { firstname: 5 },
      { id_ambassador: 1 },
    ]
    const { status, body } = await patch(people)
    expect(status).toBe(422)
    expect(Object.keys(body.errors)).toStrictEqual([
      '0.active',
      '0.email',
      '1.id_ambassador',
      '1.firstname',
      '2.id_ambassador',
    ])
  })
})

describe('the e-mail that an ambassador has set for itself', () => {
  it('stays unless the brand writes one', async () => {
    await ambassadors([1], { status: 7, emailTmp: 'brand@example.com' })
    await send('PATCH', '/api/v2/chat/ambassadors/1', {
      token: await signSelfToken(1),
      body: { email_tmp: 'own@example.com' },
    })
    await patch([{ id_ambassador: 1, firstname: 'New' }])
    expect(await rowOf(1)).toMatchObject({
      emailTmp: 'brand@example.com',
      ownEmailTmp: 'own@example.com',
    })
    await patch([{ id_ambassador: 1, email_tmp: 'new@example.com' }])
    expect(await rowOf(1)).toMatchObject({ emailTmp: 'new@example.com', ownEmailTmp: null })
  })
})
