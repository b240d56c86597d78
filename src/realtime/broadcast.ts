// Tells everybody at a hub what the log says and concerns them, from where each one wants to begin.
import type { Database } from '../db/client.ts'
import type { Audience } from '../domain/events/audience.ts'
import { encodeCursor, type Position } from '../domain/events/cursor.ts'
import { findPositions, listLog } from '../domain/events/queries.ts'
import { readSeen } from '../domain/events/log-service.ts'
import { logSocket } from '../http/log.ts'
import type { Tally } from './counters.ts'
import { Entry, entryOf } from './entry.ts'
import { Follower } from './follower.ts'
import { hears } from './listener.ts'
import type { Notice } from './notice.ts'
import { isMember, People } from './people.ts'
import { Rooms } from './rooms.ts'
import { BRAND, type Seat, type Seats } from './seats.ts'

/** Events that a socket is sent when it comes back; for more, loading the lists is less. */
const MOST_REPLAYED = 1000

/** Rows of the log that are looked through for them. */
const REPLAY_WINDOW = 10_000

/** Somebody at the door: a seat as the Worker hands it over, and where it wants to begin; see `socket.ts`. */
export interface Arrival {
  readonly seat: Omit<Seat, 'seen' | 'isMember'>
  /** Left out: from now on. Null: at a cursor that is none. */
  readonly since?: Position | null
}

export type Open = () => { readonly idBrand: number; readonly database: Database }

export class Broadcast {
  readonly #open: Open
  readonly #seats: Seats
  readonly #tally: Tally
  readonly #people: People
  readonly rooms: Rooms
  readonly #follower: Follower
  #bookmark: string | null = null
  #arriving = 0

  constructor(open: Open, seats: Seats, tally: Tally) {
    this.#open = open
    this.#seats = seats
    this.#tally = tally
    this.#people = new People(open)
    this.rooms = new Rooms(open)
    this.#follower = new Follower(
      {
        read: (first, last) => this.#read(first, last),
        prepare: (entries) => this.rooms.prepareNew(entries),
        tell: (entry) => this.#tell(entry),
        restart: (newest) => this.#restart(newest),
        onHealed: (count) => this.#onHealed(count),
        onWaited: (milliseconds) => tally.noteGap(milliseconds),
      },
      seats.newestSeen(),
    )
  }

  async #read(first: number, last: number) {
    const { database, idBrand } = this.#open()
    const { positions, rows } = await database.batch({
      positions: findPositions({ idBrand, one: first - 1, other: first - 1 }),
      rows: listLog({ idBrand, first, last }),
    })
    this.#reach(database.bookmark())
    const now = Date.now()
    return { positions, entries: rows.map((row) => entryOf(row, now)) }
  }

  /** Bookmarks are in the order of their letters. */
  #reach(bookmark: string | null): void {
    if (bookmark !== null && bookmark > (this.#bookmark ?? '')) this.#bookmark = bookmark
  }

  /** Up to where the log has been told. */
  get position(): Position {
    return this.#follower.position
  }

  get #isDeserted(): boolean {
    return this.#seats.size === 0 && this.#arriving === 0
  }

  /** What is known of people, rooms and the log is out of date when nobody has listened. */
  #forget(): void {
    this.#follower.forget()
    this.#people.forgetAll()
    this.rooms.forgetAll()
  }

  /** Takes what the Worker tells. */
  async receive({ events, bookmark }: Notice): Promise<void> {
    if (this.#isDeserted) return this.#forget()
    this.#reach(bookmark)
    for (const { audience } of events) {
      if (audience.peersOf !== undefined) this.#people.forget(audience.peersOf)
    }
    const announced = events.map(
      ({ event, ...told }) =>
        [told, event === undefined ? null : new Entry({ ...told, event })] as const,
    )
    await this.#follower.receive(announced)
  }

  /** These may not listen any more. */
  shutOut(ids: readonly number[]): void {
    for (const id of ids) {
      this.#people.forget(id)
      for (const [socket] of this.#seats.of(id)) this.#seats.close(socket, 'forbidden')
    }
  }

  /** Looks whether something was not told. */
  heal(): Promise<void> {
    return this.#follower.inTurn(() => this.#follower.heal())
  }

  #tell(entry: Entry): void {
    const now = Date.now()
    this.#heed(entry)
    let isSeen = false
    for (const [socket, seat] of this.#concernedBy(entry.audience)) {
      if (!this.#send(socket, seat, entry, now)) continue
      this.#seats.see(socket, seat, entry)
      isSeen = true
    }
    if (!isSeen) this.#seats.passBy(entry)
  }

  /** What an event says of those who are here. */
  #heed(entry: Entry): void {
    const { event } = entry
    this.rooms.noteTalk(entry)
    if (event?.type !== 'ambassador.updated') return
    const { id_ambassador: id, active, anonymized, status } = event.data
    this.#people.forget(id)
    if (active < 0 || anonymized) this.shutOut([id])
    for (const [socket, seat] of this.#seats.of(id)) {
      this.#seats.keep(socket, Object.assign(seat, { isMember: isMember(status) }))
    }
  }

  #concernedBy(audience: Audience): Iterable<readonly [WebSocket, Seat]> {
    const { ambassadors = [], ...others } = audience
    if (Object.keys(others).length === 0) {
      return [BRAND, ...ambassadors].flatMap((id) => this.#seats.of(id))
    }
    return [...this.#seats].filter(([, seat]) => hears(seat, audience, this.rooms))
  }

  /** Answers whether the socket still is there. */
  #send(socket: WebSocket, seat: Seat, entry: Entry, now: number): boolean {
    if (entry.isHiddenFrom(seat.self) || this.rooms.hasPurged(seat.self ?? 0, entry)) return true
    const isSent = this.#seats.send(socket, seat, entry.frameFor(seat, this.#bookmark), now)
    if (isSent) this.#tally.addDelivered()
    return isSent
  }

  #restart(newest: Position): void {
    this.#people.forgetAll()
    this.rooms.forgetAll()
    const reset = { type: 'reset', cursor: encodeCursor(newest), bookmark: this.#bookmark }
    const frame = JSON.stringify(reset)
    for (const [socket, seat] of this.#seats) {
      if (this.#seats.send(socket, seat, frame, Date.now())) this.#seats.see(socket, seat, newest)
    }
  }

  #onHealed(count: number): void {
    this.#tally.add('healed', count)
    logSocket({ event: 'healed', brand: this.#open().idBrand, count })
  }

  /** Whether somebody may listen, as far as is known before its turn. Many who come at once are looked up at once. */
  async mayCome({ seat: { self } }: Arrival): Promise<boolean> {
    if (this.#isDeserted) this.#forget()
    this.#arriving += 1
    try {
      return self === null || (await this.#people.find(self)) !== null
    } finally {
      this.#arriving -= 1
    }
  }

  /** Seats somebody who may listen, and tells it what it has missed. Answers false for one who may not. */
  async arrive(socket: WebSocket, arrival: Arrival): Promise<boolean> {
    this.#arriving += 1
    try {
      await this.#follower.inTurn(() => this.#follower.start())
      const far = await this.#readFar(arrival)
      return await this.#follower.inTurn(() => this.#seat(socket, arrival, far))
    } finally {
      this.#arriving -= 1
    }
  }

  /** What somebody has missed who was away for so long that the hub has forgotten it; null for nothing of that kind. */
  async #readFar({ seat, since }: Arrival) {
    if (since === undefined || since === null || this.#follower.isNear(since)) return null
    const { database, idBrand } = this.#open()
    return readSeen(database, {
      idBrand,
      since,
      viewer: seat.self,
      limit: MOST_REPLAYED + 1,
      window: REPLAY_WINDOW,
    })
  }

  async #seat(
    socket: WebSocket,
    { seat, since }: Arrival,
    far: Awaited<ReturnType<typeof readSeen>>,
  ): Promise<boolean> {
    const isTooFar =
      far !== null && (far.rows.length > MOST_REPLAYED || far.end.idEvent < far.newest.idEvent)
    const from = far === null ? since : far.end
    const near =
      from === undefined ? [] : from === null || isTooFar ? null : await this.#follower.behind(from)
    await this.rooms.prepare(near ?? [])
    // Again, for it may have changed: what has been told by now is known, and what is told later will find it seated.
    const standing = seat.self === null ? null : await this.#people.find(seat.self)
    if (seat.self !== null && standing === null) return false
    if (socket.readyState !== WebSocket.OPEN) return true
    const { position } = this.#follower
    const now = Date.now()
    const cursor = encodeCursor(near === null ? position : (since ?? position))
    const type = near === null ? 'reset' : 'ready'
    const ready = { type, cursor, bookmark: this.#bookmark }
    const placed = { ...seat, isMember: isMember(standing), seen: position }
    this.#seats.add(socket, placed)
    if (!this.#seats.send(socket, placed, JSON.stringify(ready), now) || near === null) return true
    const missed = [
      ...(far?.rows ?? []).map((row) => entryOf({ ...row, purgedBy: null }, now)),
      ...near.filter(({ audience }) => hears(placed, audience, this.rooms)),
    ]
    for (const entry of missed) {
      if (!this.#send(socket, placed, entry, now)) break
    }
    return true
  }
}
