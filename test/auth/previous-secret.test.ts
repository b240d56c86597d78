// A change of the shared secret: for a while the tokens of both are good.
import { beforeEach, describe, expect, it } from 'vitest'
import { logLines, watchConsole } from '../support/console.ts'
import { ambassadors } from '../support/factories.ts'
import { forge, goodClaims, unsigned } from '../support/forge.ts'
import { EXPIRED, shown, UNAUTHORIZED } from '../support/refusals.ts'
import { secondsNow, signToken } from '../support/tokens.ts'
import { create } from '../support/worker.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 }
const OLD = 'the secret of yesterday, of 32 bytes or more'
const NEW = 'the secret of tomorrow, of 32 bytes or more'

const BEFORE = { JWT_SECRET: OLD }
const MEANWHILE = { JWT_SECRET: NEW, JWT_SECRET_PREVIOUS: OLD }
const AFTER = { JWT_SECRET: NEW, JWT_SECRET_PREVIOUS: '' }

const sign = (secret: string, claims = {}) => signToken(claims, new TextEncoder().encode(secret))

const open = async (token: string, env: Partial<Env>) => shown(await create(PAIR, { token, env }))

const status = async (token: string, env: Partial<Env>) => (await open(token, env)).status

beforeEach(async () => {
  await ambassadors([1, 2])
  await create(PAIR)
})

describe('a change of the secret', () => {
  it('refuses no token of either while both are set, and the old ones afterwards', async () => {
    const [old, young] = [await sign(OLD), await sign(NEW)]
    const statuses = async (env: Partial<Env>) => [await status(old, env), await status(young, env)]
    expect(await statuses(BEFORE)).toStrictEqual([200, 401])
    expect(await statuses(MEANWHILE)).toStrictEqual([200, 200])
    expect(await statuses(AFTER)).toStrictEqual([401, 200])
  })

  it('leaves no old token remembered when it ends', async () => {
    const old = await sign(OLD)
    for (let call = 0; call < 3; call += 1) expect(await status(old, MEANWHILE)).toBe(200)
    expect(await open(old, AFTER)).toStrictEqual(UNAUTHORIZED)
    const other = { JWT_SECRET: NEW, JWT_SECRET_PREVIOUS: `${OLD}, or another` }
    expect(await open(old, other)).toStrictEqual(UNAUTHORIZED)
  })
})

describe('beside a previous secret', () => {
  it('a token of a third one is refused like any other', async () => {
    const written = watchConsole()
    expect(await open(await signToken(), MEANWHILE)).toStrictEqual(UNAUTHORIZED)
    const reason = 'err_jws_signature_verification_failed'
    expect(logLines(written)).toMatchObject([{ level: 'info', status: 401, reason }])
  })

  it.each<[string, () => Promise<string> | string]>([
    ['has no signature', () => `${unsigned({ alg: 'none' })}.`],
    ['has a signature of nothing', async () => `${unsigned({ alg: 'HS256' })}.c2ln`],
    [
      'is signed with another hash',
      () => forge({ alg: 'HS512' }, goodClaims(), { key: OLD, hash: 'SHA-512' }),
    ],
    ['has no end', () => forge({ alg: 'HS256' }, goodClaims({ exp: undefined }), { key: OLD })],
    [
      'is signed with a part of it',
      () => forge({ alg: 'HS256' }, goodClaims(), { key: OLD.slice(1) }),
    ],
  ])('a token that %s is refused', async (_, makeToken) => {
    expect(await open(await makeToken(), MEANWHILE)).toStrictEqual(UNAUTHORIZED)
  })

  it('a token of it ends when it says', async () => {
    const ended = await sign(OLD, { exp: secondsNow() - 60 })
    expect(await open(ended, MEANWHILE)).toStrictEqual(EXPIRED)
  })

  it('a token of it is of the issuer and for the audience that the deployment asks for', async () => {
    const env = { ...MEANWHILE, JWT_ISSUER: 'https://id.example.com/', JWT_AUDIENCE: 'chat' }
    const claims = { iss: env.JWT_ISSUER, aud: env.JWT_AUDIENCE }
    expect(await status(await sign(OLD, claims), env)).toBe(200)
    expect(await open(await sign(OLD), env)).toStrictEqual(UNAUTHORIZED)
    expect(await open(await sign(OLD, { ...claims, aud: 'shop' }), env)).toStrictEqual(UNAUTHORIZED)
  })
})
