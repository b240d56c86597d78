// Forged, mangled and smuggled tokens against a deployment with a shared secret: all of them get the one 401.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ambassadors, countRooms } from '../support/factories.ts'
import { forge } from '../support/forge.ts'
import {
  ALGORITHMS,
  ATTACKER_KEY,
  CRITICAL_HEADERS,
  HS256,
  KEY_HEADERS,
  MANGLED,
} from '../support/forged-tokens.ts'
import { shown, UNAUTHORIZED } from '../support/refusals.ts'
import { signToken } from '../support/tokens.ts'
import { create, type Options, send } from '../support/worker.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 }
/** What a request for a room gets, and whether one was opened after all. */
const attempt = async (options: Options) => ({
  ...shown(await create(PAIR, options)),
  ...(await countRooms()),
})

const REFUSED = { ...UNAUTHORIZED, chatrooms: 0, pivots: 0 }

beforeEach(() => ambassadors([1, 2]))

describe('a token', () => {
  it.each(Object.entries(ALGORITHMS))('with %s is refused', async (_, makeToken) => {
    expect(await attempt({ token: await makeToken() })).toStrictEqual(REFUSED)
  })

  it.each(Object.entries(KEY_HEADERS))(
    'signed by the attacker and with the header %s is refused, and nothing is fetched',
    async (_, makeToken) => {
      const token = await makeToken()
      const fetch = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'))
      expect(await attempt({ token })).toStrictEqual(REFUSED)
      expect(fetch).not.toHaveBeenCalled()
      fetch.mockRestore()
    },
  )

  it.each(Object.entries(CRITICAL_HEADERS))('with %s is refused', async (_, makeToken) => {
    expect(await attempt({ token: await makeToken() })).toStrictEqual(REFUSED)
  })

  it.each(Object.entries(MANGLED))('that %s is refused', async (_, makeToken) => {
    expect(await attempt({ token: await makeToken() })).toStrictEqual(REFUSED)
  })

  it('is good whatever kid, jku and typ it names when the secret signed it', async () => {
    const token = await forge({ ...HS256, kid: '9', jku: 'https://a.example.com', typ: 'at+jwt' })
    expect(await create(PAIR, { token })).toMatchObject({ status: 201, body: { id_chatroom: 1 } })
  })
})

describe('the Authorization header', () => {
  it.each<[string, (token: string) => string]>([
    ['is empty', () => ''],
    ['has the scheme alone', () => 'Bearer'],
    ['has the scheme and spaces alone', () => 'Bearer   '],
    ['has the scheme Basic', (token) => `Basic ${token}`],
    ['has Basic credentials', () => `Basic ${btoa('user:password')}`],
    ['has the scheme Token', (token) => `Token ${token}`],
    ['has the scheme JWT', (token) => `JWT ${token}`],
    ['has no scheme', (token) => token],
    ['has no space after the scheme', (token) => `Bearer${token}`],
    ['has a colon after the scheme', (token) => `Bearer: ${token}`],
    ['has an equals sign after the scheme', (token) => `Bearer=${token}`],
    ['has the scheme twice', (token) => `Bearer Bearer ${token}`],
    ['has two tokens', (token) => `Bearer ${token} ${token}`],
    ['has two credentials', (token) => `Bearer ${token}, Bearer ${token}`],
    ['has two tokens and a comma', (token) => `Bearer ${token},${token}`],
    ['has a good token after a bad one', (token) => `Bearer bad, Bearer ${token}`],
    ['has a parameter after the token', (token) => `Bearer ${token}; charset=utf-8`],
    ['has a tab after the scheme', (token) => `Bearer\t${token}`],
    ['has a tab beside the space', (token) => `Bearer \t${token}`],
    ['has a space inside the token', (token) => `Bearer ${token.replace('.', ' .')}`],
    ['has the token in quotes', (token) => `Bearer "${token}"`],
    ['has the token percent-encoded', (token) => `Bearer ${token.replaceAll('.', '%2E')}`],
  ])('that %s is refused', async (_, headerOf) => {
    expect(
      await attempt({ token: null, headers: { Authorization: headerOf(await signToken()) } }),
    ).toStrictEqual(REFUSED)
  })

  it('that is missing is refused', async () => {
    expect(await attempt({ token: null })).toStrictEqual(REFUSED)
  })

  it('can not be replaced by a query, a cookie or another header', async () => {
    const token = await signToken()
    const headers = { Cookie: `access_token=${token}`, 'X-Authorization': `Bearer ${token}` }
    const path = `/api/v2/chat/chatrooms/1?access_token=${token}&Authorization=Bearer%20${token}`
    expect(shown(await send('GET', path, { token: null, headers }))).toStrictEqual(UNAUTHORIZED)
  })

  it.each<[string, (token: string) => string]>([
    ['bearer', (token) => `bearer ${token}`],
    ['BEARER', (token) => `BEARER ${token}`],
    ['bEaReR', (token) => `bEaReR ${token}`],
    ['Bearer and two spaces', (token) => `Bearer  ${token}`],
    ['Bearer and spaces around it all', (token) => `  Bearer ${token}  `],
  ])('is good with %s', async (_, headerOf) => {
    const headers = { Authorization: headerOf(await signToken()) }
    const { status } = await create(PAIR, { token: null, headers })
    expect(status).toBe(201)
  })

  it('is read with the secret of the deployment, not with that of the tests', async () => {
    const key = new TextEncoder().encode(ATTACKER_KEY)
    const token = await signToken({}, key)
    expect(shown(await create(PAIR, { token }))).toStrictEqual(UNAUTHORIZED)
    const other = { ...env, JWT_SECRET: ATTACKER_KEY }
    expect(await create(PAIR, { token, env: other })).toMatchObject({ status: 201 })
  })
})
