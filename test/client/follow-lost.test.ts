// A follower whose connection is lost, silent or refused for a while: when it comes back, and that it misses nothing.
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { ambassadors, forgetEvents } from '../support/factories.ts'
import { startFollowing } from '../support/followed.ts'
import { browserSays, holdClock, type Network, pass, settle, until } from '../support/network.ts'
import { closeHubs } from '../support/socket.ts'
import { create, post } from '../support/worker.ts'

const CLOSED = { PINNED_BRANDS: '3=closed' }

const say = (content = 'Hello') => post(1, { id_ambassador: 1, type_message: 0, content })

/** What `Math.random` answers. */
const draw = (value: number) => {
  const random = vi.spyOn(Math, 'random').mockReturnValue(value)
  onTestFinished(() => random.mockRestore())
}

/** Milliseconds between the sockets, once there have been so many. */
const pausesBetween = async ({ wires }: Network, count: number): Promise<number[]> => {
  while (wires.length < count) await pass(250, 250)
  return wires.slice(1).map(({ at }, index) => at - wires[index]!.at)
}

afterEach(closeHubs)

beforeEach(async () => {
  holdClock()
  await ambassadors([1, 2])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

describe('a socket', () => {
  it('that is lost is opened again behind the newest event, and nothing is lost or told twice', async () => {
    const { events, ids, is, network, statuses } = startFollowing()
    await is('live')
    await say()
    await ids(1)
    network.wires[0]!.drop()
    await is('offline')
    await say()
    await pass(1000)
    await say()
    expect(await ids(3)).toStrictEqual([1, 2, 3])
    const [, , second] = events
    expect(network.wires[1]?.url.searchParams.get('since')).toBe(
      events[1] && 'cursor' in events[1] ? events[1].cursor : '',
    )
    expect(second).toMatchObject({ id_event: 2 })
    expect(events.filter(({ type }) => type === 'reset')).toHaveLength(1)
    expect(statuses).toStrictEqual(['live', 'offline', 'live'])
  })

  it('pings every 25 seconds, and is left alone while it is answered', async () => {
    const { is, network } = startFollowing()
    await is('live')
    for (let count = 1; count <= 4; count += 1) {
      await pass(24_999)
      expect(network.wires[0]?.sent).toHaveLength(count - 1)
      await pass(1)
      expect(network.wires[0]?.sent).toHaveLength(count)
    }
    await pass(20_000)
    expect(network.wires[0]?.sent).toStrictEqual(['ping', 'ping', 'ping', 'ping'])
    expect(network.wires).toHaveLength(1)
  })

  it('that does not answer a ping for 10 seconds is taken for dead', async () => {
    const { ids, is, network, stream } = startFollowing()
    await is('live')
    network.wires[0]!.isDead = true
    await say()
    await pass(25_000)
    await pass(9999)
    expect(stream.status).toBe('live')
    await pass(1)
    expect(network.wires[0]?.closedBy).toBe(1000)
    await pass(1000)
    expect(await ids(1)).toStrictEqual([1])
    expect(network.wires).toHaveLength(2)
  })

  it('that is not made within 10 seconds is given up', async () => {
    const { network } = startFollowing()
    network.sockets = 'hang'
    await until(() => network.wires[0])
    await pass(9999)
    expect(network.wires).toHaveLength(1)
    await pass(1001)
    expect(network.wires).toHaveLength(2)
  })

  it('that one has in hand tells nothing more once it is given up', async () => {
    const { ids, is, network } = startFollowing()
    await is('live')
    network.wires[0]!.isDead = true
    await pass(36_000)
    await until(() => network.wires[1])
    await is('live')
    network.wires[0]!.isDead = false
    await say()
    await settle()
    expect(await ids(1)).toStrictEqual([1])
  })
})

describe('the pause before the next try', () => {
  it.each([
    [0.5, [500, 1000, 2000, 4000, 8000, 15_000, 15_000]],
    [0.25, [250, 500, 1000, 2000, 4000, 7500, 7500]],
  ])('is a random part, here %d, of one that doubles up to 30 seconds', async (part, pauses) => {
    draw(part)
    const { network } = startFollowing()
    network.env = CLOSED
    expect(await pausesBetween(network, 8)).toStrictEqual(pauses)
  })

  it('begins anew after a socket that has worked for 10 seconds, and not before', async () => {
    draw(0.5)
    const { is, network, stream } = startFollowing()
    network.env = CLOSED
    await pausesBetween(network, 4)
    network.env = {}
    while (stream.status !== 'live') await pass(250, 250)
    await pass(9999)
    network.wires.at(-1)!.drop()
    await pass(7999)
    expect(network.wires).toHaveLength(5)
    await pass(1)
    await is('live')
    await pass(10_000)
    network.wires.at(-1)!.drop()
    await pass(500)
    expect(network.wires).toHaveLength(7)
  })
})

describe('a try is made at once', () => {
  const showPage = (visibilityState: string) => {
    const page = Object.assign(new EventTarget(), { visibilityState })
    vi.stubGlobal('document', page)
    onTestFinished(() => void vi.unstubAllGlobals())
    return page
  }

  const waiting = async () => {
    draw(0.9)
    const following = startFollowing()
    await following.is('live')
    following.network.wires[0]!.drop()
    await following.is('offline')
    return following
  }

  it.each(['online', 'pageshow'])('when the browser says %s', async (event) => {
    const { is, network } = await waiting()
    browserSays(event)
    await is('live')
    expect(network.wires).toHaveLength(2)
  })

  it('when the page is shown again, and not when it is hidden', async () => {
    const page = showPage('hidden')
    const { is, network } = await waiting()
    page.dispatchEvent(new Event('visibilitychange'))
    await settle()
    expect(network.wires).toHaveLength(1)
    page.visibilityState = 'visible'
    page.dispatchEvent(new Event('visibilitychange'))
    await is('live')
    expect(network.wires).toHaveLength(2)
  })

  it('but not when the server has asked to wait', async () => {
    draw(0.5)
    const { network } = startFollowing()
    network.env = CLOSED
    await until(() => network.wires[0])
    await settle()
    browserSays('online')
    await settle()
    expect(network.wires).toHaveLength(1)
    await pass(500)
    expect(network.wires).toHaveLength(2)
  })

  it('and a socket that looks open is pinged: a dead one is noticed in 10 seconds', async () => {
    const { is, network } = startFollowing()
    await is('live')
    await pass(5000)
    browserSays('online')
    expect(network.wires[0]?.sent).toStrictEqual(['ping'])
    await pass(24_999)
    expect(network.wires[0]?.sent).toStrictEqual(['ping'])
    network.wires[0]!.isDead = true
    browserSays('pageshow')
    await pass(10_000)
    await is('offline')
  })

  it('and a socket is given up when the browser says offline', async () => {
    const { is, network } = startFollowing()
    await is('live')
    network.wires[0]!.isDead = true
    browserSays('offline')
    await is('offline')
    expect(network.wires[0]?.closedBy).toBe(1000)
    browserSays('online')
    await is('live')
    expect(network.wires).toHaveLength(2)
  })

  it('no more after the following has ended', async () => {
    const page = showPage('visible')
    const { ended, is, network, stream } = await waiting()
    await stream.return()
    await until(ended)
    browserSays('online')
    page.dispatchEvent(new Event('visibilitychange'))
    await pass(60_000)
    expect(network.wires).toHaveLength(1)
    await is('offline')
  })
})
