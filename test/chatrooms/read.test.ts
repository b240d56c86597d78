// GET /chat/chatrooms/{id}.
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, brandTag } from '../support/factories.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { CHATROOMS, create, send } from '../support/worker.ts'

const NOT_FOUND = { status: 404, body: { message: 'Not Found.' } }

const read = async (id: number | string, token?: string, brand?: number) => {
  const options = { ...(token && { token }), ...(brand && { brand }) }
  const { status, body } = await send('GET', `${CHATROOMS}/${id}`, options)
  return { status, body }
}

beforeEach(() => ambassadors([1, 2, 3]))

describe('a room', () => {
  it('reads as it was answered when it was created', async () => {
    const { body } = await create({ ids_ambassadors: [1, 2], source: 2 })
    expect(await read(body.id_chatroom)).toStrictEqual({ status: 200, body })
  })

  it('of a tag reads with all of its members', async () => {
    await brandTag(7, [1, 2, 3])
    const { body } = await create({ id_brand_tag: 7, source: 2 })
    expect(await read(body.id_chatroom)).toStrictEqual({ status: 200, body })
  })

  it.each(['2', '0', '-1', '1.0', '01', 'one', '2147483648', '99999999999'])(
    'that is called %s is not there',
    async (id) => {
      await create({ ids_ambassadors: [1, 2], source: 0 })
      expect(await read(id)).toStrictEqual(NOT_FOUND)
    },
  )

  it('of another brand is not there', async () => {
    await ambassadors([1, 2, 3], { idBrand: 4 })
    const token = await signToken({ brands: [3, 4] })
    await create({ ids_ambassadors: [1, 2], source: 0 }, { token })
    expect(await read(1, token, 4)).toStrictEqual(NOT_FOUND)
    await create({ ids_ambassadors: [2, 3], source: 0 }, { token, brand: 4 })
    const { body } = await read(1, token, 4)
    expect(body.ambassadors).toMatchObject([{ id_ambassador: 2 }, { id_ambassador: 3 }])
  })

  it('is there for a chat:self token of a member and for no other', async () => {
    await create({ ids_ambassadors: [1, 2], source: 0 })
    expect(await read(1, await signSelfToken(2))).toMatchObject({
      status: 200,
      body: { id_chatroom: 1 },
    })
    expect(await read(1, await signSelfToken(3))).toStrictEqual(NOT_FOUND)
  })
})
