// What guards every route, whether it is known to this file or not.
import { beforeEach, describe, expect, it } from 'vitest'
import { SCOPES } from '../../src/contract/actor.ts'
import { arrange, call, callerOf, operations, signFullToken } from '../support/operations.ts'
import { secondsNow, signSelfToken, signToken } from '../support/tokens.ts'

const UNAUTHORIZED = { status: 401, body: { message: 'Unauthorized.' } }

/** What a chat:self token gets that asks for what is not its own. */
const EXPECTED = { own: 403, seen: 404, everybody: 200 }

beforeEach(() => arrange())

describe.each(operations.map((operation) => [operation.id, operation] as const))(
  '%s',
  (_, operation) => {
    it('answers its own example with success', async () => {
      const { status } = await call(operation)
      expect([200, 201]).toContain(status)
    })

    it('is no defect in a brand that has nothing yet', async () => {
      const token = await signFullToken({ brands: [9] })
      expect((await call(operation, { token, brand: 9 })).status).toBeLessThan(500)
    })

    it('answers 401 without a token, to a bad one and to an expired one', async () => {
      const expired = await signFullToken({ exp: secondsNow() - 60 })
      for (const token of [null, 'a.b.c', expired]) {
        expect(await call(operation, { token, brand: 'x' })).toMatchObject(UNAUTHORIZED)
      }
    })

    it('answers 422 to a malformed brand header, and to none where the brand is not known without', async () => {
      for (const brand of ['0', 'x', '2147483648']) {
        const { status, body } = await call(operation, { brand })
        expect(status).toBe(422)
        expect(Object.keys(body.errors)).toStrictEqual(['X-Popsell-Brand'])
      }
      const token = await signFullToken({ brands: [3, 4] })
      expect(await call(operation, { token, brand: null })).toMatchObject({ status: 422 })
      for (const missing of [null, '']) {
        const { status } = await call(operation, { brand: missing })
        expect(status < 300 ? 200 : status).toBe(
          operation.declared.brand === 'required' ? 422 : 200,
        )
      }
    })

    it('answers 403 for a brand that the token does not cover', async () => {
      const token = await signFullToken({ brands: [4] })
      expect(await call(operation, { token })).toMatchObject({
        status: 403,
        body: { message: 'The token does not cover the brand in X-Popsell-Brand.' },
      })
    })

    it('answers 403 without its scope', async () => {
      const others = SCOPES.filter((scope) => !operation.declared.scopes.includes(scope))
      for (const scope of ['', 'chat', others.join(' ')]) {
        expect(await call(operation, { token: await signFullToken({ scope }) })).toMatchObject({
          status: 403,
        })
      }
    })

    it('is open to each of its scopes alone', async () => {
      for (const scope of operation.declared.scopes) {
        const { status } = await call(operation, {
          token: await signToken({ sub: callerOf(operation), scope }),
        })
        expect([scope, status === 403]).toStrictEqual([scope, false])
      }
    })

    it('is for managers alone under /manager, but for topics, which the chat reads, and not for them under /chat', () => {
      const { scopes, path, method } = operation.declared
      const isManaged = path.startsWith('/api/v2/manager/')
      const isChat = !isManaged || (method === 'get' && path.includes('/chat-topics'))
      expect(scopes.includes('manager')).toBe(isManaged)
      expect(scopes.includes('chat:brand')).toBe(isChat)
      expect(isChat || !scopes.includes('chat:self')).toBe(true)
    })

    it('answers 403 to a chat:self token that acts for another, 404 where it may not see', async () => {
      const { status } = await call(operation, { token: await signSelfToken(3) })
      expect(status).toBe(EXPECTED[operation.declared.self ?? 'own'])
    })
  },
)
