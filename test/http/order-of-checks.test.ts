// Contract §1, "Order of checks": token, brand header, permission, body, and only then the database.
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, countRooms } from '../support/factories.ts'
import { observe } from '../support/metered-worker.ts'
import {
  BRAND_MALFORMED,
  BRAND_REQUIRED,
  FOREIGN_BRAND,
  invalidFields,
  NO_SCOPE,
  NOT_FOUND,
  refusal,
  shown,
  unavailableAmbassadors,
  UNAUTHORIZED,
} from '../support/refusals.ts'
import { answersTo, sameFor } from '../support/tables.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { type Answer, CHATROOMS, create, type Options, send } from '../support/worker.ts'

const NOT_ONESELF = refusal(
  403,
  'The token may only open rooms that its own ambassador is part of.',
)
const NOT_JSON = refusal(415, 'Send the body as Content-Type: application/json.')
const TOO_LARGE = refusal(413, 'The body is larger than 64 KiB.')
const BAD_SOURCE = invalidFields({ source: ['source must be 0, 1 or 2.'] })
const MALFORMED = invalidFields({ body: ['body must be well-formed JSON in UTF-8.'] })
const TEXT = { 'Content-Type': 'text/plain' }
const JSON_TYPE = { 'Content-Type': 'application/json' }
const HUGE = 'x'.repeat(70_000)

/** A good signature that grants nothing. */
const nothing = () => signToken({ brands: [], scope: '' })

const readRoom = async (id: string, options: Options = {}) =>
  shown(await send('GET', `${CHATROOMS}/${id}`, options))

beforeEach(() => ambassadors([1, 2, 3]))

describe('creating a room', () => {
  it.each<[string, () => Promise<Options> | Options, object]>([
    [
      'a missing token before everything else',
      () => ({ token: null, brand: 'abc', rawBody: HUGE, headers: TEXT }),
      UNAUTHORIZED,
    ],
    [
      'a bad token before everything else',
      () => ({ token: 'a.b.c', brand: null, rawBody: HUGE, headers: TEXT }),
      UNAUTHORIZED,
    ],
    [
      'the brand header before the permission',
      async () => ({ token: await nothing(), brand: 'abc', rawBody: HUGE, headers: TEXT }),
      BRAND_MALFORMED,
    ],
    [
      'the brand before the scope',
      async () => ({ token: await nothing(), rawBody: HUGE, headers: TEXT }),
      FOREIGN_BRAND,
    ],
    [
      'the scope before the body',
      async () => ({ token: await signToken({ scope: '' }), rawBody: HUGE, headers: TEXT }),
      NO_SCOPE,
    ],
    [
      'a foreign brand before a body that is not JSON',
      () => ({ brand: 4, rawBody: '{', headers: JSON_TYPE }),
      FOREIGN_BRAND,
    ],
    ['the media type before the size', () => ({ rawBody: HUGE, headers: TEXT }), NOT_JSON],
    ['the size before the JSON', () => ({ rawBody: HUGE, headers: JSON_TYPE }), TOO_LARGE],
    [
      'the JSON before its fields',
      () => ({ rawBody: '{"source":9', headers: JSON_TYPE }),
      MALFORMED,
    ],
    [
      'the fields before acting as somebody else',
      async () => ({
        token: await signSelfToken(1),
        body: { ids_ambassadors: [2, 3], source: 9 },
      }),
      BAD_SOURCE,
    ],
    [
      'the fields before ids that nobody knows',
      () => ({ body: { ids_ambassadors: [98, 99], source: 9 } }),
      BAD_SOURCE,
    ],
    [
      'acting as somebody else before ids that nobody knows',
      async () => ({
        token: await signSelfToken(1),
        body: { ids_ambassadors: [98, 99], source: 0 },
      }),
      NOT_ONESELF,
    ],
  ])('refuses %s, without a round trip', async (_, options, expected) => {
    expect(await observe('POST', CHATROOMS, await options())).toStrictEqual({
      ...expected,
      calls: 0,
    })
  })

  it('refuses ids that nobody knows last, with one round trip', async () => {
    const body = { ids_ambassadors: [1, 99], source: 0 }
    const token = await signSelfToken(1)
    expect(await observe('POST', CHATROOMS, { token, body })).toStrictEqual({
      ...unavailableAmbassadors(1),
      calls: 1,
    })
    expect(await countRooms()).toStrictEqual({ chatrooms: 0, pivots: 0 })
  })
})

describe('reading a room', () => {
  it.each<[string, string, () => Promise<Options> | Options, object]>([
    ['a missing token before all else', 'abc', () => ({ token: null, brand: '0' }), UNAUTHORIZED],
    [
      'the brand header before the permission and the id',
      'abc',
      async () => ({ token: await nothing(), brand: '0' }),
      BRAND_MALFORMED,
    ],
    ['the brand before the id', 'abc', () => ({ brand: 4 }), FOREIGN_BRAND],
    ['the brand before the scope', '1', async () => ({ token: await nothing() }), FOREIGN_BRAND],
    [
      'the scope before the id',
      'abc',
      async () => ({ token: await signToken({ scope: 'manager' }) }),
      NO_SCOPE,
    ],
    ['an id that can not be one', 'abc', () => ({}), NOT_FOUND],
  ])('refuses %s, without a round trip', async (_, id, options, expected) => {
    expect(await observe('GET', `${CHATROOMS}/${id}`, await options())).toStrictEqual({
      ...expected,
      calls: 0,
    })
  })

  it('refuses an id that nobody knows last, with one round trip', async () => {
    expect(await observe('GET', `${CHATROOMS}/1`, {})).toStrictEqual({ ...NOT_FOUND, calls: 1 })
  })

  it('answers 404 to whatever is no id', async () => {
    await create({ ids_ambassadors: [1, 2], source: 0 })
    const ids = [
      ...'0 -1 +1 01 1.0 1.5 1e0 0x1 2147483648 99999999999 abc null 1,2 1n'.split(' '),
      ...'%201 1%20 %00 %E0%A4%A %EF%BC%91 1%27-- 1%3Bdrop 1%2F1'.split(' '),
      'a'.repeat(1000),
    ]
    expect(await answersTo(ids, readRoom)).toStrictEqual(sameFor(ids, NOT_FOUND))
  })
})

describe('the brand header', () => {
  it.each<[string, Options, string]>([
    ['POST', { body: { ids_ambassadors: [1, 2], source: 0 } }, CHATROOMS],
    ['GET', {}, `${CHATROOMS}/1`],
  ])('is required by %s', async (method, options, path) => {
    const missing = await send(method, path, { ...options, brand: null })
    expect(shown(missing)).toStrictEqual(BRAND_REQUIRED)
  })

  it('is missing when it is empty', async () => {
    const brands = ['', '   ']
    expect(await answersTo(brands, (brand) => readRoom('1', { brand }))).toStrictEqual(
      sameFor(brands, BRAND_REQUIRED),
    )
  })

  it.each<[string, (brand: string) => Promise<Answer>]>([
    ['creating', (brand) => create({}, { brand })],
    ['reading', (brand) => send('GET', `${CHATROOMS}/1`, { brand })],
  ])('is refused when it is no int32 from 1, %s a room', async (_, request) => {
    const brands = [
      ...'0 -0 -1 +3 3.0 3. 1e0 3e0 0x3 03 3,3 3; "3" [3] 3n 3_0'.split(' '),
      ...'2147483648 99999999999 9007199254740993 abc null NaN Infinity'.split(' '),
      '3, 3',
      '3 3',
      '9'.repeat(1000),
    ]
    const ask = async (brand: string) => shown(await request(brand))
    expect(await answersTo(brands, ask)).toStrictEqual(sameFor(brands, BRAND_MALFORMED))
  })

  it('may be the largest int32, which this token does not cover', async () => {
    expect(shown(await create({}, { brand: 2_147_483_647 }))).toStrictEqual(FOREIGN_BRAND)
    const token = await signToken({ brands: [2_147_483_647] })
    const body = { ids_ambassadors: [1, 2], source: 0 }
    const answer = await create(body, { token, brand: 2_147_483_647 })
    expect(shown(answer)).toStrictEqual(unavailableAmbassadors(0, 1))
  })

  it.each(['x-popsell-brand', 'X-POPSELL-BRAND', 'x-PoPsElL-bRaNd'])(
    'may be written %s',
    async (name) => {
      const options = { brand: null, headers: { [name]: '3' } }
      expect(await create({ ids_ambassadors: [1, 2], source: 0 }, options)).toMatchObject({
        status: 201,
      })
    },
  )

  it('of a brand that the token does not cover is 403, whether or not there is such a brand', async () => {
    await ambassadors([1, 2], { idBrand: 4 })
    for (const brand of [4, 5]) {
      expect(await observe('GET', `${CHATROOMS}/1`, { brand })).toStrictEqual({
        ...FOREIGN_BRAND,
        calls: 0,
      })
      const body = { ids_ambassadors: [1, 2], source: 0 }
      expect(await observe('POST', CHATROOMS, { brand, body })).toStrictEqual({
        ...FOREIGN_BRAND,
        calls: 0,
      })
    }
  })

  it.each(['', 'manager', 'manager openid', 'self', 'chat'])(
    'of a covered brand is 403 with the scope %j',
    async (scope) => {
      const token = await signToken({ scope })
      const body = { ids_ambassadors: [1, 2], source: 0 }
      expect(shown(await create(body, { token }))).toStrictEqual(NO_SCOPE)
      expect(shown(await send('GET', `${CHATROOMS}/1`, { token }))).toStrictEqual(NO_SCOPE)
    },
  )
})
