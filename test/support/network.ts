// Between the published client and the real Worker: a network that can go wrong, and a clock that stands until it is moved.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { onTestFinished, vi } from 'vitest'
import type { WebSocketConstructor } from '../../client/listen.ts'
import { type ChatClientOptions, createChatClient } from '../../client/index.ts'
import worker from '../../src/index.ts'
import { signToken } from './tokens.ts'

const realTimeout = globalThis.setTimeout

const tick = () => new Promise((resolve) => realTimeout(resolve, 0))

/** Waits, without moving the clock, until `look` answers something. */
export const until = async <Result>(look: () => Result | undefined | false): Promise<Result> => {
  for (let turn = 0; turn < 5000; turn += 1) {
    const found = look()
    if (found !== undefined && found !== false) return found
    await tick()
  }
  throw new Error(`it did not come to be that ${look.toString()}`)
}

/** Requests that have no answer yet, and sockets that nothing has come over. */
let underway = 0

/** Waits, without moving the clock, until everything that was sent has arrived. */
export const settle = async (): Promise<void> => {
  for (let quiet = 0; quiet < 4; quiet += 1) {
    await tick()
    if (underway > 0) quiet = 0
  }
}

/** The clock stands still until `pass` moves it. */
export const holdClock = (): void => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
}

/** Moves the clock by so many milliseconds, and lets arrive what each step of some has set off. */
export const pass = async (milliseconds: number, step = 1000): Promise<void> => {
  await settle()
  for (let left = milliseconds; left > 0; left -= step) {
    await vi.advanceTimersByTimeAsync(Math.min(left, step))
    await settle()
  }
}

/** A socket that the client has opened. */
interface Wire {
  readonly url: URL
  readonly protocols: readonly string[]
  /** When it was opened, by the clock. */
  readonly at: number
  /** What the client has sent. */
  readonly sent: string[]
  /** The code with which the client has closed it. */
  closedBy: number | undefined | null
  /** Nothing comes through any more, and nobody is told. */
  isDead: boolean
  /** The connection is gone, and the client is told. */
  readonly drop: () => void
  /** What somebody sends who is not the client. */
  readonly inject: (data: string) => void
}

export interface Network {
  /** All sockets that were asked for, also those that came to nothing. */
  readonly wires: Wire[]
  /** Requests that were sent, by path and query. */
  readonly requests: { readonly path: string; readonly at: number; readonly headers: Headers }[]
  /** Nothing gets through. */
  isDown: boolean
  /** Requests get through, sockets don't, or hang without a word. */
  sockets: 'open' | 'blocked' | 'hang'
  /** In place of some of the Worker's bindings. */
  env: Partial<Env>
}

type Listeners = Record<string, ((event: object) => void)[]>

const open = (network: Network, url: string, protocols: string[]) => {
  const listeners: Listeners = { message: [], close: [], error: [] }
  const tell = (type: string, event: object) => {
    for (const listener of listeners[type] ?? []) listener(event)
  }
  let socket: WebSocket | null = null
  let isOver = false
  let awaited = 1
  underway += 1
  const arrive = () => {
    underway -= awaited
    awaited = 0
  }
  const lose = () => {
    arrive()
    if (isOver) return
    isOver = true
    tell('error', {})
    tell('close', { code: 1006, reason: '' })
  }
  const send = (data: string) => {
    if (!wire.isDead && !isOver) socket?.send(data)
  }
  const wire: Wire = {
    url: new URL(url),
    protocols,
    at: Date.now(),
    sent: [],
    closedBy: null,
    isDead: false,
    drop: () => {
      lose()
      socket?.close(1001)
    },
    inject: send,
  }
  network.wires.push(wire)
  const reach = async () => {
    // A socket is never told anything before it is there.
    await Promise.resolve()
    if (network.isDown || network.sockets === 'blocked') return lose()
    if (network.sockets === 'hang') return arrive()
    const headers = { Upgrade: 'websocket', 'Sec-WebSocket-Protocol': protocols.join(', ') }
    const request = new Request(url.replace('ws', 'http'), { headers })
    const answer = await worker.fetch(request, { ...env, ...network.env }, createExecutionContext())
    socket = answer.webSocket
    if (socket === null) return lose()
    socket.addEventListener('message', ({ data }) => {
      arrive()
      if (!wire.isDead && !isOver) tell('message', { data })
    })
    socket.addEventListener('close', ({ code, reason }) => {
      arrive()
      if (wire.isDead || isOver) return
      isOver = true
      tell('close', { code, reason })
    })
    socket.accept()
    if (isOver) socket.close(1000)
  }
  void reach()
  return {
    send: (data: string) => {
      wire.sent.push(data)
      if (wire.isDead || isOver) return
      if (data === 'ping') {
        awaited += 1
        underway += 1
      }
      send(data)
    },
    close: (code?: number) => {
      if (isOver) return
      isOver = true
      arrive()
      wire.closedBy = code
      if (!wire.isDead) socket?.close(code)
    },
    addEventListener: (type: string, listener: (event: never) => void) => {
      listeners[type]?.push(listener as (event: object) => void)
    },
  }
}

/** A client of brand 3 behind a network of its own. */
export const connectOver = (options: Partial<ChatClientOptions> = {}) => {
  const network: Network = {
    wires: [],
    requests: [],
    isDown: false,
    sockets: 'open',
    env: {},
  }
  const Socket = function Socket(url: string, protocols: string[]) {
    return open(network, url, protocols)
  } as unknown as WebSocketConstructor
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    const headers = request.headers
    network.requests.push({ path: pathname + search, at: Date.now(), headers })
    if (network.isDown) throw new TypeError('The network is gone.')
    underway += 1
    try {
      const context = createExecutionContext()
      const answer = await worker.fetch(new Request(request), { ...env, ...network.env }, context)
      await waitOnExecutionContext(context)
      return answer
    } finally {
      underway -= 1
    }
  }
  const chat = createChatClient({
    baseUrl: 'https://chat.example.com',
    token: () => signToken(),
    brand: 3,
    fetch,
    WebSocket: Socket,
    ...options,
  })
  return { chat, network }
}

/** What a browser says of the network and the page. */
export const browserSays = (event: string): void => {
  ;(globalThis as unknown as EventTarget).dispatchEvent(new Event(event))
}
