// One socket, from the time it is opened until it is closed.
import { claimsOf } from './claims.ts'
import type { Session } from './session.ts'

/** As much of a WebSocket as is needed: that of browsers and of Node from 22 on, and that of the package `ws`. */
interface WebSocketLike {
  send(data: string): void
  close(code?: number): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(
    type: 'close',
    listener: (event: { readonly code: number; readonly reason: string }) => void,
  ): void
  addEventListener(type: 'error', listener: () => void): void
}

export type WebSocketConstructor = new (url: string, protocols: string[]) => WebSocketLike

/** A frame of the server; `type` says what else it has. */
export interface Frame {
  readonly type: string
  readonly cursor?: string
  readonly bookmark?: string | null
}

/** How a try to hear what happens has ended. */
export interface Ending {
  /** That of HTTP, whether it came as one or as a close code; 0 when the connection was lost or never made. */
  readonly status: number
  /** Milliseconds for which it worked; null when it never did. */
  readonly worked: number | null
  readonly reason?: string | undefined
}

export interface Line {
  readonly ended: Promise<Ending>
  readonly say: (frame: object) => void
  /** Looks whether the server still answers. */
  readonly check: () => void
  readonly close: () => void
}

/** Milliseconds between two pings; the server closes what has not pinged for 90 seconds. */
const PING_EVERY = 25_000

/** Milliseconds in which something must come. */
const PATIENCE = 10_000

/** Milliseconds before a token ends in which it is replaced. */
const LEAD = 60_000

/** The longest that a timer can wait. */
const LONGEST_TIMER = 2 ** 31 - 1

const TRY_AGAIN_LATER = 1013

const statusOf = (code: number): number =>
  code === TRY_AGAIN_LATER ? 503 : code >= 4000 ? code - 4000 : 0

/** Milliseconds until a token ends; NaN when it does not say. */
const timeLeft = (token: string): number => Number(claimsOf(token).exp) * 1000 - Date.now()

/** Opens a socket with the token, and hands on what comes over it. */
export const listen = (
  WebSocket: WebSocketConstructor,
  url: string,
  token: string,
  { session, onFrame }: { session: Session; onFrame: (frame: Frame) => void },
): Line => {
  let current = token
  let workedSince: number | null = null
  let isOver = false
  let pinging: ReturnType<typeof setTimeout> | undefined
  let renewing: ReturnType<typeof setTimeout> | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  let socket: WebSocketLike | undefined
  let onEnded: (ending: Ending) => void
  const ended = new Promise<Ending>((resolve) => (onEnded = resolve))

  const end = (status: number, reason?: string) => {
    if (isOver) return
    isOver = true
    for (const timer of [pinging, renewing, waiting]) clearTimeout(timer)
    socket?.close(1000)
    const worked = workedSince === null ? null : Date.now() - workedSince
    onEnded({ status, worked, reason })
  }

  const wait = () => {
    waiting ??= setTimeout(() => end(0), PATIENCE)
  }

  const send = (data: string) => {
    if (workedSince !== null && !isOver) socket!.send(data)
  }

  const check = () => {
    if (workedSince === null || isOver) return
    send('ping')
    wait()
    clearTimeout(pinging)
    pinging = setTimeout(check, PING_EVERY)
  }

  const renew = async () => {
    const another = await session.token().catch(() => current)
    if (another !== current) send(JSON.stringify({ type: 'authenticate', token: another }))
    current = another
    renewLater()
  }

  const renewLater = () => {
    const left = timeLeft(current)
    // One that has ended by this clock: the server will say whether it has.
    if (!session.isRenewable || isOver || !(left > 0)) return
    const pause = Math.max(1000, left > 2 * LEAD ? left - LEAD : left / 2)
    renewing = setTimeout(renew, Math.min(pause, LONGEST_TIMER))
  }

  const onMessage = ({ data }: { readonly data: unknown }) => {
    if (isOver) return
    // Whatever comes shows that somebody is there, and a pong comes behind all that was sent before it.
    clearTimeout(waiting)
    waiting = undefined
    if (workedSince === null) {
      workedSince = Date.now()
      pinging = setTimeout(check, PING_EVERY)
      renewLater()
    }
    if (data !== 'pong') onFrame(JSON.parse(String(data)) as Frame)
  }

  wait()
  try {
    socket = new WebSocket(url, ['chat.v2', `bearer.${token}`])
    socket.addEventListener('message', onMessage)
    socket.addEventListener('close', ({ code, reason }) => end(statusOf(code), reason))
    // A close follows and says why; but the package `ws` throws an error that nobody listens to.
    socket.addEventListener('error', () => undefined)
  } catch {
    end(0)
  }
  return {
    ended,
    say: (frame) => send(JSON.stringify(frame)),
    check,
    close: () => end(0),
  }
}
