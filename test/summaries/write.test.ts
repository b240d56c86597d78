// POST /chat/chatrooms/{chatroom}/summaries.
import { beforeEach, describe, expect, it } from 'vitest'
import { summaries } from '../../src/db/conversation-schema.ts'
import { ambassadors, database } from '../support/factories.ts'
import { invalidFields, refusal, shown, UNAUTHORIZED } from '../support/refusals.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { CHATROOMS, create, type Options, read, send } from '../support/worker.ts'

const NOT_FOUND = refusal(404, 'Not Found.')

const write = (body: unknown, idChatroom: number | string = 1, options: Options = {}) =>
  send('POST', `${CHATROOMS}/${idChatroom}/summaries`, { ...options, body })

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
})

describe('a summary', () => {
  it('answers 201 with the summary, which is then the last of the room', async () => {
    const before = Date.now()
    const { status, body } = await write({ summary: 'About sizes', anomaly: -1, topic: 3 })
    expect({ status, body }).toStrictEqual({
      status: 201,
      body: {
        id_summary: 1,
        date_insert: expect.stringMatching(/^[\d-]{10}T[\d:]{8}\.\d{3}000Z$/),
        summary: 'About sizes',
        anomaly: -1,
        topic: 3,
      },
    })
    expect(Date.parse(body.date_insert)).toBeGreaterThanOrEqual(before)
    const { id_summary: _, ...last } = body
    expect((await read(1)).body.last_summary).toStrictEqual(last)
  })

  it('has neither anomaly nor topic unless they are sent', async () => {
    const { status, body } = await write({ summary: 'x', anomaly: null, mood: 'good' })
    expect(status).toBe(201)
    expect(body).toMatchObject({ anomaly: null, topic: null })
  })

  it('takes the place of the one before, in its room alone', async () => {
    await create({ ids_ambassadors: [1, 3], source: 0 })
    await write({ summary: 'First' })
    await write({ summary: 'Other room' }, 2)
    const { body } = await write({ summary: 'Second' })
    expect(body.id_summary).toBe(3)
    expect((await read(1)).body.last_summary.summary).toBe('Second')
    expect((await read(2)).body.last_summary.summary).toBe('Other room')
  })

  it('is numbered in its brand and seen by no other', async () => {
    const token = await signToken({ brands: [3, 4] })
    await ambassadors([1, 2], { idBrand: 4 })
    await create({ ids_ambassadors: [1, 2], source: 0 }, { token, brand: 4 })
    await write({ summary: 'Brand 3' })
    expect((await read(1, { token, brand: 4 })).body.last_summary).toBeNull()
    const { body } = await write({ summary: 'Brand 4' }, 1, { token, brand: 4 })
    expect(body.id_summary).toBe(1)
    expect((await read(1)).body.last_summary.summary).toBe('Brand 3')
  })
})

describe('a summary is refused', () => {
  it.each(['2', '0', 'one', '2147483648'])('in room %s, which is not there', async (id) => {
    expect(shown(await write({ summary: 'x' }, id))).toStrictEqual(NOT_FOUND)
    expect(await database.$count(summaries)).toBe(0)
  })

  it('in a room of another brand', async () => {
    await ambassadors([1], { idBrand: 4 })
    const options = { token: await signToken({ brands: [3, 4] }), brand: 4 }
    expect(shown(await write({ summary: 'x' }, 1, options))).toStrictEqual(NOT_FOUND)
  })

  it('for a token of one ambassador, even of a member', async () => {
    const token = await signSelfToken(1)
    expect(shown(await write({ summary: 'x' }, 1, { token }))).toStrictEqual(
      refusal(403, 'The token needs the scope chat:brand for this route.'),
    )
  })

  it('without a token', async () => {
    expect(shown(await write({ summary: 'x' }, 1, { token: null }))).toStrictEqual(UNAUTHORIZED)
  })

  it('for a text that is missing, empty or longer than 20,000 characters', async () => {
    expect(await write({ summary: 'x'.repeat(20_000) })).toMatchObject({ status: 201 })
    const problems = [
      [undefined, 'is required'],
      [null, 'must be a string'],
      ['', 'must be at least 1 characters'],
      ['x'.repeat(20_001), 'must be at most 20000 characters'],
    ] as const
    for (const [summary, problem] of problems) {
      expect(shown(await write({ summary }))).toStrictEqual(
        invalidFields({ summary: [`summary ${problem}.`] }),
      )
    }
  })

  it('for numbers that are not int32, with every field', async () => {
    expect(
      await write({ summary: 'x', anomaly: -2_147_483_648, topic: 2_147_483_647 }),
    ).toMatchObject({ status: 201 })
    expect(shown(await write({ summary: 1, anomaly: 2_147_483_648, topic: 1.5 }))).toStrictEqual(
      invalidFields({
        summary: ['summary must be a string.'],
        anomaly: ['anomaly must be an integer from -2147483648 to 2147483647.'],
        topic: ['topic must be an integer.'],
      }),
    )
  })
})
