// Every route that makes something each time takes a key with which a repeat makes nothing more.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { contents, rows } from '../support/contents.ts'
import { arrange, call, type Operation, operations, signFullToken } from '../support/operations.ts'
import { invalidFields, shown } from '../support/refusals.ts'
import { send } from '../support/worker.ts'

const keyed = operations.filter(({ declared }) => declared.takesIdempotencyKey)

const USED = invalidFields({
  'Idempotency-Key': ['Idempotency-Key has been used for another request.'],
})

const withKey = (key: string) => ({ headers: { 'Idempotency-Key': key } })

/** What a repeat answers: all but a secret, which is shown once. */
const again = (body: object): object => ('secret' in body ? { ...body, secret: null } : body)

beforeEach(() => arrange())

it('is every POST that is not the same twice by nature', () => {
  const made = operations.filter(({ declared }) => 201 in declared.answers)
  const each = made.filter(({ declared }) => !(200 in declared.answers))
  expect(keyed.length).toBeGreaterThan(0)
  expect(each.filter(({ declared }) => !declared.takesIdempotencyKey)).toStrictEqual([])
})

describe.each(keyed.map((operation) => [operation.id, operation] as const))(
  '%s',
  (_, operation: Operation) => {
    it('makes one thing for a key, and answers it to each repeat with 200', async () => {
      const first = await call(operation, withKey('k'))
      expect(first.status).toBe(201)
      const made = await contents()
      const repeat = await call(operation, withKey('k'))
      expect({ status: repeat.status, body: repeat.body }).toStrictEqual({
        status: 200,
        body: again(first.body),
      })
      expect(await contents()).toStrictEqual(made)
    })

    it('makes one thing for 20 repeats at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => call(operation, withKey('k'))),
      )
      const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
      expect(statuses).toStrictEqual([...Array.from({ length: 19 }, () => 200), 201])
      expect(new Set(answers.map(({ body }) => JSON.stringify(again(body)))).size).toBe(1)
    })

    it.skipIf(200 in operation.declared.answers)(
      'makes a thing for each key, for each subject, and for each request without one',
      async () => {
        const token = await signFullToken({ sub: 'other' })
        const answers = [
          await call(operation, withKey('k')),
          await call(operation, withKey('l')),
          await call(operation, { ...withKey('k'), token }),
          await call(operation),
          await call(operation),
        ]
        expect(answers.map(({ status }) => status)).toStrictEqual([201, 201, 201, 201, 201])
        expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(5)
      },
    )

    it('refuses the key with another request, and makes nothing', async () => {
      expect(operation.bodies).toHaveLength(2)
      await call(operation, withKey('k'))
      const made = await contents()
      expect(
        shown(await call(operation, { ...withKey('k'), body: operation.bodies[1] })),
      ).toStrictEqual(USED)
      expect(await contents()).toStrictEqual(made)
    })

    it('does not keep the key of a request that was refused', async () => {
      const refused = await call(operation, { ...withKey('k'), body: {} })
      expect(refused.status).toBe(422)
      expect((await call(operation, withKey('k'))).status).toBe(201)
    })

    it.each(['', 'x'.repeat(256)])('refuses the key %j', async (key) => {
      expect((await call(operation, withKey(key))).status).toBe(422)
    })
  },
)

describe('a route that does not take a key', () => {
  const others = operations.filter(({ declared }) => !declared.takesIdempotencyKey)

  it.each(others.map((operation) => [operation.id, operation] as const))(
    '%s does not look at it, whatever it is, and answers as ever',
    async (_, operation) => {
      const { status } = await call(operation)
      expect(status).toBeLessThan(300)
      for (const key of ['k', 'k', 'x'.repeat(256)]) {
        expect((await call(operation, withKey(key))).status).toBeLessThan(300)
      }
    },
  )
})

describe('the database', () => {
  it('keeps hashes of keys and requests, and neither of them as they are but the keys of messages', async () => {
    for (const operation of keyed) await call(operation, withKey('my-own-key'))
    const kept = Object.values(await rows())
      .flat()
      .filter(({ request_key: key }) => typeof key === 'string')
    expect(kept.length).toBeGreaterThanOrEqual(keyed.length)
    for (const { request_key: key, request_hash: hash } of kept) {
      expect(`${key as string}${hash as string}`).toMatch(/^[\da-f]{128}$/)
    }
    const { messages, ...others } = await rows()
    expect(JSON.stringify(others)).not.toContain('my-own-key')
    const named = messages!.filter(({ request }) => request !== null)
    expect(named.length).toBeGreaterThan(0)
    for (const { request } of named) expect(request).toMatch(/^\[".*","my-own-key"\]$/)
  })

  it('forgets the keys of one who waits and is anonymized', async () => {
    const token = await signFullToken()
    await send('PATCH', '/api/v2/manager/ambassadors/2/anonymize', { token })
    const kept = await env.DB.prepare(
      'select count(*) as n from waiting_list where id_user = 2 and request_key is null and request_hash is null',
    ).first('n')
    expect(kept).toBe(1)
  })
})
