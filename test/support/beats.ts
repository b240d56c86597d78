// Time that passes for hubs. Nobody says anything, so each sleeps between its beats.
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, vi } from 'vitest'
import { hubsOf } from '../../src/domain/events/hubs.ts'
import { ambassadors, forgetEvents } from './factories.ts'
import { hubOf } from './hubs.ts'
import { closeHubs, type Listener, listenFrom, until } from './socket.ts'
import { secondsNow, signSelfToken, signToken } from './tokens.ts'
import { create, send } from './worker.ts'

/** Milliseconds between two beats of a hub. */
const BEAT = 25_000

export const BEATS_OF_5_MINUTES = 12

/** The runtime dates a `ping`, and does not know of another clock: from here on it has that of the test. */
const datePings = () =>
  runInDurableObject(hubOf(), (_, state) => {
    const prototype = Object.getPrototypeOf(state) as {
      getWebSocketAutoResponseTimestamp: (
        this: DurableObjectState,
        socket: WebSocket,
      ) => Date | null
    }
    const dates = new Map<number, Date>()
    const ask = prototype.getWebSocketAutoResponseTimestamp
    return vi
      .spyOn(prototype, 'getWebSocketAutoResponseTimestamp')
      .mockImplementation(function dated(this: DurableObjectState, socket) {
        const date = ask.call(this, socket)
        if (date === null) return null
        if (!dates.has(date.getTime())) dates.set(date.getTime(), new Date())
        return dates.get(date.getTime())!
      })
  })

const ping = async ({ socket }: Listener): Promise<void> => {
  let isAnswered = false
  socket.addEventListener('message', ({ data }) => void (isAnswered ||= data === 'pong'))
  socket.send('ping')
  await until(() => isAnswered)
}

/** The last action of an ambassador, in milliseconds. */
export const lastAction = (id: number): Promise<number | null> =>
  env.DB.prepare('select last_action_date from ambassadors where id_ambassador = ?')
    .bind(id)
    .first<number | null>('last_action_date')

/** What the lists say. */
export const isOnline = async (id: number): Promise<boolean> => {
  const token = await signToken({ exp: secondsNow() + 60 })
  const { body } = await send('GET', `/api/v2/chat/ambassadors?filter[exclude]=99`, { token })
  return body.data.find((one: { id_ambassador: number }) => one.id_ambassador === id).online
}

/** Sends a request as somebody. */
export const ask = async (id: number) =>
  send('GET', '/api/v2/chat/chatrooms/1', {
    token: await signSelfToken(id, { exp: secondsNow() + 60 }),
  })

/** What somebody has been told of who is there. */
export const presencesIn = (listener: Listener) =>
  listener.frames
    .filter(({ type }) => type === 'presence')
    .map((frame) => [frame['id_ambassador'], frame['online']])

/** Tests in which minutes pass take seconds, on a busy machine many. */
export const LONG = { timeout: 60_000 }

/** The clock of a test, which moves with the beats of the hubs of brand 3. Call `end` when the test is over. */
export const startBeats = async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const pings = await datePings()
  const beat = async () => {
    for (const hub of hubsOf(env, 3)) await runDurableObjectAlarm(hub)
  }
  /** Waits until a hub has noted what somebody does now, and has told of it. */
  const noted = async (id: number, act: () => Promise<unknown>) => {
    const now = Date.now() + 1000
    vi.setSystemTime(now)
    const result = await act()
    await until(async () => ((await lastAction(id)) ?? 0) >= now)
    await beat()
    return result
  }
  return {
    beat,
    as: async (id: number): Promise<Listener> => {
      const token = await signSelfToken(id, { exp: secondsNow() + 7200 })
      return (await noted(id, () => listenFrom({ token }))) as Listener
    },
    leave: (id: number, { socket }: Listener) => noted(id, async () => socket.close()),
    /** Lets `count` beats pass while `pinging` ping. */
    pass: async (count: number, ...pinging: readonly Listener[]): Promise<void> => {
      for (let passed = 0; passed < count; passed += 1) {
        vi.setSystemTime(Date.now() + BEAT)
        for (const listener of pinging) await ping(listener)
        for (const hub of hubsOf(env, 3)) await evictDurableObject(hub)
        await beat()
      }
    },
    end: () => {
      pings.mockRestore()
      vi.useRealTimers()
    },
  }
}

/** Such a clock for each test of a file, in a brand where ambassadors 1 and 2 share a room, and 3 shares none. */
export const useBeats = (): Omit<Awaited<ReturnType<typeof startBeats>>, 'end'> => {
  const clock = {} as Awaited<ReturnType<typeof startBeats>>
  beforeEach(async () => {
    await ambassadors([1, 2, 3])
    await create({ ids_ambassadors: [1, 2], source: 0 })
    await forgetEvents()
    Object.assign(clock, await startBeats())
  })
  afterEach(async () => {
    clock.end()
    await closeHubs()
  })
  return clock
}
