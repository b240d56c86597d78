// Thousands of sockets in a process of their own, and what is posted while they hear.
import { Agent } from 'node:http'
import { type Ear, listen } from './ear.ts'
import { type Call, sendOne } from './load.ts'

/** Who writes in a room, and the token of who hears it there. */
export interface Talk {
  readonly idChatroom: number
  readonly idAuthor: number
}

export type Order =
  | { readonly do: 'listen'; readonly url: string; readonly tokens: readonly string[] }
  | {
      readonly do: 'tell'
      readonly url: string
      readonly token: string
      readonly talk: Talk
      /** How many of the sockets are told. */
      readonly hearers: number
    }
  | {
      readonly do: 'talk'
      readonly url: string
      readonly token: string
      readonly talks: readonly Talk[]
      readonly count: number
    }

/** What an order is answered with: a figure in milliseconds for each thing that was measured, or what went wrong. */
export type Measured = { readonly milliseconds: readonly number[] } | { readonly problem: string }

/** Sockets that are opened at once. */
const DOORS = 64
const PING_EVERY = 30_000
const PATIENCE = 30_000

const CREATED = Buffer.from('{"type":"message.created"')

const ears: Ear[] = []
// workerd hangs up on a connection that has been idle for 5 seconds, and on a request that is sent at that moment.
const agent = new Agent({ keepAlive: true, timeout: 1000 })

/** How many were told of a message. */
let heard = 0
let onHeard = (): void => undefined
/** When the first was told of each message, by its id; null while nobody wants to know. */
let heardAt: Map<number, number> | null = null

const hear = (text: Buffer): void => {
  if (!text.subarray(0, CREATED.length).equals(CREATED)) return
  heard += 1
  if (heardAt !== null) {
    const id = Number(/"id_message":(\d+)/.exec(text.toString())?.[1])
    if (!heardAt.has(id)) heardAt.set(id, performance.now())
  }
  onHeard()
}

const heardBy = (count: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${heard} of ${count} were told within ${PATIENCE} ms`)),
      PATIENCE,
    )
    onHeard = () => {
      if (heard < count) return
      clearTimeout(late)
      resolve()
    }
    onHeard()
  })

const open = async (url: string, tokens: readonly string[]): Promise<number[]> => {
  const waiting = [...tokens]
  const startedAt = performance.now()
  const door = async () => {
    for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) {
      ears.push(await listen(new URL(url), token, hear))
    }
  }
  await Promise.all(Array.from({ length: DOORS }, door))
  return [performance.now() - startedAt]
}

const post = ({ idChatroom, idAuthor }: Talk): Call => ({
  method: 'POST',
  path: `/api/v2/chat/chatrooms/${idChatroom}/messages`,
  body: { id_ambassador: idAuthor, type_message: 0, content: 'Hello, how can I help?' },
  status: 201,
})

/** How long it takes from a post until all of its hearers were told. */
const tell = async ({ url, token, talk, hearers }: Extract<Order, { do: 'tell' }>) => {
  heard = 0
  const all = heardBy(hearers)
  const startedAt = performance.now()
  await sendOne(url, token, post(talk), {}, agent)
  await all
  return [performance.now() - startedAt]
}

/** How long each event took behind the answer to its post; 0 for one that came before. */
const converse = async ({ url, token, talks, count }: Extract<Order, { do: 'talk' }>) => {
  heard = 0
  const timed = new Map<number, number>()
  heardAt = timed
  const answeredAt = new Map<number, number>()
  const write = async (talk: Talk) => {
    for (let index = 0; index < count; index += 1) {
      const { body } = await sendOne(url, token, post(talk), {}, agent)
      answeredAt.set((body as { id_message: number }).id_message, performance.now())
    }
  }
  await Promise.all(talks.map(write))
  await heardBy(talks.length * count)
  heardAt = null
  return [...answeredAt].map(([id, at]) => Math.max(0, timed.get(id)! - at))
}

const carryOut = (order: Order): Promise<number[]> => {
  switch (order.do) {
    case 'listen':
      return open(order.url, order.tokens)
    case 'tell':
      return tell(order)
    case 'talk':
      return converse(order)
  }
}

setInterval(() => {
  for (const ear of ears) ear.ping()
}, PING_EVERY)

const answer = (measured: Measured): void => {
  process.send?.(measured)
}

process.on('message', (order: Order) => {
  carryOut(order).then(
    (milliseconds) => answer({ milliseconds }),
    (error: unknown) => answer({ problem: String(error) }),
  )
})
// Never alone.
process.on('disconnect', () => process.exit())
