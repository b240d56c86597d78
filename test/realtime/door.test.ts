// Who gets a socket: the same tokens that the other routes take, in the same brands.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import { FORGED } from '../support/forged-tokens.ts'
import { closeHubs, listen, listenFrom, upgrade } from '../support/socket.ts'
import { secondsNow, signSelfToken, signToken } from '../support/tokens.ts'
import { send } from '../support/worker.ts'

afterEach(closeHubs)

beforeEach(async () => {
  await ambassadors([1, 2])
  await ambassadors([101], { idBrand: 4 })
})

const codeOf = async (options: Parameters<typeof listen>[0]): Promise<number> => {
  const listener = await listen(options)
  const code = await listener.isClosed()
  expect(listener.frames).toStrictEqual([])
  return code
}

it('echoes the subprotocol and never the token', async () => {
  const { status, headers, webSocket } = await upgrade()
  expect(status).toBe(101)
  expect(headers.get('Sec-WebSocket-Protocol')).toBe('chat.v2')
  webSocket?.accept()
})

it('is 426 for a request that asks for no socket, with or without a token', async () => {
  for (const token of [null, await signToken()]) {
    expect(await send('GET', '/api/v2/chat/socket', { token })).toMatchObject({
      status: 426,
      body: { message: 'This is a WebSocket: ask for an upgrade.' },
    })
  }
})

describe('4401 for a token that', () => {
  it.each(Object.entries(FORGED))('%s', async (_, tokenOf) => {
    expect(await codeOf({ token: await tokenOf() })).toBe(4401)
  })

  it('is missing', async () => {
    expect(await codeOf({ token: null })).toBe(4401)
    expect(await codeOf({ protocols: '' })).toBe(4401)
  })

  it('comes twice, or in another place', async () => {
    const token = await signToken()
    expect(await codeOf({ protocols: `chat.v2, bearer.${token}, bearer.${token}` })).toBe(4401)
    expect(await codeOf({ protocols: `chat.v2, ${token}` })).toBe(4401)
    expect(await codeOf({ protocols: `chat.v2, Bearer.${token}` })).toBe(4401)
  })

  it('has expired', async () => {
    expect(await codeOf({ token: await signToken({ exp: secondsNow() - 6 }) })).toBe(4401)
  })
})

describe('4403', () => {
  it('for a brand that the token does not cover, that is none, or that is not named among several', async () => {
    for (const brand of [4, 0, -3, 'x', '', '3,4', '2147483648']) {
      expect(await codeOf({ brand })).toBe(4403)
    }
    expect(await codeOf({ brand: null, token: await signToken({ brands: [3, 4] }) })).toBe(4403)
    expect(await codeOf({ brand: null, token: await signToken({ brands: [] }) })).toBe(4403)
  })

  it('without a scope of the chat', async () => {
    for (const scope of ['', 'chat', 'manager', 'chat:contacts']) {
      expect(await codeOf({ token: await signToken({ scope }) })).toBe(4403)
    }
  })

  it('for an ambassador that is not there, of another brand, shut out or anonymized', async () => {
    await ambassadors([5], { active: -1 })
    await ambassadors([6], { isAnonymized: true })
    for (const id of [3, 5, 6, 101]) {
      expect(await codeOf({ token: await signSelfToken(id) })).toBe(4403)
    }
    expect(await codeOf({ token: await signSelfToken(1, { sub: 'somebody' }) })).toBe(4403)
  })
})

it('takes the only brand of a token that names one', async () => {
  const { frames } = await listenFrom({ brand: null })
  expect(frames).toMatchObject([{ type: 'ready', cursor: '0-0' }])
})

it('is 4429 above the limit of reads', async () => {
  const READ_LIMITER = { limit: async () => ({ success: false }) } as RateLimit
  expect(await codeOf({ env: { READ_LIMITER } })).toBe(4429)
})

it('is 1013 while the brand is closed, or nothing can be verified', async () => {
  expect(await codeOf({ env: { PINNED_BRANDS: '3=closed' } })).toBe(1013)
  expect(await codeOf({ env: { HUBS: '3=many' } })).toBe(1013)
})

it('lets a token of another brand in there alone', async () => {
  const token = await signToken({ brands: [4] })
  expect(await codeOf({ token, brand: 3 })).toBe(4403)
  expect((await listenFrom({ token, brand: 4 })).frames).toHaveLength(1)
})
