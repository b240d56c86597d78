// The hub of a brand: everybody who listens, in one place. All that it needs to know is in the log and in the sockets.
import { DurableObject } from 'cloudflare:workers'
import { callerOfToken } from '../http/token.ts'
import { openDatabase, noUsage, type Usage } from '../db/client.ts'
import { shardOf } from '../db/shards.ts'
import { FailureError } from '../contract/failure.ts'
import { type Arrival, Broadcast } from './broadcast.ts'
import { ONLINE_FOR } from '../domain/ambassadors/present.ts'
import { hubsOf } from '../domain/events/hubs.ts'
import { type HubState, Tally } from './counters.ts'
import { answerClose, type Closing, readFrame } from './frames.ts'
import { passOf } from './listener.ts'
import { logClosed, logConnected, type Refusal, refusalOf } from './refusal.ts'
import type { Notice, Signal } from './notice.ts'
import { Pace } from './pace.ts'
import { Presence, type Seen } from './presence.ts'
import { type Seat, Seats } from './seats.ts'
import { Talk } from './talk.ts'
import { accepted, refused } from './upgrade.ts'

/** Milliseconds between two looks at the log, the sockets and who is there, while there are sockets. */
const BEAT = 25_000

/** Where it is kept who is known to be online. A hub without sockets knows its brand from there. */
const PRESENCE = 'presence'

interface Kept {
  readonly idBrand: number
  readonly seen: Seen
}

/** In place of the id of a request. */
const HUB = 'hub'

/** The header in which the Worker hands an arrival over. */
export const ARRIVAL = 'X-Arrival'

/** Why somebody may not come; null if it may. */
const refusalOfArrival = (isLetIn: Promise<boolean>): Promise<Refusal | null> =>
  isLetIn.then(
    (isAdmitted) => (isAdmitted ? null : { closing: 'forbidden' }),
    (error: unknown) => refusalOf(error, HUB),
  )

export class Hub extends DurableObject<Env> {
  mostSockets = 10_000
  #idBrand: number
  readonly #tally: Tally
  readonly #pace = new Pace()
  readonly #arriving = new WeakMap<WebSocket, Promise<void>>()
  readonly #seats: Seats
  readonly #talk: Talk
  readonly #broadcast: Broadcast
  readonly #presence: Presence

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
    this.#seats = new Seats(state, (seat, closing) => this.#onClosed(seat, closing))
    const [[, seat] = []] = this.#seats
    this.#idBrand = seat?.idBrand ?? 0
    const open = (usage: Usage) => {
      const access = { isWrite: true, usage }
      return { idBrand: this.#idBrand, database: openDatabase(env, this.#idBrand, access) }
    }
    const [reading, marking] = [noUsage(), noUsage()]
    this.#tally = new Tally(state.storage, reading, marking)
    this.#talk = new Talk(state.storage, this.#seats)
    this.#broadcast = new Broadcast(() => open(reading), this.#seats, this.#tally, this.#talk)
    this.#presence = new Presence(this.#talk, {
      open: () => open(marking),
      load: async () => {
        const { idBrand = 0, seen = new Map() } = (await state.storage.get<Kept>(PRESENCE)) ?? {}
        this.#idBrand ||= idBrand
        return seen
      },
      keep: (seen) => state.storage.put<Kept>(PRESENCE, { idBrand: this.#idBrand, seen }),
      alive: (now) => this.#seats.alive(now),
      tell: (id, online, peers) =>
        this.#signalAll(peers, { type: 'presence', id_ambassador: id, online }),
      shutOut: (ids) => this.#broadcast.shutOut(ids),
    })
  }

  /** Takes a socket that `socket.ts` has let in. */
  override async fetch(request: Request): Promise<Response> {
    const arrival = JSON.parse(decodeURIComponent(request.headers.get(ARRIVAL) ?? '')) as Arrival
    this.#idBrand = arrival.seat.idBrand
    if (this.#broadcast.crowd >= this.mostSockets) {
      logConnected(arrival.seat, { closing: 'unavailable', reason: 'hub_full' })
      return refused('unavailable')
    }
    // Before the socket is the runtime's, which hears of a client's goodbye only from one that has said something before.
    const refusal = await refusalOfArrival(this.#broadcast.isAdmitted(arrival))
    if (refusal !== null) {
      logConnected(arrival.seat, refusal)
      return refused(refusal.closing)
    }
    return accepted((socket) => {
      this.ctx.acceptWebSocket(socket)
      const arriving = this.#arrive(socket, arrival)
      this.#arriving.set(socket, arriving)
      this.ctx.waitUntil(arriving)
    })
  }

  async #arrive(socket: WebSocket, arrival: Arrival): Promise<void> {
    const refusal = await refusalOfArrival(this.#broadcast.arrive(socket, arrival))
    logConnected(arrival.seat, refusal)
    if (refusal !== null) return this.#seats.close(socket, refusal.closing)
    // It has not waited for that.
    if (this.#seats.find(socket) === undefined) return logClosed(arrival.seat, 'client')
    const { self } = arrival.seat
    if (self !== null) this.#presence.touch(self)
    await this.#beatLater()
  }

  async #beatLater(): Promise<void> {
    const soon = Date.now() + BEAT
    // Who has left is watched by a hub without sockets too, for others may listen elsewhere.
    const left = Math.min(...(await this.#presence.seen()).values()) + ONLINE_FOR
    const next = this.#seats.size > 0 ? soon : Math.max(soon, left)
    if (next < ((await this.ctx.storage.getAlarm()) ?? Infinity)) {
      await this.ctx.storage.setAlarm(next)
    }
  }

  override async alarm(): Promise<void> {
    try {
      await this.#presence.seen()
      if (shardOf(this.env, this.#idBrand) === null) {
        this.#seats.closeAll('unavailable')
        return await this.#presence.forget()
      }
      this.#seats.sweep(Date.now())
      try {
        if (this.#seats.size > 0) await this.#broadcast.heal()
      } finally {
        await this.#presence.settle()
      }
    } finally {
      await this.#beatLater()
      await this.#tally.keep()
    }
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    const now = Date.now()
    const frame = readFrame(data)
    // What is said before there is a seat is heard once there is one.
    await this.#arriving.get(socket)
    const seat = this.#seats.find(socket)
    if (seat === undefined || this.#seats.expire(socket, seat)) return
    if (this.#pace.isTooFast(socket, now)) return this.#seats.close(socket, 'tooMany')
    if (frame === null) return this.#seats.close(socket, 'malformed')
    if (frame.type === 'authenticate') await this.#renew(socket, seat, frame.token, now)
    else await this.#typing(socket, seat, frame.id_chatroom, now)
  }

  /** Lets a socket stay for as long as its new token says. */
  async #renew(socket: WebSocket, seat: Seat, token: string, now: number): Promise<void> {
    try {
      const caller = await callerOfToken(() => token, this.env, now)
      const pass = passOf(caller, seat.idBrand)
      if (pass === null || pass.subject !== seat.subject || pass.self !== seat.self) {
        return this.#seats.close(socket, 'forbidden')
      }
      this.#seats.keep(socket, Object.assign(seat, pass))
    } catch (error) {
      const isRefused = error instanceof FailureError && error.failure.kind === 'unauthorized'
      this.#seats.close(socket, isRefused ? 'unauthorized' : 'unavailable')
    }
  }

  async #typing(socket: WebSocket, seat: Seat, idChatroom: number, now: number): Promise<void> {
    const { self } = seat
    if (self === null || !this.#pace.mayType(socket, idChatroom, now)) return
    // Only after the database was restored, or has not answered.
    if (this.#talk.find(self) === undefined) this.#presence.touch(self)
    await this.#presence.arrived()
    const others = this.#talk.othersIn(idChatroom, self)
    await this.#signalAll(others, { type: 'typing', id_chatroom: idChatroom, id_ambassador: self })
  }

  override async webSocketClose(socket: WebSocket): Promise<void> {
    const seat = this.#seats.remove(socket)
    answerClose(socket)
    if (seat === null) return
    logClosed(seat, 'client')
    this.#leave(seat)
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    await this.webSocketClose(socket)
  }

  #leave({ self }: Seat): void {
    if (self !== null && this.#seats.of(self).length === 0) this.#presence.touch(self)
  }

  #onClosed(seat: Seat, closing: Closing): void {
    this.#tally.add('dropped')
    logClosed(seat, closing)
    // Who has died without a word was there when it last pinged, not now.
    if (closing !== 'silent' && closing !== 'forbidden') this.#leave(seat)
  }

  /** Told by the Worker after each write. */
  async notify(notice: Notice): Promise<void> {
    this.#idBrand = notice.idBrand
    await this.#broadcast.receive(notice)
  }

  /** Tells those of `to` who are here what is not stored. */
  async signal({ to, frame }: Signal): Promise<void> {
    const text = JSON.stringify(frame)
    let heard = to
    // Of two, the other may have blocked the room, which only its own hub knows.
    if (frame.type === 'typing' && to.length === 1) {
      await this.#presence.arrived()
      const { id_chatroom: idChatroom, id_ambassador: idAmbassador } = frame
      heard = to.filter((id) => this.#talk.othersIn(idChatroom, id).includes(idAmbassador))
    }
    for (const [socket, seat] of heard.flatMap((id) => this.#seats.of(id))) {
      this.#seats.send(socket, seat, text)
    }
  }

  /** The same at all hubs of the brand. */
  async #signalAll(to: readonly number[], frame: Signal['frame']): Promise<void> {
    const signal = { idBrand: this.#idBrand, to, frame }
    await this.signal(signal)
    const others = hubsOf(this.env, this.#idBrand).filter(({ id }) => !id.equals(this.ctx.id))
    await Promise.allSettled(others.map((hub) => hub.signal(signal)))
  }

  /** What this hub has done since its storage began. */
  async counters(): Promise<HubState> {
    const position = this.#seats.size === 0 ? null : this.#broadcast.position
    return { ...(await this.#tally.all(this.#seats.size)), position }
  }
}
