// PUT and PATCH /manager/ambassadors: who is there just so is not written, and a dry run writes nothing at all.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { contents } from '../support/contents.ts'
import { ambassadors } from '../support/factories.ts'
import { metered } from '../support/metered.ts'
import { signToken } from '../support/tokens.ts'
import { send } from '../support/worker.ts'

const PATH = '/api/v2/manager/ambassadors'

let token: string

beforeEach(async () => {
  token = await signToken({ scope: 'manager' })
})

const patch = (body: unknown, query = '', bindings: Partial<Env> = {}) =>
  send('PATCH', `${PATH}${query}`, { token, body, env: bindings })

const put = (body: unknown, query = '') => send('PUT', `${PATH}${query}`, { token, body })

const WHOLE = {
  image: 'https://images.example.com/1.jpg',
  firstname: 'Zoé',
  lastname: 'Moreau',
  username: 'zoe.m',
  email: 'zoe@example.com',
  email_tmp: 'tmp@example.com',
  customer_id: 'C-1',
}

describe('what is there already', () => {
  const people = Array.from({ length: 1000 }, (_, index) => ({
    id_ambassador: index + 1,
    status: 7,
    email_tmp: `client.${index}@example.com`,
    firstname: 'Élodie',
  }))

  it('is counted and not written again, by either, in one round trip', async () => {
    expect((await put(people)).body).toStrictEqual({ created: 1000, updated: 0, unchanged: 0 })
    const changed = people.map((one, index) =>
      Object.assign(one, { firstname: index < 10 ? 'Zoé' : one.firstname }),
    )
    const { binding, meter } = metered(env.DB)
    expect((await patch(changed, '', { DB: binding })).body).toStrictEqual({
      created: 0,
      updated: 1000,
      unchanged: 990,
    })
    expect(meter.calls).toBe(1)
    expect(meter.rowsWritten).toBeLessThanOrEqual(10 * 4)
    expect(meter.rowsRead).toBeLessThan(100 * 1000)
    expect((await put(changed)).body).toStrictEqual({ created: 0, updated: 1000, unchanged: 1000 })
    const few = changed.map(({ id_ambassador: id }) => ({ id_ambassador: id }))
    expect((await patch(few)).body).toStrictEqual({ created: 0, updated: 1000, unchanged: 1000 })
  })

  it('has changed if only one of its fields has, whichever it is', async () => {
    const before = { id_ambassador: 1, status: 7, active: 1, ...WHOLE }
    await put([before])
    const fields = {
      ...WHOLE,
      image: 'https://x.example.com',
      email: 'x@example.com',
      email_tmp: 'x@example.com',
      status: 8,
      active: 0,
    }
    for (const [name, value] of Object.entries(fields)) {
      const other = { [name]: before[name as 'status'] === value ? 'other' : value }
      const { body } = await patch([{ id_ambassador: 1, ...other }], '?dry_run=true')
      expect.soft(body, name).toStrictEqual({ created: 0, updated: 1, unchanged: 0 })
    }
    expect((await patch([before])).body).toStrictEqual({ created: 0, updated: 1, unchanged: 1 })
  })
})

describe('a dry run', () => {
  const people = [
    { id_ambassador: 1, status: 3, firstname: 'New' },
    { id_ambassador: 2, status: 3 },
  ]

  it.each([
    ['PUT', put],
    ['PATCH', patch],
  ])('of a %s answers the same and writes nothing, not even the brand', async (_, ask) => {
    const empty = await contents()
    expect((await ask(people, '?dry_run=true')).body).toStrictEqual({
      created: 2,
      updated: 0,
      unchanged: 0,
    })
    expect(await contents()).toStrictEqual(empty)
    await ambassadors([1], { firstname: 'New', lastname: null })
    const before = await contents()
    const { body } = await ask(people, '?dry_run=true')
    expect(await contents()).toStrictEqual(before)
    expect((await ask(people, '?dry_run=false')).body).toStrictEqual(body)
    expect(await contents()).not.toStrictEqual(before)
  })

  it.each([
    ['PUT', put],
    ['PATCH', patch],
  ])('of a %s refuses what it would refuse', async (_, ask) => {
    await ambassadors([1], { isAnonymized: true })
    const dry = await ask(people, '?dry_run=true')
    expect(dry).toMatchObject({
      status: 422,
      body: {
        errors: { '0.id_ambassador': ['0.id_ambassador belongs to an anonymized ambassador.'] },
      },
    })
    expect((await ask(people)).body).toStrictEqual(dry.body)
  })

  it('is asked for with true or false', async () => {
    expect(await put(people, '?dry_run=yes')).toMatchObject({
      status: 422,
      body: { errors: { dry_run: ['dry_run must be true or false.'] } },
    })
  })
})
