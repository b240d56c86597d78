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
  readonly room: number | undefined
}

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
  const lost = new Set<string>()
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
      const event = JSON.parse(body) as { id_event: number; id_chatroom?: number }
      const id = String(request.headers['webhook-id'])
      taken.push({ id, idEvent: event.id_event, room: event.id_chatroom })
      if (random() >= LOST) return response.writeHead(204).end()
      lost.add(id)
      return response.destroy()
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

  /** The rooms in which something came for the first time after something that happened later. */
  const disordered = (): number[] => {
    const last = new Map<number, number>()
    const seen = new Set<string>()
    const rooms = new Set<number>()
    for (const { id, idEvent, room } of taken) {
      if (room === undefined || seen.has(id)) continue
      seen.add(id)
      if (idEvent < (last.get(room) ?? 0)) rooms.add(room)
      last.set(room, idEvent)
    }
    return [...rooms]
  }

  const summary = () => {
    const repeats = taken.length - new Set(taken.map(({ id }) => id)).size
    return `the receiver took ${taken.length - repeats} events, ${repeats} of them again (${lost.size} answers lost)`
  }

  return {
    summary,
    /** Waits until all has arrived, and answers what is wrong. */
    async check(kills: number): Promise<string[]> {
      const end = Date.now() + PATIENCE
      while (Date.now() < end && missing().length > 0) await pause(500)
      const gone = missing()
      if (gone.length > 0)
        problems.push(`${gone.length} events did not arrive, such as ${gone[0]?.id}`)
      const rooms = disordered()
      if (rooms.length > 0)
        problems.push(`events came out of order in the rooms ${rooms.join(', ')}`)
      const again = taken.length - new Set(taken.map(({ id }) => id)).size
      const most = lost.size + kills * PAGE
      if (again > most) problems.push(`${again} events came again, more than ${most}`)
      receiver.closeAllConnections()
      receiver.close()
      return problems.splice(0)
    },
  }
}
