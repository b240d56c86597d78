// Sockets through the real Worker, and what comes over them.
import {
  createExecutionContext,
  evictDurableObject,
  listDurableObjectIds,
  runInDurableObject,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { vi } from 'vitest'
import worker from '../../src/index.ts'
import { signToken } from './tokens.ts'

export interface Frame {
  readonly type: string
  readonly cursor?: string
  readonly [name: string]: unknown
}

export interface Listener {
  readonly socket: WebSocket
  /** Everything that has come so far. */
  readonly frames: readonly Frame[]
  /** Why the socket was closed; null while it is open. */
  readonly closed: () => { code: number; reason: string } | null
  /** Waits until `count` frames of the log have come, and answers them. */
  readonly events: (count: number) => Promise<Frame[]>
  /** Waits for the first frame of a type. */
  readonly first: (type: string) => Promise<Frame>
  readonly isClosed: () => Promise<number>
  readonly say: (frame: unknown) => void
}

export interface SocketOptions {
  readonly token?: string | null
  readonly brand?: number | string | null
  readonly since?: string | null
  readonly protocols?: string
  readonly env?: Partial<Env>
}

/** The events among the frames. */
export const eventsOf = (frames: readonly Frame[]): Frame[] =>
  frames.filter(({ type }) => type.includes('.'))

/** What the Worker answers to somebody who asks for a socket. */
export const upgrade = async (options: SocketOptions = {}): Promise<Response> => {
  const { brand = 3, since = null, token } = options
  const bearer = token === undefined ? await signToken() : token
  const protocols = options.protocols ?? (bearer === null ? 'chat.v2' : `chat.v2, bearer.${bearer}`)
  const query = new URLSearchParams()
  if (brand !== null) query.set('brand', String(brand))
  if (since !== null) query.set('since', since)
  const request = new Request(`https://chat.example.com/api/v2/chat/socket?${query.toString()}`, {
    headers: { Upgrade: 'websocket', 'Sec-WebSocket-Protocol': protocols },
  })
  return worker.fetch(request, { ...env, ...options.env }, createExecutionContext())
}

/** Waits for something to come, also on a busy machine. */
export const until = <Result>(look: () => Result | Promise<Result>) =>
  vi.waitUntil(look, { timeout: 5000, interval: 5 })

/** Opens a socket; a refusal is one that is closed. */
export const listen = async (options: SocketOptions = {}): Promise<Listener> => {
  const { webSocket: socket, status } = await upgrade(options)
  if (socket === null) throw new Error(`answered ${status} without a socket`)
  const frames: Frame[] = []
  let closed: { code: number; reason: string } | null = null
  socket.addEventListener('message', ({ data }) => {
    if (data !== 'pong') frames.push(JSON.parse(String(data)) as Frame)
  })
  socket.addEventListener('close', ({ code, reason }) => {
    closed = { code, reason }
  })
  socket.accept()
  return {
    socket,
    frames,
    closed: () => closed,
    events: (count) =>
      until(() => (eventsOf(frames).length >= count ? eventsOf(frames) : undefined)),
    first: (type) => until(() => frames.find((frame) => frame.type === type)),
    isClosed: () => until(() => closed?.code),
    say: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
  }
}

/** The same, once it is told that what follows will come. */
export const listenFrom = async (options: SocketOptions = {}): Promise<Listener> => {
  const listener = await listen(options)
  await listener.first('ready')
  return listener
}

/** The hubs of the brands in which tests listen. Those that other files have left behind are not closed again each time. */
const HUBS = ['3/0', '3/1', '3/2', '3/3', '4/0', '4/1', '4/2', '4/3'].map((name) =>
  env.HUB.idFromName(name),
)

/** Hubs as they are before anybody has come. Runtimes are shared by files, and so are their objects. */
export const closeHubs = async (): Promise<void> => {
  const made = await listDurableObjectIds(env.HUB)
  for (const id of HUBS.filter((hub) => made.some((one) => one.equals(hub)))) {
    const hub = env.HUB.get(id)
    await runInDurableObject(hub, (_, state) => {
      // Nobody is there any more: the next hub need not be told that they leave.
      for (const socket of state.getWebSockets()) socket.serializeAttachment(null)
    })
    await evictDurableObject(hub, { webSockets: 'close' })
    // Only now: what was under way would have kept something.
    await runInDurableObject(hub, (_, { storage }) => storage.deleteAll())
  }
}
