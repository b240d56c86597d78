// The sockets of a hub and who sits behind each. What must outlive a sleep of the hub is in the attachment of the socket.
import type { Position } from '../domain/events/cursor.ts'
import { CLOSE, type Closing } from './frames.ts'

/** What an attachment holds. */
export interface Seat {
  readonly idBrand: number
  /** The token's `sub`. */
  readonly subject: string
  /** The ambassador; null for the brand's own systems, which are told everything. */
  readonly self: number | null
  seesContacts: boolean
  isMember: boolean
  /** Milliseconds since the epoch; nothing is delivered 5 seconds later. */
  expiresAt: number
  readonly connectedAt: number
  /** The newest event that the socket has been told, or that there was when it came. */
  seen: Position
}

/** Seconds by which clocks may differ, as in `auth/token.ts`. */
const TOLERANCE = 5000

/** Milliseconds without a ping after which a socket is taken for dead. */
const SILENCE = 90_000

const MOST_PER_AMBASSADOR = 10

/** In place of an ambassador's id: the brand's own systems. */
export const BRAND = 0

export class Seats {
  readonly #state: DurableObjectState
  readonly #seats = new Map<WebSocket, Seat>()
  readonly #byAmbassador = new Map<number, Set<WebSocket>>()
  readonly #onClose: (seat: Seat, closing: Closing) => void

  /** Finds the sockets that have outlived a sleep. One that had not been seated yet is closed. */
  constructor(state: DurableObjectState, onClose: (seat: Seat, closing: Closing) => void) {
    this.#state = state
    this.#onClose = onClose
    for (const socket of state.getWebSockets()) {
      const seat = socket.deserializeAttachment() as Seat | null
      if (socket.readyState !== WebSocket.OPEN) continue
      if (seat === null) socket.close(CLOSE.unavailable)
      else this.#place(socket, seat)
    }
  }

  get size(): number {
    return this.#seats.size
  }

  [Symbol.iterator](): Iterator<[WebSocket, Seat]> {
    return this.#seats.entries()
  }

  find(socket: WebSocket): Seat | undefined {
    return this.#seats.get(socket)
  }

  /** The sockets of an ambassador, or of the brand's own systems. */
  of(idAmbassador: number): [WebSocket, Seat][] {
    return [...(this.#byAmbassador.get(idAmbassador) ?? [])].flatMap((socket) => {
      const seat = this.#seats.get(socket)
      return seat === undefined ? [] : [[socket, seat] as [WebSocket, Seat]]
    })
  }

  /** The ambassadors with a socket that has pinged recently. */
  alive(now: number): number[] {
    const all = [...this.#seats].filter(([socket, seat]) => this.#isAlive(socket, seat, now))
    return [...new Set(all.flatMap(([, { self }]) => (self === null ? [] : [self])))]
  }

  /** Up to where all that is here has been told; null when nobody is. */
  newestSeen(): Position | null {
    let newest: Position | null = null
    for (const { seen } of this.#seats.values()) {
      if (newest === null || seen.idEvent > newest.idEvent) newest = seen
    }
    return newest
  }

  #place(socket: WebSocket, seat: Seat): void {
    this.#seats.set(socket, seat)
    const id = seat.self ?? BRAND
    this.#byAmbassador.set(id, (this.#byAmbassador.get(id) ?? new Set()).add(socket))
  }

  /** Seats a socket; the oldest of an ambassador goes when it has too many. */
  add(socket: WebSocket, seat: Seat): void {
    this.#place(socket, seat)
    this.keep(socket, seat)
    const own = seat.self === null ? [] : this.of(seat.self)
    if (own.length <= MOST_PER_AMBASSADOR) return
    const [oldest] = own.toSorted(([, one], [, other]) => one.connectedAt - other.connectedAt)
    if (oldest !== undefined) this.close(oldest[0], 'replaced')
  }

  /** Notes up to where a socket has been told. */
  see(socket: WebSocket, seat: Seat, { idEvent, insertedAt }: Position): void {
    seat.seen = { idEvent, insertedAt }
    this.keep(socket, seat)
  }

  /** Notes that an event was told which concerns nobody here: any one seat that knows is enough. */
  skip(position: Position): void {
    const [first] = this.#seats
    if (first !== undefined) this.see(...first, position)
  }

  /** Writes what has changed about a seat where a sleep does not reach it. */
  keep(socket: WebSocket, seat: Seat): void {
    socket.serializeAttachment(seat)
  }

  /** Forgets a socket that is gone. Answers its seat, if it had one; that of one who left during a sleep it alone knows. */
  remove(socket: WebSocket): Seat | null {
    const seat = socket.deserializeAttachment() as Seat | null
    socket.serializeAttachment(null)
    if (!this.#seats.delete(socket) || seat === null) return seat
    const id = seat.self ?? BRAND
    const own = this.#byAmbassador.get(id)
    own?.delete(socket)
    if (own?.size === 0) this.#byAmbassador.delete(id)
    return seat
  }

  close(socket: WebSocket, closing: Closing): void {
    const seat = this.remove(socket)
    try {
      socket.close(CLOSE[closing], closing)
    } catch {
      // It is closed already.
    }
    if (seat !== null) this.#onClose(seat, closing)
  }

  /** Closes a socket whose token has ended; answers whether it has. */
  expire(socket: WebSocket, seat: Seat): boolean {
    if (seat.expiresAt + TOLERANCE > Date.now()) return false
    this.close(socket, 'unauthorized')
    return true
  }

  /** Sends to a seat, unless its token has ended; answers whether it was sent. */
  send(socket: WebSocket, seat: Seat, frame: string): boolean {
    if (this.expire(socket, seat)) return false
    try {
      socket.send(frame)
      return true
    } catch {
      this.close(socket, 'unavailable')
      return false
    }
  }

  /** Whether a socket has pinged, or come, recently. */
  #isAlive(socket: WebSocket, { connectedAt }: Seat, now: number): boolean {
    const pinged = this.#state.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0
    return Math.max(pinged, connectedAt) > now - SILENCE
  }

  /** Closes what has expired or is silent. */
  sweep(now: number): void {
    for (const [socket, seat] of this.#seats) {
      if (!this.expire(socket, seat) && !this.#isAlive(socket, seat, now)) {
        this.close(socket, 'silent')
      }
    }
  }

  closeAll(closing: Closing): void {
    for (const socket of this.#seats.keys()) this.close(socket, closing)
  }
}
