// Odd JSON values as a body: each is a 422 that names every failed field at once, in exact words.
import { beforeEach, describe, expect, it } from 'vitest'
import { attempt, type Problems, nested, refused, sendRaw } from '../support/bodies.ts'
import { ambassadors } from '../support/factories.ts'
import { answersTo, sameFor } from '../support/tables.ts'
import { create } from '../support/worker.ts'

const INTEGER = 'must be an integer'
const RANGE = 'must be an integer from 1 to 2147483647'
const NEGATIVE_ZERO = 'must not be -0'
const SOURCE = 'must be 0, 1 or 2'
const TWO_IDS = 'must be an array of exactly two ids'
const DIFFER = 'must differ from ids_ambassadors.0'
const NOT_WITH_TAG = 'must not be sent together with id_brand_tag'
const NOT_WITH_PAIR = 'must not be sent together with ids_ambassadors'
const NEEDS_PAIR = 'is required when id_brand_tag is absent'
const NEEDS_TAG = 'is required when ids_ambassadors is absent'
const NEITHER = { ids_ambassadors: [NEEDS_PAIR], id_brand_tag: [NEEDS_TAG] }

const listOf = (length: number, element: (index: number) => unknown) =>
  JSON.stringify(Array.from({ length }, (_, index) => element(index)))

const attemptSource = (source: string) => attempt(`{"ids_ambassadors":[1,2],"source":${source}}`)
const attemptIds = (ids: string) => attempt(`{"ids_ambassadors":${ids},"source":0}`)

beforeEach(() => ambassadors([1, 2, 3]))

describe('a body', () => {
  it('that is no object is refused', async () => {
    const values = ['null', 'true', '"text"', '7', '-0', '1e400', '[]', '[{}]', nested(10_000)]
    expect(await answersTo(values, attempt)).toStrictEqual(
      sameFor(values, refused({ body: ['must be a JSON object'] })),
    )
  })

  it('that is an empty object lacks everything', async () => {
    expect(await attempt('{}')).toStrictEqual(refused({ source: ['is required'], ...NEITHER }))
  })

  it('with every field null lacks everything that null can not stand for', async () => {
    const rawBody = '{"ids_ambassadors":null,"id_brand_tag":null,"source":null}'
    expect(await attempt(rawBody)).toStrictEqual(refused({ source: [SOURCE], ...NEITHER }))
  })

  it('of 10,000 objects inside each other lacks everything', async () => {
    const rawBody = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`
    expect(await attempt(rawBody)).toStrictEqual(refused({ source: ['is required'], ...NEITHER }))
  })

  it('with fields behind __proto__ lacks them, and nobody else gets them', async () => {
    const rawBody = '{"__proto__":{"source":0,"polluted":true},"ids_ambassadors":[1,2]}'
    expect(await attempt(rawBody)).toStrictEqual(refused({ source: ['is required'] }))
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('with fields behind constructor.prototype lacks them, and nobody else gets them', async () => {
    const rawBody =
      '{"constructor":{"prototype":{"source":0,"polluted":true}},"ids_ambassadors":[1,2]}'
    expect(await attempt(rawBody)).toStrictEqual(refused({ source: ['is required'] }))
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it.each([
    ['__proto__ null', '"__proto__":null'],
    ['a constructor, a toString and a then', '"constructor":1,"toString":2,"then":3'],
    ['10,000 arrays inside each other', `"unknown":${nested(10_000)}`],
    ['a lone surrogate', String.raw`"unknown":"\ud800"`],
    ['a NUL', String.raw`"unknown\u0000":"\u0000"`],
    ['1e400', '"unknown":1e400'],
  ])('may have %s in fields that nobody knows', async (_, unknown) => {
    const { status, body } = await sendRaw(`{${unknown},"ids_ambassadors":[1,2],"source":0}`)
    expect({ status, id: body.id_chatroom }).toStrictEqual({ status: 201, id: 1 })
  })

  it('that says a thing twice means the last', async () => {
    const { status, body } = await sendRaw(
      '{"source":9,"ids_ambassadors":[8,9],"ids_ambassadors":[1,2],"source":2}',
    )
    expect({ status, source: body.source }).toStrictEqual({ status: 201, source: 2 })
  })
})

describe('source', () => {
  it('may be nothing but 0, 1 and 2', async () => {
    const sources = '3 -1 0.5 1e400 2147483648 "0" "" true false null [0] {}'.split(' ')
    expect(await answersTo(sources, attemptSource)).toStrictEqual(
      sameFor(sources, refused({ source: [SOURCE] })),
    )
  })

  it('may not be -0', async () => {
    const rawBody = '{"ids_ambassadors":[1,2],"source":-0}'
    expect(await attempt(rawBody)).toStrictEqual(refused({ source: [NEGATIVE_ZERO] }))
  })

  it('is required', async () => {
    expect(await attempt('{"ids_ambassadors":[1,2]}')).toStrictEqual(
      refused({ source: ['is required'] }),
    )
  })
})

describe('an id', () => {
  it.each([
    ['0', RANGE],
    ['-1', RANGE],
    ['-2147483649', RANGE],
    ['-0', RANGE],
    ['-0.0', RANGE],
    ['-1e-400', RANGE],
    ['2147483648', RANGE],
    ['4294967297', RANGE],
    ['9007199254740993', RANGE],
    ['-9007199254740993', RANGE],
    ['1e300', RANGE],
    ['1.5', INTEGER],
    ['1e400', INTEGER],
    ['-1e400', INTEGER],
    ['"1"', INTEGER],
    ['""', INTEGER],
    ['true', INTEGER],
    ['false', INTEGER],
    ['[1]', INTEGER],
    ['{"id":1}', INTEGER],
  ])('may not be %s, and says that it %s', async (id, problem) => {
    expect([
      await attempt(`{"id_brand_tag":${id},"source":0}`),
      await attempt(`{"ids_ambassadors":[${id},2],"source":0}`),
      await attempt(`{"ids_ambassadors":[1,${id}],"source":0}`),
    ]).toStrictEqual([
      refused({ id_brand_tag: [problem] }),
      refused({ 'ids_ambassadors.0': [problem] }),
      refused({ 'ids_ambassadors.1': [problem] }),
    ])
  })
})

describe('ids_ambassadors', () => {
  it('may be nothing but two ids', async () => {
    const values = [
      ...'[] [1] [1,2,3] "1,2" "" {} {"0":1,"1":2,"length":2} 12 0 true false'.split(' '),
      listOf(10_000, (index) => index + 1),
      nested(10_000),
    ]
    expect(await answersTo(values, attemptIds)).toStrictEqual(
      sameFor(values, refused({ ids_ambassadors: [TWO_IDS] })),
    )
  })

  it('may not be 10,000 nulls, and the answer stays small', async () => {
    const rawBody = `{"ids_ambassadors":${listOf(10_000, () => null)},"source":0}`
    expect(await attempt(rawBody)).toStrictEqual(
      refused({
        ids_ambassadors: [TWO_IDS],
        'ids_ambassadors.0': [INTEGER],
        'ids_ambassadors.1': [INTEGER],
      }),
    )
  })

  it('may not be the same ambassador twice, however it is written', async () => {
    const values = ['[1,1]', '[1,1.0]', '[10e-1,1e0]']
    expect(await answersTo(values, attemptIds)).toStrictEqual(
      sameFor(values, refused({ 'ids_ambassadors.1': [DIFFER] })),
    )
  })
})

describe('a body with several faults', () => {
  it.each<[string, Problems]>([
    [
      '{"ids_ambassadors":[1,2],"id_brand_tag":1,"source":0}',
      { ids_ambassadors: [NOT_WITH_TAG], id_brand_tag: [NOT_WITH_PAIR] },
    ],
    [
      '{"ids_ambassadors":[1,2],"id_brand_tag":1,"source":9}',
      { source: [SOURCE], ids_ambassadors: [NOT_WITH_TAG], id_brand_tag: [NOT_WITH_PAIR] },
    ],
    ['{"source":9}', { source: [SOURCE], ...NEITHER }],
    ['{"id_brand_tag":null,"source":"x"}', { source: [SOURCE], ...NEITHER }],
    [
      '{"ids_ambassadors":["1",true],"source":null}',
      { 'ids_ambassadors.0': [INTEGER], 'ids_ambassadors.1': [INTEGER], source: [SOURCE] },
    ],
    [
      '{"ids_ambassadors":[2147483648,-1],"source":3}',
      { 'ids_ambassadors.0': [RANGE], 'ids_ambassadors.1': [RANGE], source: [SOURCE] },
    ],
    [
      '{"ids_ambassadors":[1],"id_brand_tag":1}',
      {
        ids_ambassadors: [TWO_IDS, NOT_WITH_TAG],
        source: ['is required'],
        id_brand_tag: [NOT_WITH_PAIR],
      },
    ],
    [
      '{"ids_ambassadors":"x","id_brand_tag":"y","source":"z"}',
      {
        ids_ambassadors: [TWO_IDS, NOT_WITH_TAG],
        id_brand_tag: [INTEGER, NOT_WITH_PAIR],
        source: [SOURCE],
      },
    ],
    [
      '{"ids_ambassadors":[7,7],"id_brand_tag":0,"source":9}',
      {
        'ids_ambassadors.1': [DIFFER],
        id_brand_tag: [RANGE, NOT_WITH_PAIR],
        source: [SOURCE],
        ids_ambassadors: [NOT_WITH_TAG],
      },
    ],
  ])('has them all named at once: %s', async (rawBody, problems) => {
    expect(await attempt(rawBody)).toStrictEqual(refused(problems))
  })

  it("is the sample of the reference, which sends both and so is refused in the seed's form", async () => {
    const { status, body } = await create({ ids_ambassadors: [1, 2], id_brand_tag: 1, source: 0 })
    expect({ status, message: body.message }).toStrictEqual({
      status: 422,
      message: 'ids_ambassadors must not be sent together with id_brand_tag. (and 1 more error)',
    })
  })
})
