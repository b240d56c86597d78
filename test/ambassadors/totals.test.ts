// The totals of both lists of people, by all ways in which people come, change and go.
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { ambassadors, brandTag } from '../support/factories.ts'
import { faulty } from '../support/faulty-database.ts'
import { signFullToken } from '../support/operations.ts'
import { signSelfToken } from '../support/tokens.ts'
import { type Options, send } from '../support/worker.ts'

const CHAT = '/api/v2/chat/ambassadors'
const MANAGER = '/api/v2/manager/ambassadors'

const ask = async (method: string, path: string, body?: unknown, options: Options = {}) =>
  send(method, path, {
    token: await signFullToken({ brands: [3, 4] }),
    ...(body === undefined ? {} : { body }),
    ...options,
  })

/** The totals of the chat's list and of the manager's, which must be what the rows say. */
const totals = async (brand: number): Promise<number[]> => {
  const listed = []
  for (const path of [CHAT, MANAGER]) {
    listed.push((await ask('GET', `${path}?per_page=1`, undefined, { brand })).body.total as number)
  }
  const row = await env.DB.prepare(
    'select count(*) filter (where anonymized = 0) as known, count(*) as everybody from ambassadors where id_brand = ?',
  )
    .bind(brand)
    .first<{ known: number; everybody: number }>()
  expect(listed).toStrictEqual([row!.known, row!.everybody])
  return listed
}

const person = (id: number, fields: object = {}) => ({ id_ambassador: id, status: 3, ...fields })

const upTo = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => person(first + index))

const put = (people: readonly object[], options: Options = {}) =>
  ask('PUT', MANAGER, people, options)

const shop = (email: string) => ask('POST', `${CHAT}/shop-customer`, { email_tmp: email })

const at = async (requests: readonly Promise<{ status: number }>[]): Promise<number[]> =>
  (await Promise.all(requests)).map(({ status }) => status)

it('are what the rows say after each request that brings, changes or anonymizes people', async () => {
  expect(await totals(3)).toStrictEqual([0, 0])
  const steps: [expected: number[], status: number, ...Parameters<typeof ask>][] = [
    [[3, 3], 200, 'PUT', MANAGER, upTo(1, 3)],
    [[3, 3], 200, 'PUT', MANAGER, upTo(1, 3)],
    [
      [4, 4],
      200,
      'PUT',
      MANAGER,
      [person(1, { firstname: 'Ann', status: 7, active: -1 }), person(4)],
    ],
    [[5, 5], 200, 'PATCH', MANAGER, [{ id_ambassador: 1, lastname: 'B' }, person(5)]],
    [[5, 5], 200, 'PUT', `${MANAGER}?dry_run=true`, [person(6)]],
    [[5, 5], 422, 'PUT', MANAGER, [person(6), { id_ambassador: 7 }]],
    [[4, 5], 200, 'PATCH', `${MANAGER}/2/anonymize`],
    [[4, 5], 200, 'PATCH', `${MANAGER}/2/anonymize`],
    [[4, 5], 404, 'PATCH', `${MANAGER}/99/anonymize`],
    [[4, 5], 422, 'PUT', MANAGER, [person(6), person(2)]],
    [[5, 6], 200, 'POST', `${CHAT}/shop-customer`, { email_tmp: 'a@example.com' }],
    [[5, 6], 200, 'POST', `${CHAT}/shop-customer`, { email_tmp: 'A@example.com' }],
    [[5, 6], 200, 'PATCH', `${CHAT}/3`, { email_tmp: 'b@example.com' }],
    [[5, 6], 200, 'GET', CHAT, undefined, { token: await signSelfToken(3) }],
    [[5, 6], 200, 'PUT', MANAGER, upTo(1, 9), { brand: 4 }],
    [[1002, 1003], 200, 'PUT', MANAGER, upTo(3, 1002)],
  ]
  for (const [expected, status, ...request] of steps) {
    const what = JSON.stringify(request).slice(0, 200)
    expect([what, (await ask(...request)).status]).toStrictEqual([what, status])
    expect([what, await totals(3)]).toStrictEqual([what, expected])
  }
  expect(await totals(4)).toStrictEqual([9, 9])
})

it('are what the rows say after requests that come at once', async () => {
  const statuses = await at([
    put(upTo(1, 300)),
    put(upTo(200, 500)),
    put(upTo(1, 500)),
    put(upTo(1, 20), { brand: 4 }),
    ...Array.from({ length: 5 }, () => shop('a@example.com')),
    shop('b@example.com'),
  ])
  expect(new Set(statuses)).toStrictEqual(new Set([200]))
  expect(await totals(3)).toStrictEqual([502, 502])
  expect(await totals(4)).toStrictEqual([20, 20])
  const one = () => ask('PATCH', `${MANAGER}/1/anonymize`)
  const two = () => ask('PATCH', `${MANAGER}/2/anonymize`)
  await at([one(), two(), one(), put(upTo(501, 510)), one()])
  expect(await totals(3)).toStrictEqual([510, 512])
})

it('are what the rows say after a batch that is repeated, and after one that fails in its midst', async () => {
  const { env: lossy, line } = faulty([{ kind: 'lost after' }])
  expect(await put(upTo(1, 3), { env: lossy })).toMatchObject({ status: 200 })
  expect(line.calls).toBe(2)
  expect(await totals(3)).toStrictEqual([3, 3])
  await env.DB.prepare(
    `create trigger broken before insert on ambassadors when new.id_ambassador = 600 begin
       select raise(abort, 'broken'); end`,
  ).run()
  expect((await put(upTo(2, 700))).status).toBe(500)
  expect(await totals(3)).toStrictEqual([3, 3])
})

it('are not written by what changes none of them', async () => {
  await put(upTo(1, 4))
  await ask('PATCH', `${MANAGER}/4/anonymize`)
  await env.DB.prepare(
    `create trigger unwritten before update on brands begin select raise(abort, 'written'); end`,
  ).run()
  const steps: Parameters<typeof ask>[] = [
    ['PUT', MANAGER, upTo(1, 3)],
    ['PUT', MANAGER, [person(1, { status: 7, active: 0, email_tmp: 'a@example.com' })]],
    ['PATCH', MANAGER, [{ id_ambassador: 2, lastname: 'B' }]],
    ['POST', `${CHAT}/shop-customer`, { email_tmp: 'a@example.com' }],
    ['PATCH', `${CHAT}/3`, { email_tmp: 'b@example.com' }],
    ['PATCH', `${MANAGER}/4/anonymize`],
    ['GET', CHAT, undefined, { token: await signSelfToken(2) }],
  ]
  for (const step of steps) expect(await ask(...step)).toMatchObject({ status: 200 })
  expect((await put([person(5)])).status).toBe(500)
})

it('with a filter are those of what fits', async () => {
  await ambassadors([1, 2, 3])
  await ambassadors([4], { status: 7, active: 0, firstname: 'Zoe' })
  await ambassadors([5], { isAnonymized: true, status: 7 })
  await brandTag(1, [1, 2, 5])
  const filtered = async (path: string) => (await ask('GET', path)).body.total as number
  expect(await filtered(`${CHAT}?filter[brand_tag]=1`)).toBe(2)
  expect(await filtered(`${CHAT}?filter[exclude]=1`)).toBe(3)
  expect(await filtered(`${CHAT}?filter[name]=zoe`)).toBe(1)
  expect(await filtered(`${CHAT}?filter[status]=7`)).toBe(1)
  expect(await filtered(`${MANAGER}?filter[status]=7`)).toBe(2)
  expect(await filtered(`${MANAGER}?filter[active]=0`)).toBe(1)
  expect(await filtered(`${MANAGER}?filter[name]=zoe`)).toBe(1)
  expect(await filtered(`${MANAGER}?filter[name]=%20`)).toBe(5)
})
