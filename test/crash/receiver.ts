// A receiver of webhooks that fails at random and loses answers at random, and looks whether it got everything.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import type { Client } from './client.ts'
import type { Random } from './load.ts'
import type { Server } from './server.ts'

/** Of the tries, how many are answered with 500, and how many of the others are taken and left without an answer. */
const FAILING = 0.3
const LOST = 0.01

/** Events that a crash may repeat. */
const PAGE = 40

/** Milliseconds that everything may take to arrive once nothing is written any more. */
const PATIENCE = 180_000

interface Taken {
  readonly id: string
  readonly idEvent: number
  /** What it is in order with. */
  readonly lane: string
  /** Kills before it came. */
  readonly kills: number
  /** Whether its answer was lost. */
  readonly isLost: boolean
}

interface Received {
  readonly id_event: number
  readonly id_chatroom?: number
  readonly data: { readonly id_waiting?: number; readonly id_ambassador?: number } | null
}

/** The room of an event, or the entry or the person that it is about. */
const laneOf = ({ id_chatroom: room, data }: Received): string =>
  room === undefined ? `${data?.id_waiting}/${data?.id_ambassador}` : `room ${room}`

interface Logged {
  readonly id: string
  readonly idEvent: number
}

/** The events of the brand, as they are in the database. */
const logOf = ({ databaseFile }: Server, idBrand: number): Logged[] => {
  const database = new DatabaseSync(databaseFile, { readOnly: true })
  try {
    const rows = database
      .prepare('select id_event, date_insert from events where id_brand = ? order by id_event')
      .all(idBrand) as { id_event: number; date_insert: number }[]
    return rows.map(({ id_event: idEvent, date_insert: date }) => ({
      id: `evt_${idBrand}_${idEvent}_${date.toString(36)}`,
      idEvent,
    }))
  } finally {
    database.close()
  }
}

/** Makes a webhook for all events of the client's brand, from now on. */
export const createReceiver = async (client: Client, server: Server, random: Random) => {
  const taken: Taken[] = []
  let killed = 0
  const problems: string[] = []
  let webhook: Webhook | undefined

  const receiver = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      if (random() < FAILING) return response.writeHead(500).end()
      try {
        webhook?.verify(body, request.headers as Record<string, string>)
      } catch (error) {
        problems.push(`a webhook could not be verified: ${String(error)}`)
      }
      const event = JSON.parse(body) as Received
      const id = String(request.headers['webhook-id'])
      const isLost = random() < LOST
      taken.push({ id, idEvent: event.id_event, lane: laneOf(event), kills: killed, isLost })
      return isLost ? response.destroy() : response.writeHead(204).end()
    })
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const { port } = receiver.address() as { port: number }
  const before = logOf(server, client.idBrand).length
  const { body } = await client.send('POST', '/api/v2/manager/webhooks', {
    url: `http://127.0.0.1:${port}/`,
  })
  webhook = new Webhook((body as { secret: string }).secret)

  const missing = (): Logged[] => {
    const ids = new Set(taken.map(({ id }) => id))
    return logOf(server, client.idBrand)
      .slice(before)
      .filter(({ id }) => !ids.has(id))
  }

  /** The lanes in which something came for the first time after something that happened later. */
  const disordered = (): string[] => {
    const last = new Map<string, number>()
    const seen = new Set<string>()
    const lanes = new Set<string>()
    for (const { id, idEvent, lane } of taken) {
      if (seen.has(id)) continue
      seen.add(id)
      if (idEvent < (last.get(lane) ?? 0)) lanes.add(lane)
      last.set(lane, idEvent)
    }
    return [...lanes]
  }

  /** What came again, with how it came the time before. */
  const repeats = (): (readonly [Taken, Taken])[] => {
    const newest = new Map<string, Taken>()
    return taken.flatMap((one) => {
      const earlier = newest.get(one.id)
      newest.set(one.id, one)
      return earlier === undefined ? [] : [[one, earlier] as const]
    })
  }

  /** Repeats without a reason: the answer had come, and there was no kill in between, or that kill has repeated a page already. */
  const needless = (): string[] => {
    const perKill = new Map<number, number>()
    return repeats().flatMap(([{ id, kills }, earlier]) => {
      if (earlier.isLost) return []
      const count = (perKill.get(kills) ?? 0) + 1
      perKill.set(kills, count)
      return earlier.kills < kills && count <= PAGE ? [] : [id]
    })
  }

  const summary = () => {
    const again = repeats().length
    const lost = taken.filter(({ isLost }) => isLost).length
    return `the receiver took ${taken.length - again} events, ${again} of them again (${lost} answers lost)`
  }

  return {
    summary,
    /** Called after each kill: it may repeat what was under way. */
    async noteKill(): Promise<void> {
      // What had been sent may still have to be read.
      await pause(50)
      killed += 1
    },
    /** Waits until all has arrived, and answers what is wrong. */
    async check(): Promise<string[]> {
      const end = Date.now() + PATIENCE
      while (Date.now() < end && missing().length > 0) await pause(500)
      const gone = missing()
      if (gone.length > 0)
        problems.push(`${gone.length} events did not arrive, such as ${gone[0]?.id}`)
      const lanes = disordered()
      if (lanes.length > 0) problems.push(`events came out of order: ${lanes.join(', ')}`)
      const again = needless()
      if (again.length > 0) {
        problems.push(`${again.length} events came again without a reason, such as ${again[0]}`)
      }
      receiver.closeAllConnections()
      receiver.close()
      return problems.splice(0)
    },
  }
}
