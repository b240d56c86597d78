// PUT /manager/ambassadors: what is written.
import { env } from 'cloudflare:workers'
import { asc } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { ambassadors, database } from '../support/factories.ts'
import { metered } from '../support/metered.ts'
import { signToken } from '../support/tokens.ts'
import { create, send } from '../support/worker.ts'

const put = async (body: unknown, brand = 3, bindings: Partial<Env> = {}) =>
  send('PUT', '/api/v2/manager/ambassadors', {
    token: await signToken({ scope: 'manager', brands: [brand] }),
    brand: null,
    body,
    env: bindings,
  })

const rows = (idBrand = 3) =>
  database
    .select()
    .from(schema.ambassadors)
    .orderBy(asc(schema.ambassadors.idAmbassador))
    .then((all) => all.filter((row) => row.idBrand === idBrand))

const client = (id: number, email: string | null) => ({
  id_ambassador: id,
  status: 7,
  email_tmp: email,
})

const whole = {
  id_ambassador: 1,
  status: 3,
  active: 0,
  image: 'https://images.example.com/1.jpg',
  firstname: 'Zoé',
  lastname: 'Moreau',
  username: 'Zoe.M',
  email: ' Zoe@Example.com ',
  email_tmp: ' Tmp@Example.com',
  customer_id: 'C-1',
}

describe('an upsert', () => {
  it('makes the brand and its people', async () => {
    expect(await put([whole, { id_ambassador: 2, status: 8 }])).toMatchObject({
      status: 200,
      body: { created: 2, updated: 0 },
    })
    const nobody = { image: null, firstname: null, lastname: null, username: null, email: null }
    expect(await rows()).toStrictEqual([
      {
        idBrand: 3,
        idAmbassador: 1,
        image: 'https://images.example.com/1.jpg',
        firstname: 'Zoé',
        lastname: 'Moreau',
        username: 'Zoe.M',
        email: 'Zoe@Example.com',
        emailTmp: 'tmp@example.com',
        ownEmailTmp: null,
        active: 0,
        status: 3,
        lastActionAt: null,
        customerId: 'C-1',
        isAnonymized: false,
        searchText: '\u0002zoe\nmoreau\nzoe.m',
        lastActionOrder: 0,
      },
      {
        ...nobody,
        idBrand: 3,
        idAmbassador: 2,
        emailTmp: null,
        ownEmailTmp: null,
        active: 1,
        status: 8,
        lastActionAt: null,
        customerId: null,
        isAnonymized: false,
        searchText: null,
        lastActionOrder: 0,
      },
    ])
    expect(await database.select({ id: schema.brands.idBrand }).from(schema.brands)).toStrictEqual([
      { id: 3 },
    ])
  })

  it('replaces the whole record but for the last action and the places in rooms', async () => {
    await ambassadors([1, 2], { lastActionAt: 1000, emailTmp: 'old@example.com' })
    const { body: room } = await create({ ids_ambassadors: [1, 2], source: 0 })
    expect((await put([{ id_ambassador: 1, status: 7, firstname: 'New', mood: 1 }])).body).toEqual({
      created: 0,
      updated: 1,
      unchanged: 0,
    })
    const [first, second] = await rows()
    expect(first).toMatchObject({
      firstname: 'New',
      lastname: null,
      image: null,
      emailTmp: null,
      customerId: null,
      active: 1,
      status: 7,
      lastActionAt: 1000,
      searchText: '\u0002new\n\n',
    })
    expect(second).toMatchObject({ firstname: 'First 2', status: 3 })
    const after = await send('GET', '/api/v2/chat/chatrooms/1')
    expect(after.body.ambassadors).toHaveLength(2)
    expect(after.body.type_discussion).toBe(room.type_discussion)
  })

  it('touches no other brand', async () => {
    await ambassadors([1], { idBrand: 4, status: 7, emailTmp: 'a@example.com' })
    const before = await rows(4)
    expect((await put([client(1, 'a@example.com'), whole].slice(0, 1))).body).toEqual({
      created: 1,
      updated: 0,
      unchanged: 0,
    })
    expect(await rows(4)).toStrictEqual(before)
  })

  it('can be repeated, and counts what was there', async () => {
    const people = [client(1, 'a@example.com'), client(2, null)]
    expect((await put(people)).body).toEqual({ created: 2, updated: 0, unchanged: 0 })
    const before = await rows()
    expect((await put([...people, client(3, null)])).body).toEqual({
      created: 1,
      updated: 2,
      unchanged: 2,
    })
    expect((await rows()).slice(0, 2)).toStrictEqual(before)
  })

  it('lets clients swap their e-mails, hand them on, and keep them', async () => {
    await put([client(1, 'a@example.com'), client(2, 'b@example.com'), client(3, 'c@example.com')])
    const swapped = [
      client(2, 'a@example.com'),
      client(1, 'b@example.com'),
      client(3, 'c@example.com'),
    ]
    expect(await put(swapped)).toMatchObject({ status: 200, body: { updated: 3 } })
    const handedOn = [client(9, 'a@example.com'), { id_ambassador: 2, status: 3 }]
    expect(await put(handedOn)).toMatchObject({ status: 200, body: { created: 1, updated: 1 } })
    expect((await rows()).map(({ emailTmp }) => emailTmp)).toStrictEqual([
      'b@example.com',
      null,
      'c@example.com',
      'a@example.com',
    ])
  })

  it('takes a client that the service has made by its reserved id', async () => {
    const { body: made } = await send('POST', '/api/v2/chat/ambassadors/shop-customer', {
      body: { email_tmp: 'a@example.com' },
    })
    const person = { ...client(made.id_ambassador, 'a@example.com'), firstname: 'Zoé' }
    expect(await put([person])).toMatchObject({ status: 200, body: { created: 0, updated: 1 } })
  })

  it('takes 1,000 people, more than the usual body and than one statement', async () => {
    const people = Array.from({ length: 1000 }, (_, index) => ({
      ...client(index + 1, `client.${index}@example.com`),
      firstname: '한'.repeat(100),
      lastname: 'é'.repeat(100),
      customer_id: `C-${index}`,
    }))
    expect(JSON.stringify(people).length).toBeGreaterThan(64 * 1024)
    expect(await put(people)).toMatchObject({ status: 200, body: { created: 1000, updated: 0 } })
    const { binding, meter } = metered(env.DB)
    expect(await put(people, 3, { DB: binding })).toMatchObject({
      status: 200,
      body: { created: 0, updated: 1000 },
    })
    expect(meter.calls).toBe(1)
    // Each statement looks each of them up a few times, and none of them looks at all for each.
    expect(meter.rowsRead).toBeLessThan(100 * 1000)
    const [first] = await rows()
    expect(first?.searchText).toBe(`\u0002${'한'.repeat(100)}\n${'e'.repeat(100)}\n`)
  })

  // The search spells the second one out to six letters.
  it.each(['漢', '㌖'])('takes 1,000 people with the longest names, of %s', async (letter) => {
    const text = letter.repeat(100)
    const people = Array.from({ length: 1000 }, (_, index) => ({
      id_ambassador: index + 1,
      status: 0,
      firstname: text,
      lastname: text,
      username: text,
    }))
    expect(await put(people)).toMatchObject({ status: 200, body: { created: 1000 } })
  })
})
