// No body whatsoever makes the service fail: it opens a room or says what is wrong.
import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import { type Answer, CHATROOMS, create, send } from '../support/worker.ts'

const ANSWERS = new Set([200, 201, 413, 422])

const id = fc.oneof(fc.integer({ min: -1, max: 4 }), fc.double(), fc.jsonValue())

/** Objects with the fields of the contract, each of them right, nearly right or anything. */
const almostRight = fc.record(
  {
    ids_ambassadors: fc.oneof(fc.array(id, { maxLength: 4 }), fc.tuple(id, id), fc.jsonValue()),
    id_brand_tag: id,
    source: fc.oneof(fc.integer({ min: -1, max: 3 }), fc.jsonValue()),
    __proto__: fc.jsonValue(),
  },
  { requiredKeys: [] },
)

/** What is wrong with an answer: a 422 says one sentence per fault and counts them right. */
const faultsOf = ({ status, body }: Answer): unknown[] => {
  if (!ANSWERS.has(status)) return [status, body]
  if (status !== 422) return []
  const errors: [string, string[]][] = Object.entries(body.errors)
  const texts = errors.flatMap(([, problems]) => problems)
  const more = texts.length === 1 ? '' : ` (and ${texts.length - 1} more error)`
  const misplaced = errors.filter(
    ([field, problems]) => !problems.every((problem) => problem.startsWith(`${field} `)),
  )
  return body.message === `${texts[0]}${more}` ? misplaced : [body]
}

beforeEach(() => ambassadors([1, 2, 3]))

describe('whatever the body', () => {
  it('is as JSON, the answer is a room or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), async (value) => {
        const rawBody = JSON.stringify(value)
        const headers = { 'Content-Type': 'application/json' }
        expect(faultsOf(await send('POST', CHATROOMS, { rawBody, headers }))).toStrictEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('has in the fields of the contract, the answer is a room or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(almostRight, async (value) => {
        expect(faultsOf(await create(value))).toStrictEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('is as bytes, the answer is a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (rawBody) => {
        const headers = { 'Content-Type': 'application/json' }
        const answer = await send('POST', CHATROOMS, { rawBody, headers })
        expect(faultsOf(answer)).toStrictEqual([])
        expect(answer.status).toBe(422)
      }),
      { numRuns: 200 },
    )
  })
})

describe('whatever the headers', () => {
  const text = fc.string({ unit: 'grapheme-ascii', maxLength: 60 })

  it('say about brand, token and media type, the answer is a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, text, async (brand, token, type) => {
        const headers = { Authorization: token, 'Content-Type': type }
        const answer = await send('POST', CHATROOMS, { token: null, brand, headers, rawBody: '{}' })
        expect(answer.status).toBe(401)
        const known = await send('POST', CHATROOMS, {
          brand,
          rawBody: '{}',
          headers: { 'Content-Type': type },
        })
        expect([403, 415, 422]).toContain(known.status)
      }),
      { numRuns: 200 },
    )
  })
})
