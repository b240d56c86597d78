// What a hub has done, for whoever runs it.
import type { Usage } from '../db/client.ts'
import type { Position } from '../domain/events/cursor.ts'

/** What is counted. `longestGap` is in milliseconds: how long an event has waited for one before it that was not announced. */
export interface Counters {
  sockets: number
  delivered: number
  /** Events that were read from the log and not announced. */
  healed: number
  /** Sockets that the hub has closed. */
  dropped: number
  longestGap: number
  /** Round trips that read the log, and who is in which room. */
  reads: number
  /** Round trips that marked who is present, or looked who still is: at most one a second, however many come. */
  marks: number
}

/** What a hub tells of itself: its counters, and up to where it has told the log; null while nobody listens. */
export interface HubState extends Counters {
  readonly position: Position | null
}

const nothingCounted = (): Counters => ({
  sockets: 0,
  delivered: 0,
  healed: 0,
  dropped: 0,
  longestGap: 0,
  reads: 0,
  marks: 0,
})

/** Where the counters are kept. */
const COUNTERS = 'counters'

/** What is rare and tells of trouble. */
type Rare = 'healed' | 'dropped'

/** Counts what a hub does. What is rare is kept at once, the rest with each beat: a hub that sleeps forgets what is not kept. */
export class Tally {
  readonly #storage: DurableObjectStorage
  readonly #reading: Usage
  readonly #marking: Usage
  #before: Counters | null = null
  #since = nothingCounted()
  #isKeeping = false

  constructor(storage: DurableObjectStorage, reading: Usage, marking: Usage) {
    this.#storage = storage
    this.#reading = reading
    this.#marking = marking
  }

  addDelivered(): void {
    this.#since.delivered += 1
  }

  add(name: Rare, count = 1): void {
    this.#since[name] += count
    this.#keepNow()
  }

  /** Notes how long, in milliseconds, an event has waited for an earlier one. */
  noteGap(milliseconds: number): void {
    if (milliseconds <= this.#since.longestGap) return
    this.#since.longestGap = milliseconds
    this.#keepNow()
  }

  /** Once for many that are counted in the same breath. */
  #keepNow(): void {
    if (this.#isKeeping) return
    this.#isKeeping = true
    this.keep()
      .catch(() => undefined)
      .finally(() => (this.#isKeeping = false))
  }

  async keep(): Promise<void> {
    await this.#load()
    this.#before = this.#together(0)
    this.#since = nothingCounted()
    this.#reading.calls = 0
    this.#marking.calls = 0
    await this.#storage.put(COUNTERS, this.#before)
  }

  async #load(): Promise<void> {
    if (this.#before !== null) return
    const found = await this.#storage.get<Counters>(COUNTERS)
    this.#before ??= found ?? nothingCounted()
  }

  #together(sockets: number): Counters {
    const [before, since] = [this.#before ?? nothingCounted(), this.#since]
    return {
      sockets,
      delivered: before.delivered + since.delivered,
      healed: before.healed + since.healed,
      dropped: before.dropped + since.dropped,
      longestGap: Math.max(before.longestGap, since.longestGap),
      reads: before.reads + this.#reading.calls,
      marks: before.marks + this.#marking.calls,
    }
  }

  /** All since the storage of the hub began, with the sockets that are open. */
  async all(sockets: number): Promise<Counters> {
    await this.#load()
    return this.#together(sockets)
  }
}
