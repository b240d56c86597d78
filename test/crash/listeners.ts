// Sockets that come back where they were cut off, and remember what they were told.
import { setTimeout as pause } from 'node:timers/promises'
import { type Claims, type Client, createClient } from './client.ts'
import type { Server } from './server.ts'

/** Milliseconds that a socket may take to be let in, and to be told what the log has. */
const PATIENCE = 15_000

interface Frame {
  readonly type: string
  readonly cursor?: string
  readonly id_event?: number
  readonly id_message?: number
}

export interface Listeners {
  /** Everybody comes, or comes back. */
  readonly connect: () => Promise<void>
  readonly cutOff: () => void
  /** One sentence for each who was not told, once and in order, what the log says that it may see; ask while nobody writes. */
  readonly check: () => Promise<string[]>
  /** How many events all of them were told. */
  readonly told: () => number
}

/** What of an event must be the same over a socket and by asking. */
const digestOf = ({ type, id_event, id_message }: Frame): string =>
  `${id_event} ${type} ${id_message ?? ''}`

class Listener {
  readonly #client: Client
  readonly #url: string
  readonly #sub: string
  /** Told since the last check. */
  #told: string[] = []
  #problems: string[] = []
  #socket: WebSocket | null = null
  /** Where to go on, and where to check from. */
  #cursor: string | null = null
  #checked = ''
  count = 0

  constructor(server: Server, client: Client, sub: string) {
    this.#client = client
    this.#url = `ws://127.0.0.1:${server.port}/api/v2/chat/socket`
    this.#sub = sub
  }

  async connect(): Promise<void> {
    const since = this.#cursor === null ? '' : `&since=${this.#cursor}`
    const protocols = ['chat.v2', `bearer.${this.#client.token}`]
    const socket = new WebSocket(`${this.#url}?brand=${this.#client.idBrand}${since}`, protocols)
    this.#socket = socket
    const first = new Promise<Frame>((resolve, reject) => {
      socket.addEventListener('close', ({ code }) => reject(new Error(`closed with ${code}`)))
      socket.addEventListener('message', ({ data }) => {
        const frame = JSON.parse(String(data)) as Frame
        resolve(frame)
        // What a socket says after it was cut off, nobody hears.
        if (this.#socket === socket) this.#hear(frame)
      })
    })
    const { type, cursor = '' } = await first
    if (type !== 'ready') this.#problems.push(`${this.#sub} was told "${type}" first`)
    this.#cursor ??= cursor
    this.#checked ||= cursor
  }

  #hear(frame: Frame): void {
    if (frame.id_event === undefined) return
    this.#told.push(digestOf(frame))
    this.#cursor = frame.cursor ?? this.#cursor
    this.count += 1
  }

  cutOff(): void {
    this.#socket?.close()
    this.#socket = null
  }

  async #ask(): Promise<string[]> {
    const digests: string[] = []
    for (let hasMore = true; hasMore;) {
      const path = `/api/v2/chat/events?limit=500&since=${this.#checked}`
      const { status, body } = await this.#client.send('GET', path)
      if (status !== 200) throw new Error(`${path} got ${status}`)
      const page = body as { data: Frame[]; cursor: string; has_more: boolean }
      digests.push(...page.data.map(digestOf))
      this.#checked = page.cursor
      hasMore = page.has_more
    }
    this.#client.hangUp()
    return digests
  }

  async check(): Promise<string[]> {
    const expected = await this.#ask()
    const end = Date.now() + PATIENCE
    while (this.#told.length < expected.length && Date.now() < end) await pause(20)
    const index = expected.findIndex((digest, at) => this.#told[at] !== digest)
    const surplus = this.#told.length - expected.length
    const problems = this.#problems
    if (index >= 0 || surplus > 0) {
      const at = Math.max(index, 0)
      const [told, wanted] = [this.#told[at] ?? 'nothing', expected[at] ?? 'nothing']
      problems.push(`${this.#sub} was told ${told} in place of ${wanted}; ${surplus} too many`)
    }
    this.#told = []
    this.#problems = []
    return problems
  }
}

/** Sockets with these claims, each of its own. */
export const createListeners = async (
  server: Server,
  claims: readonly Claims[],
): Promise<Listeners> => {
  const all = await Promise.all(
    claims.map(async (own) => {
      const client = await createClient(server, 1, PATIENCE, own)
      return new Listener(server, client, own.sub)
    }),
  )
  return {
    async connect() {
      await Promise.all(all.map((listener) => listener.connect()))
    },
    cutOff() {
      for (const listener of all) listener.cutOff()
    },
    async check() {
      return (await Promise.all(all.map((listener) => listener.check()))).flat()
    },
    told: () => all.reduce((sum, { count }) => sum + count, 0),
  }
}
