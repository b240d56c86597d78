// Pairs that POST /chat/chatrooms refuses, and who may open which.
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, countRooms } from '../support/factories.ts'
import { signSelfToken } from '../support/tokens.ts'
import { create } from '../support/worker.ts'

beforeEach(() => ambassadors([1, 2, 3]))

const UNAVAILABLE = 'is not an available ambassador of this brand.'

describe('a pair that may not have a room', () => {
  it.each([
    ['unknown', 99],
    ['of another brand', 41],
    ['blocked', 42],
    ['unsubscribed', 43],
    ['anonymized', 44],
  ])('is refused for an ambassador that is %s, in the same words', async (_, id) => {
    await ambassadors([41], { idBrand: 4 })
    await ambassadors([42], { active: -1 })
    await ambassadors([43], { active: -3 })
    await ambassadors([44], { isAnonymized: true })

    const { status, body } = await create({ ids_ambassadors: [1, id], source: 0 })

    expect({ status, body }).toStrictEqual({
      status: 422,
      body: {
        message: `ids_ambassadors.1 ${UNAVAILABLE}`,
        errors: { 'ids_ambassadors.1': [`ids_ambassadors.1 ${UNAVAILABLE}`] },
      },
    })
    expect(await countRooms()).toStrictEqual({ chatrooms: 0, pivots: 0 })
  })

  it('names both ids when neither is available', async () => {
    const { body } = await create({ ids_ambassadors: [98, 99], source: 0 })
    expect(body).toStrictEqual({
      message: `ids_ambassadors.0 ${UNAVAILABLE} (and 1 more error)`,
      errors: {
        'ids_ambassadors.0': [`ids_ambassadors.0 ${UNAVAILABLE}`],
        'ids_ambassadors.1': [`ids_ambassadors.1 ${UNAVAILABLE}`],
      },
    })
  })

  it('may have one with an ambassador that is not activated yet', async () => {
    await ambassadors([11], { active: 0 })
    expect(await create({ ids_ambassadors: [1, 11], source: 0 })).toMatchObject({ status: 201 })
  })

  it('is refused again when one of an existing room is shut out', async () => {
    await create({ ids_ambassadors: [1, 2], source: 0 })
    await ambassadors([11], { active: -1 })
    expect(await create({ ids_ambassadors: [11, 1], source: 0 })).toMatchObject({ status: 422 })
  })
})

describe('a chat:self token', () => {
  it('opens a pair that it is part of, on either side', async () => {
    const token = await signSelfToken(2)
    expect(await create({ ids_ambassadors: [1, 2], source: 0 }, { token })).toMatchObject({
      status: 201,
    })
    expect(await create({ ids_ambassadors: [2, 3], source: 0 }, { token })).toMatchObject({
      status: 201,
    })
  })

  it.each(['1', '02', '2x', ' 2', 'integration'])(
    'with the subject %j may not open the room of 2 and 3',
    async (sub) => {
      const token = await signSelfToken(0, { sub })
      const { status, body } = await create({ ids_ambassadors: [2, 3], source: 0 }, { token })
      expect({ status, body }).toStrictEqual({
        status: 403,
        body: { message: 'The token may only open rooms that its own ambassador is part of.' },
      })
      expect(await countRooms()).toStrictEqual({ chatrooms: 0, pivots: 0 })
    },
  )
})
