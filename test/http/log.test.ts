// The log: one line of JSON a request, with what it cost, and nothing secret or personal.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { logLines, watchConsole } from '../support/console.ts'
import { failingDatabase } from '../support/failing-database.ts'
import { ambassadors } from '../support/factories.ts'
import { forge, goodClaims } from '../support/forge.ts'
import { metered } from '../support/metered.ts'
import { refusal, shown } from '../support/refusals.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { CHATROOMS, create, type Options, send } from '../support/worker.ts'

const PAIR = { ids_ambassadors: [1, 2], source: 0 }
const JSON_TYPE = { 'Content-Type': 'application/json' }
const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
const NO_CALL = { calls: 0, rowsRead: 0, rowsWritten: 0 }
const EMAIL = 'jane.doe@example.com'

const line = (fields: object) => ({
  level: 'info',
  requestId: expect.stringMatching(UUID),
  brand: null,
  sub: null,
  milliseconds: expect.any(Number),
  d1: NO_CALL,
  ...fields,
})

/** A request that meets a defect of the service. */
const defect = (message: string) => ({ env: { DB: failingDatabase(new TypeError(message)) } })

beforeEach(() => ambassadors([1, 2]))

describe('a request', () => {
  it('leaves one line with what it was, who sent it and what it cost', async () => {
    const { binding, meter } = metered(env.DB)
    const written = watchConsole()
    const answer = await create(PAIR, { env: { DB: binding } })
    expect(answer.status).toBe(201)
    expect(written).toHaveLength(1)
    expect(logLines(written)).toStrictEqual([
      line({
        requestId: answer.headers.get('X-Request-Id'),
        method: 'POST',
        route: CHATROOMS,
        status: 201,
        brand: 3,
        sub: 'integration',
        d1: meter,
      }),
    ])
    expect(meter).toStrictEqual({
      calls: 1,
      rowsRead: expect.any(Number),
      rowsWritten: expect.any(Number),
    })
    expect(meter.rowsWritten).toBeGreaterThan(0)
  })

  it('leaves the pattern of its route, not its path and not its query', async () => {
    await create(PAIR)
    const token = await signSelfToken(1)
    // The first call of a minute also marks the ambassador as present.
    await send('GET', `${CHATROOMS}/1`, { token })
    const written = watchConsole()
    await send('GET', `${CHATROOMS}/1?page=2&access_token=secret`, { token })
    const d1 = { calls: 1, rowsRead: expect.any(Number), rowsWritten: 0 }
    const fields = { method: 'GET', route: `${CHATROOMS}/:id`, status: 200, brand: 3, sub: '1', d1 }
    expect(logLines(written)).toStrictEqual([line(fields)])
    expect(written).toHaveLength(1)
  })

  it.each<[string, string, Options, object]>([
    ['GET', '/health', { token: null }, { route: '/health', status: 200 }],
    ['HEAD', '/health', { token: null }, { route: '/health', status: 200 }],
    ['GET', '/some/1234', { token: null }, { route: null, status: 404, d1: NO_CALL }],
    ['OPTIONS', CHATROOMS, { token: null }, { route: null, status: 204, d1: NO_CALL }],
    ['DELETE', CHATROOMS, {}, { route: null, status: 405, sub: 'integration', d1: NO_CALL }],
    ['POST', CHATROOMS, { token: null }, { route: CHATROOMS, status: 401, reason: 'missing' }],
    [
      'POST',
      CHATROOMS,
      { token: 'a b' },
      { route: CHATROOMS, status: 401, reason: 'not_one_bearer_token' },
    ],
    [
      'POST',
      CHATROOMS,
      { token: 'a.b.c' },
      { status: 401, reason: expect.stringMatching(/^\w+$/) },
    ],
    ['POST', CHATROOMS, { brand: 4 }, { route: CHATROOMS, status: 403, sub: 'integration' }],
    ['POST', CHATROOMS, { brand: 'x' }, { status: 422, brand: null, sub: 'integration' }],
    ['POST', CHATROOMS, { body: {} }, { status: 422, brand: 3, sub: 'integration', d1: NO_CALL }],
    ['GET', `${CHATROOMS}/7`, {}, { route: `${CHATROOMS}/:id`, status: 404, brand: 3 }],
  ])('leaves one line: %s %s %j', async (method, path, options, fields) => {
    const written = watchConsole()
    await send(method, path, options)
    expect(written).toHaveLength(1)
    expect(logLines(written)).toMatchObject([{ level: 'info', method, ...fields }])
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['expired', { exp: 1 }, 'expired: get another token; locally, npm run -s token prints one'],
    ['not yet good', { nbf: 9_999_999_999 }, 'claim_nbf_check_failed'],
    ['issued in the future', { iat: 9_999_999_999 }, 'issued_in_future'],
    ['without an end', { exp: undefined }, 'claim_exp_missing'],
    ['malformed', { brands: '3' }, 'malformed_claims'],
  ])('says why its token was refused: %s', async (_, claims, reason) => {
    const written = watchConsole()
    await create(PAIR, { token: await forge({ alg: 'HS256' }, goodClaims(claims)) })
    expect(logLines(written)).toMatchObject([{ status: 401, reason, sub: null }])
  })
})

describe('whatever happens, the log', () => {
  const SECRET = 'S3cret'
  const secretly = async (options: Options): Promise<Options> => ({
    token: await signToken({ email: `${SECRET}@example.com`, name: SECRET }),
    ...options,
    headers: {
      Cookie: `session=${SECRET}`,
      'User-Agent': SECRET,
      Referer: `https://shop.example.com/?q=${SECRET}`,
      Origin: `https://${SECRET}.example.com`,
      'X-Forwarded-For': SECRET,
      'CF-Connecting-IP': '203.0.113.77',
      'cf-ray': `${SECRET} is no ray`,
      ...options.headers,
    },
  })

  const body = { ...PAIR, name: SECRET, email: `${SECRET}@example.com` }

  it.each<[number, string, string, () => Options | Promise<Options>]>([
    [201, 'POST', CHATROOMS, () => ({ body })],
    [401, 'POST', CHATROOMS, () => ({ token: `${SECRET}.${SECRET}.${SECRET}`, body })],
    [401, 'POST', CHATROOMS, () => ({ token: `${SECRET} ${SECRET}`, body })],
    [
      401,
      'POST',
      CHATROOMS,
      async () => ({ token: await signToken({ exp: 1, sub: SECRET }), body }),
    ],
    [401, 'POST', CHATROOMS, async () => ({ token: await signToken({ brands: SECRET }), body })],
    [
      401,
      'POST',
      CHATROOMS,
      async () => ({ token: await signToken({ iss: SECRET }), body, env: { JWT_ISSUER: 'x' } }),
    ],
    [401, 'POST', CHATROOMS, () => ({ env: { JWT_SECRET: SECRET }, body })],
    [401, 'POST', CHATROOMS, () => ({ env: { JWT_SECRET: '', JWKS_URL: SECRET }, body })],
    [403, 'POST', CHATROOMS, async () => ({ token: await signToken({ scope: SECRET }), body })],
    [404, 'GET', `${CHATROOMS}/${SECRET}`, () => ({})],
    [404, 'GET', `/${SECRET}`, () => ({})],
    [405, 'PUT', `${CHATROOMS}/${SECRET}`, () => ({ body })],
    [413, 'POST', CHATROOMS, () => ({ rawBody: SECRET.repeat(20_000), headers: JSON_TYPE })],
    [415, 'POST', CHATROOMS, () => ({ rawBody: SECRET, headers: { 'Content-Type': SECRET } })],
    [422, 'POST', CHATROOMS, () => ({ brand: SECRET, body })],
    [422, 'POST', CHATROOMS, () => ({ rawBody: `{"${SECRET}":`, headers: JSON_TYPE })],
    [
      422,
      'POST',
      CHATROOMS,
      () => ({ body: { ids_ambassadors: [SECRET, SECRET], source: SECRET } }),
    ],
    [
      422,
      'POST',
      CHATROOMS,
      () => ({ body: { ids_ambassadors: [1, 99], source: 0, name: SECRET } }),
    ],
    [500, 'POST', CHATROOMS, () => ({ env: { DB: failingDatabase(new Error(SECRET)) }, body })],
  ])(
    'of a %i keeps what the client sent to itself: %s %s',
    async (status, method, path, options) => {
      const written = watchConsole()
      const all = await secretly(await options())
      const answer = await send(method, `${path}?q=${SECRET}&email=${EMAIL}`, all)
      expect(answer.status).toBe(status)
      const text = JSON.stringify(written)
      expect(logLines(written)).toHaveLength(1)
      expect(text.toLowerCase()).not.toContain(SECRET.toLowerCase())
      for (const part of [
        ...(all.token?.split('.') ?? []),
        EMAIL,
        '203.0.113.77',
        'First 1',
        'user.1',
      ]) {
        expect(text).not.toContain(part)
      }
    },
  )
})

describe('a defect', () => {
  it.each([
    ['of one line', `D1_ERROR: UNIQUE constraint failed for '${EMAIL}'`],
    ['of several lines', `insert failed\nvalues (1, '${EMAIL}')`],
    ['that looks like a stack', `insert failed\n    at ${EMAIL} (values:1:1)\n    at ${EMAIL}`],
  ])('keeps its message to itself, %s', async (_, message) => {
    for (const [method, path] of [
      ['POST', CHATROOMS],
      ['GET', `${CHATROOMS}/1`],
    ] as const) {
      const written = watchConsole()
      const body = method === 'POST' ? { body: PAIR } : {}
      const answer = await send(method, path, { ...body, ...defect(message) })
      expect(shown(answer)).toStrictEqual(refusal(500, 'Internal Server Error.'))
      expect(JSON.stringify([...answer.headers])).not.toContain(EMAIL)
      expect(JSON.stringify(written)).not.toContain(EMAIL)
    }
  })

  it('is logged with its class, its place and the request, beside the line of the request', async () => {
    const written = watchConsole()
    const { headers } = await create(PAIR, defect(EMAIL))
    const requestId = headers.get('X-Request-Id')
    expect(written.map(({ method }) => method).toSorted()).toStrictEqual(['error', 'log'])
    const error = written.find(({ method }) => method === 'error')
    expect(JSON.parse(error?.text ?? '')).toStrictEqual({
      level: 'error',
      requestId,
      error: 'TypeError',
      at: expect.arrayContaining([expect.stringMatching(/^ {4}at /)]),
    })
    expect(logLines(written)).toMatchObject([
      { level: 'error', requestId, status: 500, brand: 3, sub: 'integration', d1: { calls: 1 } },
    ])
  })

  it('of the database in the health check keeps its message to itself too', async () => {
    const written = watchConsole()
    const answer = await send('GET', '/health', { token: null, ...defect(EMAIL) })
    expect(answer).toMatchObject({
      status: 503,
      body: { message: 'The database does not answer.' },
    })
    expect(JSON.stringify(written)).not.toContain(EMAIL)
    expect(logLines(written)).toMatchObject([{ level: 'error', route: '/health', status: 503 }])
  })
})
