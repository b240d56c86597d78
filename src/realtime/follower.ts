// Follows the log of a brand: in its order, without a hole. What was announced is taken from there, the rest is read.
import { isSame, type Position, START } from '../domain/events/cursor.ts'
import type { Entry } from './entry.ts'

/** Newest events that are kept, so that many who come back at once need not ask the database. */
const KEPT = 1000

/** Characters of JSON that they may have. */
const KEPT_SIZE = 4_000_000

/** Events that are read at once. */
const PAGE = 250

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
  #position: Position | null
  /** The newest events without a hole, up to the position. */
  #kept: Entry[] = []
  readonly #ahead = new Map<number, Entry | null>()
  #waitsSince: number | null = null
  #isPatient = false
  #work: Promise<unknown> = Promise.resolve()
  /** After a sleep something may have been missed. */
  #isUpToDate = false

  constructor(listener: Listener, position: Position | null) {
    this.#listener = listener
    this.#position = position
  }

  get position(): Position {
    return this.#position ?? START
  }

  /** Does one thing after the other: what is told does not overtake what is being prepared. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#work.then(work)
    this.#work = result.catch(() => undefined)
    return result
  }

  /** Nobody listens any more. */
  forget(): void {
    this.#position = null
    this.#kept = []
    this.#ahead.clear()
    this.#isUpToDate = false
  }

  /** Takes what was announced; null stands for an event that has to be read. */
  async receive(announced: readonly (readonly [Position, Entry | null])[]): Promise<void> {
    const position = this.#position
    let isStrange = announced.length === 0
    for (const [one, entry] of announced) {
      // Where the log ends may be being asked for: what is announced meanwhile may be behind that.
      if (position === null || one.idEvent > position.idEvent) this.#ahead.set(one.idEvent, entry)
      else isStrange ||= !this.#isKnown(one)
    }
    await this.inTurn(async () => {
      if (this.#position === null) return
      await (isStrange ? this.heal() : this.#advance())
    })
  }

  #isKnown(one: Position): boolean {
    if (isSame(one, this.position)) return true
    return this.#kept.some((entry) => entry.isAt(one))
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
    if (entries.length === 0) return
    await this.#listener.prepare(entries)
    for (const entry of entries) {
      if (changesEarlier(entry)) this.#kept = []
      this.#kept.push(entry)
      this.#trim()
      this.#ahead.delete(entry.idEvent)
      this.#position = { idEvent: entry.idEvent, insertedAt: entry.insertedAt }
      this.#listener.tell(entry)
    }
  }

  /** Reads the log from the position on; of one who begins, where it ends. */
  async heal(): Promise<void> {
    const asked = new Set(this.#ahead.keys())
    for (;;) {
      const first = this.position.idEvent + 1
      const last = this.#position === null ? 0 : first + PAGE - 1
      const { entries, positions } = await this.#listener.read(first, last)
      const newest = positions.at(-1) ?? START
      if (this.#position === null) this.#position = newest
      else if (!this.#goesOn(entries, positions)) return this.#restart(newest)
      await this.#tell(entries)
      this.#isUpToDate = true
      const healed = entries.filter(({ idEvent }) => !asked.has(idEvent)).length
      if (healed > 0) this.#listener.onHealed(healed)
      if (this.position.idEvent >= newest.idEvent) break
    }
    for (const id of this.#ahead.keys()) {
      if (asked.has(id) || id <= this.position.idEvent) this.#ahead.delete(id)
    }
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
    this.#position = newest
    this.#kept = []
    this.#ahead.clear()
    this.#waitsSince = null
    this.#listener.restart(newest)
  }

  /** Finds where the log ends, unless that is known. Call it in turn. */
  async start(): Promise<void> {
    if (this.#isUpToDate && this.#position !== null) return
    await this.heal()
  }

  /** Whether a position is so near that `behind` can answer it. */
  isNear({ idEvent }: Position): boolean {
    return this.position.idEvent - idEvent <= KEPT
  }

  /** The events behind a position that is near; null when the log has no such position. Call it in turn. */
  async behind(since: Position): Promise<readonly Entry[] | null> {
    if (since.idEvent > this.position.idEvent) await this.heal()
    if (since.idEvent >= this.position.idEvent) return isSame(since, this.position) ? [] : null
    if (!this.isNear(since)) return null
    const wanted = Math.max(1, since.idEvent)
    const start = this.#kept[0]?.idEvent ?? this.position.idEvent + 1
    if (wanted < start && !(await this.#keepFrom(wanted, start))) return null
    const index = this.#kept.findIndex((entry) => entry.idEvent === wanted)
    if (index < 0) return null
    if (isSame(since, START)) return this.#kept.slice(index)
    return this.#kept[index]!.isAt(since) ? this.#kept.slice(index + 1) : null
  }

  /** Reads what comes before what is kept; answers whether it fits. */
  async #keepFrom(wanted: number, start: number): Promise<boolean> {
    for (let last = start - 1; last >= wanted; last -= PAGE) {
      const first = Math.max(1, last - PAGE + 1)
      const { entries } = await this.#listener.read(first, last)
      if (entries.length !== last - first + 1) return false
      this.#kept = [...entries, ...this.#kept]
      if (this.#sizeOfKept() > KEPT_SIZE) return false
    }
    return true
  }

  #sizeOfKept(): number {
    return this.#kept.reduce((sum, { size }) => sum + size, 0)
  }

  #trim(): void {
    let size = this.#sizeOfKept()
    while (this.#kept.length > KEPT || size > KEPT_SIZE) size -= this.#kept.shift()?.size ?? size
  }
}
