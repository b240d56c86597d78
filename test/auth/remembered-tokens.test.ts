// A token that was good before is good again only as long as it would be verified again.
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import { createKey, keySet, serveKeySet, signWith } from '../support/key-set.ts'
import { secondsNow, signToken } from '../support/tokens.ts'
import { create } from '../support/worker.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 }
const SECOND = 1000

const open = async (token: string, env: Partial<Env> = {}) =>
  (await create(PAIR, { token, env })).status

const wait = (seconds: number) => vi.setSystemTime(Date.now() + seconds * SECOND)

beforeEach(async () => {
  await ambassadors([1, 2])
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a token that was good', () => {
  it('is good to its end and 5 seconds, and not after', async () => {
    const token = await signToken({ exp: secondsNow() + 60 })
    expect(await open(token)).toBe(201)
    wait(64)
    expect(await open(token)).toBe(200)
    wait(2)
    expect(await open(token)).toBe(401)
  })

  it('does not make another one good that differs in a letter', async () => {
    const token = await signToken()
    expect(await open(token)).toBe(201)
    const [header = '', payload = '', signature = ''] = token.split('.')
    const turned = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)
    const forged = [
      [header, payload, turned(signature)],
      [
        header,
        btoa('{"sub":"1","brands":[3],"scope":"chat:brand"}').replaceAll('=', ''),
        signature,
      ],
      [header, payload, ''],
    ]
    for (const parts of forged) expect(await open(parts.join('.'))).toBe(401)
    expect(await open(token)).toBe(200)
  })

  it('is not good for a deployment with another secret or another issuer', async () => {
    const token = await signToken()
    expect(await open(token)).toBe(201)
    expect(
      await open(token, { JWT_SECRET: 'another secret, of 32 bytes or more, for all I know' }),
    ).toBe(401)
    expect(await open(token, { JWT_ISSUER: 'https://id.example.com/' })).toBe(401)
  })
})

describe('a token of a key set', () => {
  it('is refused 10 minutes after the last fetch, when its key has been withdrawn', async () => {
    const [key, other] = [await createKey('ES256', 'one'), await createKey('ES256', 'two')]
    let served = [key, other]
    const { env } = serveKeySet(() => keySet(...served))
    const token = await signWith(key)
    expect([await open(token, env), await open(token, env), await open(token, env)]).toStrictEqual([
      201, 200, 200,
    ])
    served = [other]
    wait(599)
    expect(await open(token, env)).toBe(200)
    wait(2)
    expect(await open(token, env)).toBe(401)
  })

  it('is refused at once when another token has made the Worker fetch a set without its key', async () => {
    const [key, other] = [await createKey('ES256', 'one'), await createKey('ES256', 'two')]
    let served = [key]
    const { env } = serveKeySet(() => keySet(...served))
    const token = await signWith(key)
    await open(token, env)
    await open(token, env)
    served = [other]
    wait(31)
    expect(await open(token, env)).toBe(200)
    expect(await open(await signWith(other), env)).toBe(200)
    expect(await open(token, env)).toBe(401)
  })
})

it('many tokens are all good, those that were forgotten too', { timeout: 60_000 }, async () => {
  const tokens = await Promise.all(
    Array.from({ length: 1100 }, (_, index) => signToken({ sub: `integration ${index}` })),
  )
  // A brand that is none is refused after the token, without the database.
  for (const token of tokens) {
    expect(await create(PAIR, { token, brand: 'none' })).toMatchObject({ status: 422 })
  }
  const verify = vi.spyOn(crypto.subtle, 'verify')
  onTestFinished(() => verify.mockRestore())
  expect(await open(tokens.at(-1)!)).toBe(201)
  expect(verify).toHaveBeenCalledTimes(0)
  expect(await open(tokens[0]!)).toBe(200)
  expect(verify).toHaveBeenCalledTimes(1)
})
