// Follows the log of a brand: in its order, without a hole. What was announced is taken from there, the rest is read.
import { isSame, type Position, START } from '../domain/events/cursor.ts'
import type { Entry } from './entry.ts'
import { inSlices } from './rooms.ts'
import { serialQueue } from './serial-queue.ts'

/** Newest events that are kept, so that many who come back at once need not ask the database. */
const KEPT = 1000

/** Characters of JSON that they may have. */
const KEPT_SIZE = 4_000_000

/** Events that are read at once. */
export const PAGE = 250

/** Milliseconds for which a hole is waited for. */
const PATIENCE = 100

export interface Listener {
  /** The events from `first` to `last`, oldest first, with the positions of the newest and of `first - 1`. */
  read(
    first: number,
    last: number,
  ): Promise<{ readonly entries: readonly Entry[]; readonly positions: readonly Position[] }>
  /** Before `tell`: what must be asked for is asked for here. */
  prepare(entries: readonly Entry[]): Promise<void>
  /** The next event. */
  tell(entry: Entry): void
  /** The log is another one: the database has been restored. */
  restart(newest: Position): void
  /** Events that were read and not announced. */
  onHealed(count: number): void
  /** For how many milliseconds an event had to wait for an earlier one. */
  onWaited(milliseconds: number): void
}

/** What is new changes nothing that was told before, and what has been read is told by that event alone. */
const CHANGES_NOTHING = new Set([
  'message.created',
  'chatroom.created',
  'chatroom.read',
  'waiting.created',
])

/** Whether what earlier events carry is out of date once this one has happened. */
const changesEarlier = ({ event }: Entry): boolean => !CHANGES_NOTHING.has(event?.type ?? '')

export class Follower {
  readonly #listener: Listener
  /** Where what is kept begins; null when it is not known where the log ends. */
  #before: Position | null
  /** The newest events without a hole. */
  #kept: Entry[] = []
  /** Whether more of what comes before would be too much. */
  #isFull = false
  readonly #ahead = new Map<number, Entry | null>()
  #waitsSince: number | null = null
  #isPatient = false
  /** After a sleep something may have been missed. */
  #isUpToDate = false
  /** What is told does not overtake what is being prepared. */
  readonly inTurn = serialQueue()

  constructor(listener: Listener, position: Position | null) {
    this.#listener = listener
    this.#before = position
  }

  /** Up to where the log has been told. */
  get position(): Position {
    const { idEvent, insertedAt } = this.#kept.at(-1) ?? this.#start
    return { idEvent, insertedAt }
  }

  #keepFrom(position: Position | null): void {
    this.#before = position
    this.#kept = []
    this.#isFull = false
  }

  /** Nobody listens any more. */
  forget(): void {
    this.#keepFrom(null)
    this.#ahead.clear()
    this.#isUpToDate = false
  }

  /** Takes what was announced; null stands for an event that has to be read. */
  async receive(announced: readonly (readonly [Position, Entry | null])[]): Promise<void> {
    let isStrange = announced.length === 0
    for (const [one, entry] of announced) {
      // Where the log ends may be being asked for: what is announced meanwhile may be behind that.
      if (this.#before === null || one.idEvent > this.position.idEvent) {
        this.#ahead.set(one.idEvent, entry)
      } else isStrange ||= this.known(one) === null
    }
    await this.inTurn(async () => {
      if (this.#before === null) return
      await (isStrange ? this.heal() : this.#advance())
    })
  }

  async #advance(): Promise<void> {
    const next: Entry[] = []
    for (let id = this.position.idEvent + 1; ; id += 1) {
      const entry = this.#ahead.get(id)
      if (entry === undefined || entry === null) break
      next.push(entry)
    }
    await this.#tell(next)
    if (this.#ahead.size === 0) this.#endWait()
    else if (this.#ahead.has(this.position.idEvent + 1)) await this.heal()
    else this.#wait()
  }

  #wait(): void {
    this.#waitsSince ??= Date.now()
    if (this.#isPatient) return
    this.#isPatient = true
    setTimeout(() => {
      this.#isPatient = false
      this.inTurn(async () => {
        if (this.#waitsSince !== null) await this.heal()
      }).catch(() => undefined)
    }, PATIENCE)
  }

  #endWait(): void {
    if (this.#waitsSince !== null) this.#listener.onWaited(Date.now() - this.#waitsSince)
    this.#waitsSince = null
  }

  async #tell(entries: readonly Entry[]): Promise<void> {
    for (const some of inSlices(entries)) {
      await this.#listener.prepare(some)
      // Everybody has left meanwhile: who comes next begins where the log ends.
      if (this.#before === null) return
      for (const entry of some) {
        if (changesEarlier(entry)) this.#keepFrom(this.position)
        this.#kept.push(entry)
        this.#trim()
        this.#ahead.delete(entry.idEvent)
        this.#listener.tell(entry)
      }
    }
  }

  /** Reads the log from the position on; of one who begins, where it ends. */
  async heal(): Promise<void> {
    const asked = new Set(this.#ahead.keys())
    for (;;) {
      const first = this.position.idEvent + 1
      const last = this.#before === null ? 0 : first + PAGE - 1
      const { entries, positions } = await this.#listener.read(first, last)
      const newest = positions.at(-1) ?? START
      if (this.#before === null) this.#keepFrom(newest)
      else if (!this.#goesOn(entries, positions)) return this.#restart(newest)
      else await this.#tell(entries)
      const healed = entries.filter(({ idEvent }) => !asked.has(idEvent)).length
      if (healed > 0) this.#listener.onHealed(healed)
      if (this.position.idEvent >= newest.idEvent) break
    }
    for (const id of this.#ahead.keys()) {
      if (asked.has(id) || id <= this.position.idEvent) this.#ahead.delete(id)
    }
    this.#isUpToDate = true
    this.#endWait()
    // What has been announced since the log was read.
    if (this.#ahead.size > 0) await this.#advance()
  }

  /** Whether what was read from the position on is of the log that has been told so far. */
  #goesOn(entries: readonly Entry[], positions: readonly Position[]): boolean {
    const isThere =
      isSame(this.position, START) || positions.some((one) => isSame(one, this.position))
    const newest = positions.at(-1) ?? START
    return isThere && (entries.length > 0 || newest.idEvent <= this.position.idEvent)
  }

  #restart(newest: Position): void {
    this.#keepFrom(newest)
    this.#ahead.clear()
    this.#waitsSince = null
    this.#listener.restart(newest)
  }

  /** Finds where the log ends, unless that is known. Call it in turn. */
  async start(): Promise<void> {
    if (!this.#isUpToDate) await this.heal()
  }

  get #start(): Position {
    return this.#before ?? START
  }

  /** Whether all that has been told behind a place in the log is kept. */
  holds({ idEvent }: Position): boolean {
    return idEvent >= this.#start.idEvent
  }

  /** The events that are kept behind a position; null when the log has no such position, or it is not kept. */
  known(since: Position): readonly Entry[] | null {
    const index = [this.#start, ...this.#kept].findIndex((one) => isSame(one, since))
    return index < 0 ? null : this.#kept.slice(index)
  }

  /** The same. Who is ahead may know of what was not announced. Call it in turn. */
  async behind(since: Position): Promise<readonly Entry[] | null> {
    if (since.idEvent > this.position.idEvent) await this.heal()
    return this.known(since)
  }

  /** Reads what comes before what is kept, as far back as to `since` and as it fits. */
  async reach(since: Position): Promise<void> {
    while (!this.holds(since) && !this.#isFull && this.position.idEvent - since.idEvent <= KEPT) {
      const before = this.#start
      const first = Math.max(1, before.idEvent - PAGE + 1)
      const { entries, positions } = await this.#listener.read(first, before.idEvent)
      // Something may have happened meanwhile that changes what they carry.
      if (this.#start !== before || !isSame(entries.at(-1) ?? START, before)) return
      this.#kept.unshift(...entries)
      this.#before = positions.find(({ idEvent }) => idEvent < first) ?? START
      this.#trim()
    }
  }

  #trim(): void {
    let size = this.#kept.reduce((sum, entry) => sum + entry.size, 0)
    while (this.#kept.length > KEPT || size > KEPT_SIZE) {
      const oldest = this.#kept.shift()!
      size -= oldest.size
      this.#before = oldest
      this.#isFull = true
    }
  }
}
