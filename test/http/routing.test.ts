// Paths, methods and the headers that every answer carries.
import { beforeEach, describe, expect, it } from 'vitest'
import { failingDatabase } from '../support/failing-database.ts'
import { ambassadors } from '../support/factories.ts'
import { NOT_FOUND, shown, UNAUTHORIZED } from '../support/refusals.ts'
import { answersTo, sameFor } from '../support/tables.ts'
import { CHATROOMS, create, type Options, send } from '../support/worker.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 }
const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
const RAY = '8f1b2c3d4e5f6a7b-CDG'
const D1_DOWN = { DB: failingDatabase(new Error('D1_ERROR: jane.doe@example.com')) }

beforeEach(() => ambassadors([1, 2]))

describe('a path that nobody serves', () => {
  const METHODS = ['GET', 'POST', 'DELETE']

  it.each(METHODS)('is 404 without a token outside of the API: %s', async (method) => {
    const paths = [
      ...'/ // /nothing /api /api/ /health/ /health/deep /HEALTH /openapi.yaml /cdn-cgi/x'.split(
        ' ',
      ),
      ...'/.env /.dev.vars /wrangler.toml /favicon.ico /%00 /%E0%A4%A /chat/chatrooms'.split(' '),
      ...'/API/V2/chat/chatrooms //api/v2/chat/chatrooms /api%2Fv2/chat/chatrooms'.split(' '),
    ]
    const ask = async (path: string) =>
      shown(await send(method, path, { token: null, brand: null }))
    expect(await answersTo(paths, ask)).toStrictEqual(sameFor(paths, NOT_FOUND))
  })

  it.each(METHODS)('is 401 without a token and 404 with one inside: %s', async (method) => {
    const paths = [
      ...'/api/v2 /api/v2/ /api/v2/nothing /api/v2/health /api/v2/chat'.split(' '),
      ...'/api/v2/chat/chatrooms/ /api/v2/chat/chatrooms/1/ /api/v2//chat/chatrooms'.split(' '),
      ...'/api/v2/chat/chatrooms/1/nothing /api/v2/chat/chatrooms;v=1'.split(' '),
      ...'/api/v2/chat%2Fchatrooms /api/v2/Chat/Chatrooms'.split(' '),
    ]
    const closed = async (path: string) => shown(await send(method, path, { token: null }))
    const open = async (path: string) => shown(await send(method, path, { brand: null }))
    expect(await answersTo(paths, closed)).toStrictEqual(sameFor(paths, UNAUTHORIZED))
    expect(await answersTo(paths, open)).toStrictEqual(sameFor(paths, NOT_FOUND))
  })

  it.each(['/%61pi/v2/chat/chatrooms', '/api/v2/chat/%63hatrooms', '/x/../api/v2/chat/chatrooms'])(
    'is no way around the token when it spells another: %s',
    async (path) => {
      expect(shown(await send('POST', path, { token: null, body: PAIR }))).toStrictEqual(
        UNAUTHORIZED,
      )
      expect(await send('POST', path, { body: PAIR })).toMatchObject({ status: 201 })
    },
  )
})

describe('a method that a path does not have', () => {
  it.each([
    ['GET', CHATROOMS, 'POST'],
    ['HEAD', CHATROOMS, 'POST'],
    ['PUT', CHATROOMS, 'POST'],
    ['DELETE', CHATROOMS, 'POST'],
    ['PROPFIND', CHATROOMS, 'POST'],
    ['POST', `${CHATROOMS}/1`, 'GET, HEAD, PATCH'],
    ['DELETE', `${CHATROOMS}/1`, 'GET, HEAD, PATCH'],
    ['POST', '/health', 'GET, HEAD'],
  ])('is 405 with those that it has: %s %s', async (method, path, allowed) => {
    const answer = await send(method, path, { brand: null })
    const body = method === 'HEAD' ? null : { message: `Method Not Allowed. Use ${allowed}.` }
    expect(shown(answer)).toStrictEqual({ status: 405, body, challenge: null })
    expect(answer.headers.get('Allow')).toBe(allowed)
    expect(answer.headers.get('Content-Type')).toBe('application/json')
  })

  it('is 401 without a token inside of the API, and no Allow header tells what is there', async () => {
    const answer = await send('DELETE', CHATROOMS, { token: null })
    expect(shown(answer)).toStrictEqual(UNAUTHORIZED)
    expect(answer.headers.get('Allow')).toBeNull()
  })

  it('is not what a room that nobody knows is mistaken for', async () => {
    expect(shown(await send('GET', `${CHATROOMS}/1`))).toStrictEqual(NOT_FOUND)
    expect(shown(await send('HEAD', `${CHATROOMS}/1`))).toStrictEqual({ ...NOT_FOUND, body: null })
  })
})

describe('HEAD', () => {
  it.each(['/health', `${CHATROOMS}/1`])('of %s is GET without a body', async (path) => {
    await create(PAIR)
    const [head, get] = [await send('HEAD', path), await send('GET', path)]
    expect([head.status, head.body]).toStrictEqual([200, null])
    expect(get.status).toBe(200)
    expect(head.headers.get('Content-Type')).toBe(get.headers.get('Content-Type'))
  })

  it('needs a token where GET does', async () => {
    const answer = await send('HEAD', `${CHATROOMS}/1`, { token: null })
    expect(shown(answer)).toStrictEqual({ ...UNAUTHORIZED, body: null })
  })
})

describe('every answer', () => {
  const json = { 'Content-Type': 'application/json' }

  const ANSWERS: [number, string, string, Options][] = [
    [200, 'GET', '/health', {}],
    [200, 'HEAD', '/health', {}],
    [201, 'POST', CHATROOMS, { body: PAIR }],
    [204, 'OPTIONS', CHATROOMS, {}],
    [401, 'POST', CHATROOMS, { token: null }],
    [403, 'POST', CHATROOMS, { brand: 4 }],
    [404, 'GET', '/nothing', {}],
    [404, 'GET', `${CHATROOMS}/1`, {}],
    [405, 'DELETE', CHATROOMS, {}],
    [413, 'POST', CHATROOMS, { rawBody: 'x'.repeat(70_000), headers: json }],
    [415, 'POST', CHATROOMS, {}],
    [422, 'POST', CHATROOMS, { body: {} }],
    [422, 'POST', CHATROOMS, { rawBody: '{', headers: json }],
    [500, 'POST', CHATROOMS, { body: PAIR, env: D1_DOWN }],
    [503, 'GET', '/health', { env: D1_DOWN }],
  ]

  it.each(ANSWERS)(
    'of status %i has secure headers and names its request: %s %s',
    async (status, method, path, options) => {
      const headers = { ...options.headers, 'cf-ray': RAY }
      const answer = await send(method, path, { ...options, headers })
      expect(answer.status).toBe(status)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'x-request-id': RAY,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.stringContaining('max-age='),
      })
      expect(answer.headers.get('X-Powered-By')).toBeNull()
      const fresh = await send(method, path, options)
      expect(fresh.headers.get('X-Request-Id')).toMatch(UUID)
    },
  )

  it('has a fresh id when the ray is missing or malformed', async () => {
    const rays = ['', ' ', 'two words', '"quoted"', 'a,b', '<b>', 'a:b', '../x', 'x'.repeat(65)]
    const ids = new Set<string | null>()
    const ask = async (ray: string) => {
      const { headers } = await send('GET', '/nothing', { headers: { 'cf-ray': ray } })
      ids.add(headers.get('X-Request-Id'))
      return headers.get('X-Request-Id')
    }
    const uuid = expect.stringMatching(UUID)
    expect(await answersTo(rays, ask)).toStrictEqual(sameFor(rays, uuid))
    expect(ids.size).toBe(rays.length)
  })

  it('takes no id from X-Request-Id, which anybody can send', async () => {
    const { headers } = await send('GET', '/health', { headers: { 'X-Request-Id': 'forged' } })
    expect(headers.get('X-Request-Id')).toMatch(UUID)
  })
})
