// What happens, as it happens.
import type { Schemas } from 'edge-chatrooms/client'
import type { Session } from './session.ts'

export type Event = Schemas['Event']

type Told<Some, Type> = Some extends { type: infer Types }
  ? Type extends Types
    ? Some
    : never
  : never

/** The event of a type. */
export type EventOf<Type extends Event['type']> = Told<Event, Type>

export interface Signals {
  readonly event: (event: Event, key: string | null) => void
  /** The place in the log is lost: what the page has may be out of date. */
  readonly reset: () => void
  readonly typing: (room: number, person: number) => void
  readonly presence: (person: number, isOnline: boolean) => void
  readonly connection: (isLive: boolean) => void
}

export interface Live {
  readonly sayTyping: (room: number) => void
  readonly close: () => void
}

/** Listens until `close`. The first signal is `connection`, and `reset` when there is nothing to resume from. */
export const goLive = ({ token, brand }: Session, signals: Signals): Live => {
  let socket: WebSocket | null = null
  let since: string | null = null
  let isClosed = false
  let attempt = 0
  let timer = 0
  const connect = () => {
    clearTimeout(timer)
    if (isClosed || socket) return
    const url = new URL('/api/v2/chat/socket', location.origin.replace('http', 'ws'))
    url.searchParams.set('brand', String(brand))
    if (since !== null) url.searchParams.set('since', since)
    const opened = new WebSocket(url, ['chat.v2', `bearer.${token}`])
    socket = opened
    opened.addEventListener('message', ({ data }) => {
      if (data === 'pong') return
      const frame = JSON.parse(data)
      if (frame.cursor) {
        if (frame.type === 'ready' || frame.type === 'reset') {
          const isFirst = since === null
          attempt = 0
          since = frame.cursor
          signals.connection(true)
          if (isFirst || frame.type === 'reset') signals.reset()
          return
        }
        since = frame.cursor
        signals.event(frame, frame.idempotency_key ?? null)
      } else if (frame.type === 'typing') signals.typing(frame.id_chatroom, frame.id_ambassador)
      else if (frame.type === 'presence') signals.presence(frame.id_ambassador, frame.online)
    })
    opened.addEventListener('close', () => {
      if (socket !== opened) return
      socket = null
      signals.connection(false)
      attempt += 1
      timer = setTimeout(connect, Math.random() * Math.min(30_000, 1000 * 2 ** attempt))
    })
  }
  const drop = () => {
    const dropped = socket
    socket = null
    dropped?.close()
    signals.connection(false)
  }
  addEventListener('online', connect)
  addEventListener('offline', drop)
  const pings = setInterval(() => socket?.readyState === 1 && socket.send('ping'), 20_000)
  connect()
  return {
    sayTyping: (room) => {
      if (socket?.readyState === 1) {
        socket.send(JSON.stringify({ type: 'typing', id_chatroom: room }))
      }
    },
    close: () => {
      isClosed = true
      clearInterval(pings)
      clearTimeout(timer)
      removeEventListener('online', connect)
      removeEventListener('offline', drop)
      socket?.close()
    },
  }
}
