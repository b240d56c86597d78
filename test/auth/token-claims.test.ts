// Tokens whose signature is good: what the contract asks of their claims, and what a deployment may ask besides.
import type { JWTPayload } from 'jose'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { logLines, watchConsole } from '../support/console.ts'
import { ambassadors } from '../support/factories.ts'
import { forge, goodClaims } from '../support/forge.ts'
import {
  EXPIRED,
  FOREIGN_BRAND,
  NO_SCOPE,
  NOT_FOUND,
  shown,
  UNAUTHORIZED,
} from '../support/refusals.ts'
import { secondsNow, signToken } from '../support/tokens.ts'
import { create, send } from '../support/worker.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 }
const DAY = 86_400
const KEYS = 'https://keys.example.com/configuration'
const SHORT = 'only 31 bytes, which is too few'
const LONG = 'the secret of before, of 32 bytes or more'
const ISSUER = 'https://id.example.com/'
const AUDIENCE = 'https://chat.example.com'

/** Claims as JSON text in which `claim` stands as it is, for what JSON.stringify can't write. */
const withLiteral = (claim: string, literal: string): string =>
  JSON.stringify(goodClaims({ [claim]: 'literal' })).replace('"literal"', literal)

const signedOpen = async (payload: JWTPayload | string) =>
  create(PAIR, { token: await forge({ alg: 'HS256' }, payload) })

beforeEach(async () => {
  await ambassadors([1, 2])
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a token', () => {
  it.each<[string, () => JWTPayload | string]>([
    ['has no exp', () => goodClaims({ exp: undefined })],
    ['has an exp that is a text', () => withLiteral('exp', `"${secondsNow() + 600}"`)],
    ['has an exp that is null', () => withLiteral('exp', 'null')],
    ['has an exp that is true', () => withLiteral('exp', 'true')],
    ['has an exp that is an array', () => withLiteral('exp', `[${secondsNow() + 600}]`)],
    ['has an exp of 1e400', () => withLiteral('exp', '1e400')],
    ['is good from 10 seconds ahead', () => goodClaims({ nbf: secondsNow() + 10 })],
    ['has an nbf that is a text', () => withLiteral('nbf', `"${secondsNow() - 10}"`)],
    ['has an nbf that is null', () => withLiteral('nbf', 'null')],
    ['has an nbf of 1e400', () => withLiteral('nbf', '1e400')],
    ['was issued a day ahead', () => goodClaims({ iat: secondsNow() + DAY })],
    ['was issued 10 seconds ahead', () => goodClaims({ iat: secondsNow() + 10 })],
    ['has an iat that is a text', () => withLiteral('iat', `"${secondsNow()}"`)],
    ['has an iat that is null', () => withLiteral('iat', 'null')],
    ['has an iat of 1e400', () => withLiteral('iat', '1e400')],
    ['has no sub', () => goodClaims({ sub: undefined })],
    ['has an empty sub', () => goodClaims({ sub: '' })],
    ['has a sub that is a number', () => withLiteral('sub', '1')],
    ['has a sub that is null', () => withLiteral('sub', 'null')],
    ['has a sub that is an array', () => withLiteral('sub', '["1"]')],
    ['has brands that are a text', () => goodClaims({ brands: '3' })],
    ['has brands that are a number', () => goodClaims({ brands: 3 })],
    ['has brands that are null', () => goodClaims({ brands: null })],
    ['has brands that are an object', () => goodClaims({ brands: { 0: 3, length: 1 } })],
    ['has brands with a text among them', () => goodClaims({ brands: [3, '4'] })],
    ['has brands with null among them', () => goodClaims({ brands: [3, null] })],
    ['has brands with 0 among them', () => goodClaims({ brands: [3, 0] })],
    ['has brands with -1 among them', () => goodClaims({ brands: [3, -1] })],
    ['has brands with a fraction among them', () => goodClaims({ brands: [3, 3.5] })],
    ['has brands with 2 ** 31 among them', () => goodClaims({ brands: [3, 2 ** 31] })],
    ['has brands with -0 among them', () => withLiteral('brands', '[3,-0]')],
    ['has brands inside an array', () => goodClaims({ brands: [[3]] })],
    ['has a scope that is an array', () => goodClaims({ scope: ['chat:brand'] })],
    ['has a scope that is null', () => goodClaims({ scope: null })],
    ['has a scope that is true', () => goodClaims({ scope: true })],
    ['has a scope that is an object', () => goodClaims({ scope: { 'chat:brand': true } })],
  ])('that %s is refused', async (_, claims) => {
    expect(shown(await signedOpen(claims()))).toStrictEqual(UNAUTHORIZED)
  })

  it.each<[string, () => JWTPayload | string]>([
    ['has an exp of -1e400', () => withLiteral('exp', '-1e400')],
    ['has an exp of 0', () => goodClaims({ exp: 0 })],
    ['has a negative exp', () => goodClaims({ exp: -1 })],
    ['expired a day ago', () => goodClaims({ exp: secondsNow() - DAY })],
    ['expired more than 5 seconds ago', () => goodClaims({ exp: secondsNow() - 6 })],
  ])('that %s is refused, and its holder told that it has expired', async (_, claims) => {
    expect(shown(await signedOpen(claims()))).toStrictEqual(EXPIRED)
  })

  it.each<[string, () => JWTPayload | string]>([
    ['expired 3 seconds ago', () => goodClaims({ exp: secondsNow() - 3 })],
    ['is good from 3 seconds ahead', () => goodClaims({ nbf: secondsNow() + 3 })],
    ['was issued 3 seconds ahead', () => goodClaims({ iat: secondsNow() + 3 })],
    ['has an exp with a fraction', () => goodClaims({ exp: secondsNow() + 600.5 })],
    ['was issued years ago', () => goodClaims({ iat: 1, nbf: 1 })],
    ['has a brand written 3.0', () => withLiteral('brands', '[3.0]')],
    ['names its brand twice', () => goodClaims({ brands: [3, 3] })],
    ['has the largest brand beside its own', () => goodClaims({ brands: [2 ** 31 - 1, 3] })],
    ['has scopes that nobody knows', () => goodClaims({ scope: 'openid  chat:brand email' })],
    ['has claims that nobody knows', () => goodClaims({ roles: { admin: [] }, nonce: null })],
    ['has a __proto__', () => withLiteral('__proto__', '{"brands":[4]}')],
    ['has an issuer and an audience nobody asks for', () => goodClaims({ iss: 'i', aud: ['a'] })],
  ])('that %s is good', async (_, claims) => {
    expect(await signedOpen(claims())).toMatchObject({ status: 201, body: { id_chatroom: 1 } })
  })
})

describe('a good token', () => {
  it.each([
    ['without brands', { brands: undefined }, FOREIGN_BRAND],
    ['with no brand among its brands', { brands: [] }, FOREIGN_BRAND],
    [
      'with brands behind __proto__',
      { brands: undefined, ['__proto__']: { brands: [3] } },
      FOREIGN_BRAND,
    ],
    ['without a scope', { scope: undefined }, NO_SCOPE],
    ['with an empty scope', { scope: '' }, NO_SCOPE],
    ['with a blank scope', { scope: '   ' }, NO_SCOPE],
    ['with the scope CHAT:BRAND', { scope: 'CHAT:BRAND' }, NO_SCOPE],
    ['with the scope chat:', { scope: 'chat:' }, NO_SCOPE],
    ['with the scope chat:brands', { scope: 'chat:brands' }, NO_SCOPE],
    ['with scopes and a comma', { scope: 'chat:self,chat:brand' }, NO_SCOPE],
    ['with scopes and a tab', { scope: 'chat:self\tchat:brand' }, NO_SCOPE],
    ['without brands and scope', { brands: undefined, scope: undefined }, FOREIGN_BRAND],
  ])('%s grants nothing', async (_, claims, expected) => {
    const token = await signToken(claims)
    expect(shown(await create(PAIR, { token }))).toStrictEqual(expected)
  })
})

describe('a deployment', () => {
  it.each<[string, Partial<Env>, string]>([
    [
      'without a key source',
      { JWT_SECRET: '', JWKS_URL: '' },
      'set JWT_SECRET or JWKS_URL; npm run dev makes a local secret, npm run setup that of a deployment',
    ],
    ['with both key sources', { JWKS_URL: KEYS }, 'set JWT_SECRET or JWKS_URL, not both'],
    ['with a secret of 31 bytes', { JWT_SECRET: SHORT }, 'JWT_SECRET is shorter than 32 bytes'],
    ['with a secret of 1 byte', { JWT_SECRET: 'x' }, 'JWT_SECRET is shorter than 32 bytes'],
    [
      'with a previous secret of 31 bytes',
      { JWT_SECRET_PREVIOUS: SHORT },
      'JWT_SECRET_PREVIOUS is shorter than 32 bytes',
    ],
    [
      'with a previous secret alone',
      { JWT_SECRET: '', JWT_SECRET_PREVIOUS: LONG },
      'set JWT_SECRET_PREVIOUS beside JWT_SECRET, or delete it',
    ],
    [
      'with a previous secret beside a key set',
      { JWT_SECRET: '', JWT_SECRET_PREVIOUS: LONG, JWKS_URL: KEYS },
      'set JWT_SECRET_PREVIOUS beside JWT_SECRET, or delete it',
    ],
    [
      'with a key set that is no URL',
      { JWT_SECRET: '', JWKS_URL: 'keys.example.com' },
      'JWKS_URL is not an http or https URL',
    ],
  ])('%s refuses every token and logs what to set', async (_, env, problem) => {
    const written = watchConsole()
    const key = new TextEncoder().encode(env.JWT_SECRET || env.JWT_SECRET_PREVIOUS || undefined)
    const tokens = [await signToken(), key.length > 0 ? await signToken({}, key) : 'a.b.c', null]
    for (const token of tokens) {
      expect(shown(await create(PAIR, { token, env }))).toStrictEqual(UNAUTHORIZED)
    }
    const line = { level: 'error', status: 401, reason: `misconfigured: ${problem}` }
    expect(logLines(written)).toMatchObject([line, line, line])
    for (const secret of [SHORT, LONG]) expect(JSON.stringify(written)).not.toContain(secret)
  })

  it('without a key source still says whether a path exists outside the API', async () => {
    const env = { JWT_SECRET: '' }
    expect(shown(await send('GET', '/nothing', { token: null, env }))).toStrictEqual(NOT_FOUND)
  })

  it('counts the bytes of its secret, not the letters', async () => {
    const secret = 'é'.repeat(16)
    const token = await signToken({}, new TextEncoder().encode(secret))
    const { status } = await create(PAIR, { token, env: { JWT_SECRET: secret } })
    expect(status).toBe(201)
  })

  it('that changes its secret refuses the tokens of the old one at once', async () => {
    const secret = 'the second secret of this deployment, long enough'
    const [first, second] = [
      await signToken(),
      await signToken({}, new TextEncoder().encode(secret)),
    ]
    expect(await create(PAIR, { token: first })).toMatchObject({ status: 201 })
    const env = { JWT_SECRET: secret }
    expect(shown(await create(PAIR, { token: first, env }))).toStrictEqual(UNAUTHORIZED)
    expect(await create(PAIR, { token: second, env })).toMatchObject({ status: 200 })
  })
})

describe('a deployment with an issuer and an audience', () => {
  const env = { JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE }

  it.each<[string, JWTPayload]>([
    ['both', { iss: ISSUER, aud: AUDIENCE }],
    ['its audience in an array', { iss: ISSUER, aud: [AUDIENCE] }],
    ['its audience among others', { iss: ISSUER, aud: ['https://shop.example.com', AUDIENCE] }],
  ])('accepts a token with %s', async (_, claims) => {
    const { status } = await create(PAIR, { token: await signToken(claims), env })
    expect(status).toBe(201)
  })

  it.each<[string, JWTPayload]>([
    ['neither', {}],
    ['no audience', { iss: ISSUER }],
    ['no issuer', { aud: AUDIENCE }],
    ['another issuer', { iss: 'https://attacker.example.com/', aud: AUDIENCE }],
    ['the issuer without its slash', { iss: ISSUER.slice(0, -1), aud: AUDIENCE }],
    ['the issuer in capitals', { iss: ISSUER.toUpperCase(), aud: AUDIENCE }],
    ['the issuer in an array', { iss: [ISSUER] as never, aud: AUDIENCE }],
    ['an empty issuer', { iss: '', aud: AUDIENCE }],
    ['another audience', { iss: ISSUER, aud: 'https://shop.example.com' }],
    ['an audience that begins with it', { iss: ISSUER, aud: `${AUDIENCE}.attacker.example.com` }],
    ['an array of other audiences', { iss: ISSUER, aud: ['https://shop.example.com', ''] }],
    ['an empty array of audiences', { iss: ISSUER, aud: [] }],
    ['the audience in an array in an array', { iss: ISSUER, aud: [[AUDIENCE]] as never }],
    ['an audience that is an object', { iss: ISSUER, aud: { 0: AUDIENCE } as never }],
  ])('refuses a token with %s', async (_, claims) => {
    const token = await signToken(claims)
    expect(shown(await create(PAIR, { token, env }))).toStrictEqual(UNAUTHORIZED)
  })
})

describe('a deployment with one of the two', () => {
  it.each<[string, Partial<Env>, JWTPayload, number]>([
    ['issuer, the right one', { JWT_ISSUER: ISSUER }, { iss: ISSUER }, 201],
    ['issuer, another one', { JWT_ISSUER: ISSUER }, { iss: AUDIENCE }, 401],
    ['issuer, none', { JWT_ISSUER: ISSUER }, { aud: AUDIENCE }, 401],
    ['audience, the right one', { JWT_AUDIENCE: AUDIENCE }, { aud: AUDIENCE }, 201],
    ['audience, another one', { JWT_AUDIENCE: AUDIENCE }, { aud: ISSUER }, 401],
    ['audience, none', { JWT_AUDIENCE: AUDIENCE }, { iss: ISSUER }, 401],
  ])('checks that one: %s', async (_, env, claims, expected) => {
    const { status } = await create(PAIR, { token: await signToken(claims), env })
    expect(status).toBe(expected)
  })
})
