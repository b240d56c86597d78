// What a follower does about each close code, and how it keeps its token good.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ChatError } from '../../client/index.ts'
import { ambassadors, forgetEvents } from '../support/factories.ts'
import { startFollowing } from '../support/followed.ts'
import { holdClock, pass, settle, until } from '../support/network.ts'
import { closeHubs } from '../support/socket.ts'
import { secondsNow, signSelfToken, signToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

const say = () => post(1, { id_ambassador: 1, type_message: 0, content: 'Hello' })

const NO_TOKEN = { name: 'TypeError', message: 'The chat client needs a token.' }

const expired = () => signToken({ exp: secondsNow() - 60 })

/** Tokens that are given one after the other, the last one again and again; and how often one was asked for. */
const series = (...makers: (() => Promise<string>)[]) => {
  const left = [...makers]
  return vi.fn<() => Promise<string>>(() => (left.length > 1 ? left.shift()! : left[0]!)())
}

afterEach(closeHubs)

beforeEach(async () => {
  await ambassadors([1, 2])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

describe('it ends with an error', () => {
  beforeEach(holdClock)

  const fails = async ({ fails: failed, network }: ReturnType<typeof startFollowing>) => {
    const error = await failed()
    expect(error).toBeInstanceOf(ChatError)
    expect(vi.getTimerCount()).toBe(0)
    await pass(60_000)
    expect(network.wires.length).toBeLessThan(3)
    return error as ChatError
  }

  it('at 4400, for a frame that can not be read', async () => {
    const following = startFollowing()
    await following.is('live')
    following.network.wires[0]!.inject('nothing that a client says')
    expect(await fails(following)).toMatchObject({ status: 400, message: 'malformed' })
    expect(following.statuses).toStrictEqual(['live', 'offline'])
  })

  it('at 4403, when it is not let in, and when it is shut out later', async () => {
    const foreign = startFollowing({ brand: 4 })
    expect(await fails(foreign)).toMatchObject({ status: 403 })
    expect(foreign.network.wires).toHaveLength(1)
  })

  it('at 4401, without another token', async () => {
    const following = startFollowing({ token: await expired() })
    expect(await fails(following)).toMatchObject({ status: 401 })
    expect(following.network.wires).toHaveLength(1)
  })

  it('at 4401, when another token is no better', async () => {
    const token = series(expired)
    const following = startFollowing({ token })
    expect(await fails(following)).toMatchObject({ status: 401 })
    expect(token).toHaveBeenCalledTimes(2)
  })

  it('without a token, when its function has none', async () => {
    const { fails: failed } = startFollowing({ token: () => '' })
    expect(await failed()).toMatchObject(NO_TOKEN)
    const pulling = startFollowing({ token: () => '', WebSocket: null })
    expect(await pulling.fails()).toMatchObject(NO_TOKEN)
  })

  it('when it may not pull', async () => {
    const token = () => signToken({ scope: 'manager' })
    const error = await fails(startFollowing({ token, WebSocket: null }))
    expect(error).toMatchObject({ status: 403, message: expect.stringContaining(' ') })
  })

  it('once, behind all that came before', async () => {
    const { chat, is, network, stream: other } = startFollowing()
    await is('live')
    const stream = chat.follow()
    expect((await stream.next()).value).toMatchObject({ type: 'reset' })
    await say()
    await settle()
    network.wires[1]!.inject('nothing that a client says')
    await until(() => stream.status === 'offline')
    expect((await stream.next()).value).toMatchObject({ id_event: 1 })
    await expect(stream.next()).rejects.toThrow('malformed')
    expect(await stream.next()).toStrictEqual({ value: undefined, done: true })
    expect(other.status).toBe('live')
  })
})

describe('of an ambassador', () => {
  it('the following ends at 4403 when it is shut out meanwhile', async () => {
    const { fails, is } = startFollowing({ token: () => signSelfToken(2) })
    await is('live')
    const token = await signToken({ scope: 'manager' })
    const put = await send('PUT', '/api/v2/manager/ambassadors', {
      token,
      body: [{ id_ambassador: 2, status: 3, active: -1 }],
    })
    expect(put.status).toBe(200)
    expect(await fails()).toMatchObject({ status: 403 })
  })

  it('the oldest of eleven ends at 4409', async () => {
    const all = []
    for (let count = 0; count < 11; count += 1) {
      all.push(startFollowing({ token: () => signSelfToken(2) }))
      await all.at(-1)!.is('live')
    }
    expect(await all[0]!.fails()).toMatchObject({ status: 409 })
    expect(all.slice(1).map(({ stream }) => stream.status)).toStrictEqual(Array(10).fill('live'))
  })
})

describe('it comes back', () => {
  beforeEach(holdClock)

  it('at once at 4401, with another token', async () => {
    const token = series(expired, () => signToken())
    const { is, network } = startFollowing({ token })
    await is('live')
    expect(token).toHaveBeenCalledTimes(2)
    expect(network.wires[1]?.at).toBe(network.wires[0]?.at)
  })

  it('at each 4401 after one that has worked', async () => {
    const token = series(expired, signToken, signToken)
    const { is, network } = startFollowing({ token })
    await is('live')
    network.wires.at(-1)!.inject(JSON.stringify({ type: 'authenticate', token: 'no token' }))
    await until(() => network.wires.length === 3)
    await is('live')
    expect(token).toHaveBeenCalledTimes(3)
    expect(new Set(network.wires.map(({ at }) => at)).size).toBe(1)
  })

  it('10 seconds after 4429, whatever the browser says', async () => {
    const { is, network } = startFollowing()
    await is('live')
    const typing = JSON.stringify({ type: 'typing', id_chatroom: 1 })
    for (let count = 0; count < 11; count += 1) network.wires[0]!.inject(typing)
    await is('offline')
    await settle()
    await pass(9999)
    expect(network.wires).toHaveLength(1)
    await pass(1)
    await is('live')
    expect(network.wires).toHaveLength(2)
  })

  it('when its function fails for a moment, as it does without a network', async () => {
    const token = series(
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => signToken(),
    )
    const { is } = startFollowing({ token })
    await until(() => token.mock.calls.length === 1)
    await pass(1000)
    await is('live')
    expect(token).toHaveBeenCalledTimes(2)
  })
})

describe('a token', () => {
  beforeEach(holdClock)

  const renewals = (sent: readonly string[]) =>
    sent.filter((one) => one.includes('authenticate')).map((one) => JSON.parse(one).token as string)

  it('is replaced over the socket a minute before it ends, and the socket outlives it', async () => {
    const token = series(() => signToken({ exp: secondsNow() + 600 }))
    const { ids, is, network } = startFollowing({ token })
    await is('live')
    await pass(539_000)
    expect(token).toHaveBeenCalledTimes(1)
    await pass(1000)
    expect(token).toHaveBeenCalledTimes(2)
    expect(renewals(network.wires[0]!.sent)).toStrictEqual([await token.mock.results[1]!.value])
    await pass(80_000)
    await say()
    expect(await ids(1)).toStrictEqual([1])
    expect(network.wires).toHaveLength(1)
  }, 30_000)

  it('that its function gives again is not sent, and asked for only a few times more', async () => {
    const one = await signToken({ exp: secondsNow() + 100 })
    const token = series(async () => one)
    const { is, network } = startFollowing({ token })
    await is('live')
    await pass(99_000)
    expect(renewals(network.wires[0]!.sent)).toStrictEqual([])
    expect(token.mock.calls.length).toBeLessThan(10)
  })

  it('that is no function is not replaced, and one that lasts for years waits for no timer too long', async () => {
    const years = series(() => signToken({ exp: secondsNow() + 10 * 365 * 86_400 }))
    const [fixed, long] = [
      startFollowing({ token: await signToken() }),
      startFollowing({ token: years }),
    ]
    await fixed.is('live')
    await long.is('live')
    await pass(20_000)
    expect(years).toHaveBeenCalledTimes(1)
    expect(renewals(fixed.network.wires[0]!.sent)).toStrictEqual([])
  })

  it('of somebody else ends the following: the new one is not its own', async () => {
    const token = series(
      () => signToken({ exp: secondsNow() + 100 }),
      () => signToken({ sub: 'another' }),
    )
    const { fails, is } = startFollowing({ token })
    await is('live')
    await pass(60_000)
    expect(await fails()).toMatchObject({ status: 403 })
  })

  it('whose function fails is asked for again before the old one ends', async () => {
    const token = series(
      () => signToken({ exp: secondsNow() + 100 }),
      () => Promise.reject(new Error('no network')),
      () => signToken(),
    )
    const { is, network } = startFollowing({ token })
    await is('live')
    await pass(95_000)
    expect(renewals(network.wires[0]!.sent)).toHaveLength(1)
    expect(network.wires).toHaveLength(1)
  })
})
