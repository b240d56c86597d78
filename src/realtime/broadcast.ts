// Tells everybody at a hub what the log says and concerns them, from where each one wants to begin.
import { Active } from '../contract/codes.ts'
import type { Database } from '../db/client.ts'
import type { Audience } from '../domain/events/audience.ts'
import { encodeCursor, type Position } from '../domain/events/cursor.ts'
import { findPositions, listLog } from '../domain/events/queries.ts'
import { logSocket } from '../http/log.ts'
import type { Tally } from './counters.ts'
import { Entry, entryOf } from './entry.ts'
import { Follower } from './follower.ts'
import { hears } from './listener.ts'
import { type Missed, MOST_REPLAYED, readMissed } from './missed.ts'
import type { Notice } from './notice.ts'
import { isMember, People } from './people.ts'
import { inSlices, Rooms } from './rooms.ts'
import { BRAND, type Seat, type Seats } from './seats.ts'
import type { Talk } from './talk.ts'
import { serialQueue } from './serial-queue.ts'

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
  /** Those for whom the log must be read: what one of them has missed may take some megabytes. */
  readonly #atDoor = serialQueue()

  constructor(open: Open, seats: Seats, tally: Tally, talk: Talk) {
    this.#open = open
    this.#seats = seats
    this.#tally = tally
    this.#people = new People(open)
    this.rooms = new Rooms(open, talk)
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

  /** Sockets that are here or on their way. */
  get crowd(): number {
    return this.#seats.size + this.#arriving
  }

  /** What is known of people, rooms and the log is out of date when nobody has listened. */
  #forget(): void {
    this.#follower.forget()
    this.#people.forgetAll()
    this.rooms.forgetAll()
  }

  /** Takes what the Worker tells. */
  async receive({ events, bookmark }: Notice): Promise<void> {
    if (this.crowd === 0) return this.#forget()
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
    this.#apply(entry)
    let isSeen = false
    for (const [socket, seat] of this.#concernedBy(entry.audience)) {
      if (!this.#send(socket, seat, entry)) continue
      this.#seats.see(socket, seat, entry)
      isSeen = true
    }
    if (!isSeen) this.#seats.skip(entry)
  }

  /** What an event says of those who are here. */
  #apply(entry: Entry): void {
    const { event } = entry
    this.rooms.note(entry)
    if (event?.type !== 'ambassador.updated') return
    const { id_ambassador: id, active, anonymized, status } = event.data
    this.#people.forget(id)
    if (active < Active.notActivated || anonymized) this.shutOut([id])
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

  #isHidden({ self }: Pick<Seat, 'self'>, entry: Entry): boolean {
    return entry.isHiddenFrom(self) || (self !== null && this.rooms.hasPurged(self, entry))
  }

  /** Answers whether the socket still is there. */
  #send(socket: WebSocket, seat: Seat, entry: Entry): boolean {
    if (this.#isHidden(seat, entry)) return true
    const isSent = this.#seats.send(socket, seat, entry.frameFor(seat, this.#bookmark))
    if (isSent) this.#tally.addDelivered()
    return isSent
  }

  #restart(newest: Position): void {
    this.#people.forgetAll()
    this.rooms.forgetAll()
    const reset = { type: 'reset', cursor: encodeCursor(newest), bookmark: this.#bookmark }
    const frame = JSON.stringify(reset)
    for (const [socket, seat] of this.#seats) {
      if (this.#seats.send(socket, seat, frame)) this.#seats.see(socket, seat, newest)
    }
  }

  #onHealed(count: number): void {
    this.#tally.add('healed', count)
    logSocket({ event: 'healed', brand: this.#open().idBrand, count })
  }

  /** Whether somebody may listen, as far as is known before its turn. Many who come at once are looked up at once. */
  async isAdmitted({ seat: { self } }: Arrival): Promise<boolean> {
    if (this.crowd === 0) this.#forget()
    this.#arriving += 1
    try {
      return (await this.#people.find(self)) !== null
    } finally {
      this.#arriving -= 1
    }
  }

  /** Seats somebody who may listen, and tells it what it has missed. Answers false for one who may not. */
  async arrive(socket: WebSocket, arrival: Arrival): Promise<boolean> {
    this.#arriving += 1
    const missed: Missed = { rows: [], end: arrival.since ?? null }
    const come = () => this.#follower.inTurn(() => this.#seat(socket, arrival, missed))
    try {
      await this.#follower.inTurn(() => this.#follower.start())
      if (missed.end === null || this.#follower.holds(missed.end)) return await come()
      return await this.#atDoor(async () => {
        // What is read before its turn holds up nobody.
        await this.#catchUp(missed, arrival)
        return come()
      })
    } finally {
      this.#arriving -= 1
    }
  }

  /** Reads what the hub does not know of what has been missed. */
  #catchUp(missed: Missed, { seat }: Arrival): Promise<void> {
    const { database, idBrand } = this.#open()
    return readMissed(missed, { idBrand, viewer: seat.self }, this.#follower, database)
  }

  async #seat(socket: WebSocket, arrival: Arrival, missed: Missed): Promise<boolean> {
    const { seat, since } = arrival
    await this.#catchUp(missed, arrival)
    const end = since === undefined ? this.position : missed.end
    const behind = end && (await this.#follower.behind(end))
    const standing = await this.#people.find(seat.self)
    const placed = { ...seat, isMember: isMember(standing), seen: this.position }
    const now = Date.now()
    const all = behind ? missed.rows.map((row) => entryOf(row, now)) : []
    for (const some of inSlices(behind ?? [])) {
      await this.rooms.prepare(some)
      const heard = some.filter(({ audience }) => hears(placed, audience, this.rooms))
      all.push(...heard.filter((entry) => !this.#isHidden(placed, entry)))
    }
    // Again, for it may have changed: what has been told by now is known, and what is told later will find it seated.
    if ((await this.#people.find(seat.self)) === null) return false
    if (socket.readyState !== WebSocket.OPEN) return true
    const told = behind && all.length <= MOST_REPLAYED ? all : null
    const cursor = encodeCursor((told && since) ?? placed.seen)
    const type = told ? 'ready' : 'reset'
    this.#seats.add(socket, placed)
    this.#seats.send(socket, placed, JSON.stringify({ type, cursor, bookmark: this.#bookmark }))
    for (const entry of told ?? []) {
      if (!this.#send(socket, placed, entry)) break
    }
    return true
  }
}
