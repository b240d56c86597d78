// What the hub of a brand carries: how many sockets at what memory, how soon they are told, and what it costs those who write.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { signToken } from '../scripts/sign-token.ts'
import { callsOf, FILLED_ROOMS } from './calls.ts'
import type { Measured, Order, Talk } from './crowd-process.ts'
import { fillAmbassadors, fillCrowd, fillRooms, migrate, pairOf, roomOf } from './data.ts'
import { startGenerator } from './generator.ts'
import { CONNECTIONS, sendOne } from './load.ts'
import { pin } from './pinning.ts'
import { startServer } from './server.ts'
import { type Spread, spreadOf } from './statistics.ts'

export interface RealtimeSize {
  readonly sockets: number
  /** Messages to all. */
  readonly messages: number
  /** Posts of each writer. */
  readonly posts: number
  readonly rounds: number
  readonly requestsPerRound: number
}

export const WRITERS = 16

export interface Realtime {
  readonly sockets: number
  readonly connectsPerSecond: number
  /** Bytes of workerd for each socket; NaN where the system does not tell. */
  readonly bytes: number
  /** Milliseconds from a post until everybody was told. */
  readonly toAll: Spread
  /** Milliseconds from the answer to a post until it was told, by the number of writers. */
  readonly delays: readonly {
    readonly writers: number
    readonly median: number
    readonly p99: number
  }[]
  /** Posts a second with the hub and its sockets, as a part of those without. */
  readonly throughput: Spread
}

const CROWD_TAG = 1
const CROWD_FIRST = 1_000_001

/** The sockets of a run, in a process of their own. */
const startCrowd = () => {
  const child = fork(join(import.meta.dirname, 'crowd-process.ts'))
  pin(child.pid!, 'client')
  return {
    async order(order: Order): Promise<readonly number[]> {
      const answered = once(child, 'message')
      child.send(order)
      const [measured] = (await answered) as [Measured]
      if ('problem' in measured) throw new Error(measured.problem)
      return measured.milliseconds
    },
    stop: () => child.kill(),
  }
}

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN
}

/** Every other filled room, so that nobody is in two: who writes there, and who hears it. */
const talks = Array.from({ length: WRITERS }, (_, index) => {
  const [idAuthor, idHearer] = pairOf(2 * index)
  return { talk: { idChatroom: roomOf(2 * index), idAuthor } satisfies Talk, idHearer }
})

/** Measures the project, once with its hub and once with none that could be told. */
export const measureRealtime = async (
  code: string,
  secret: string,
  size: RealtimeSize,
): Promise<Realtime> => {
  const server = await startServer(
    [
      { name: 'live', code, isFilled: true },
      { name: 'mute', code, isFilled: true, hasHub: false },
    ],
    secret,
  )
  const crowd = startCrowd()
  const generator = startGenerator()
  try {
    for (const name of ['live', 'mute']) {
      const database = await server.databaseOf(name)
      await migrate(database)
      await fillAmbassadors(database)
      await fillRooms(database, FILLED_ROOMS)
    }
    await fillCrowd(await server.databaseOf('live'), CROWD_TAG, size.sockets)
    const [live, mute] = [await server.urlOf('live'), await server.urlOf('mute')]
    const sign = (sub: string, scope: string) =>
      signToken(secret, { brands: [3], scope, sub, ttl: 3600 })
    const token = await sign('bench', 'chat:brand')
    const { body } = await sendOne(live, token, {
      method: 'POST',
      path: '/api/v2/chat/chatrooms',
      body: { id_brand_tag: CROWD_TAG, source: 0 },
    })
    const { id_chatroom: idChatroom } = body as { id_chatroom: number }

    const hearers = await Promise.all(
      talks.map(({ idHearer }) => sign(String(idHearer), 'chat:self')),
    )
    await crowd.order({ do: 'listen', url: live, tokens: hearers })
    const before = server.residentBytes()
    const all = Array.from({ length: size.sockets }, (_, index) => String(CROWD_FIRST + index))
    const tokens = await Promise.all(all.map((sub) => sign(sub, 'chat:self')))
    const [took = Number.NaN] = await crowd.order({ do: 'listen', url: live, tokens })
    const bytes = (server.residentBytes() - before) / size.sockets

    const talk = { idChatroom, idAuthor: CROWD_FIRST }
    const toAll: number[] = []
    // The first is not counted: the members of the room are asked for.
    for (let message = 0; message <= size.messages; message += 1) {
      toAll.push(
        ...(await crowd.order({ do: 'tell', url: live, token, talk, hearers: size.sockets })),
      )
    }

    const delays: Realtime['delays'][number][] = []
    for (const writers of [1, WRITERS]) {
      const some = talks.slice(0, writers).map((one) => one.talk)
      const found = await crowd.order({
        do: 'talk',
        url: live,
        token,
        talks: some,
        count: size.posts,
      })
      delays.push({ writers, median: quantile(found, 0.5), p99: quantile(found, 0.99) })
    }

    const nextOf = new Map([live, mute].map((url) => [url, callsOf().message]))
    const secondsOf = (url: string) => {
      const calls = Array.from(
        { length: size.requestsPerRound + 2 * CONNECTIONS },
        nextOf.get(url)!,
      )
      return generator.send({ url, token, count: size.requestsPerRound, calls })
    }
    const ratios: number[] = []
    for (let round = -1; round < size.rounds; round += 1) {
      const seconds = new Map<string, number>()
      for (const url of round % 2 === 0 ? [live, mute] : [mute, live]) {
        seconds.set(url, await secondsOf(url))
      }
      if (round >= 0) ratios.push(seconds.get(mute)! / seconds.get(live)!)
    }
    return {
      sockets: size.sockets,
      connectsPerSecond: size.sockets / (took / 1000),
      bytes,
      toAll: spreadOf(toAll.slice(1)),
      delays,
      throughput: spreadOf(ratios),
    }
  } finally {
    generator.stop()
    crowd.stop()
    await server.stop()
  }
}
