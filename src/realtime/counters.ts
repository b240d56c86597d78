// What a hub has done, for whoever runs it.

import type { Position } from '../events/cursor.ts'

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
  /** Round trips that marked who is present: at most one a second, however many come. */
  marks: number
}

/** What a hub tells of itself: its counters, and up to where it has told the log; null while nobody listens. */
export interface HubState extends Counters {
  readonly position: Position | null
}

export const nothingCounted = (): Counters => ({
  sockets: 0,
  delivered: 0,
  healed: 0,
  dropped: 0,
  longestGap: 0,
  reads: 0,
  marks: 0,
})

/** Both together. Sockets are not added up: they are those that are open. */
export const added = (before: Counters, since: Counters): Counters => ({
  sockets: since.sockets,
  delivered: before.delivered + since.delivered,
  healed: before.healed + since.healed,
  dropped: before.dropped + since.dropped,
  longestGap: Math.max(before.longestGap, since.longestGap),
  reads: before.reads + since.reads,
  marks: before.marks + since.marks,
})
