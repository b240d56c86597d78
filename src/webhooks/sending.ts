// Sends events in lanes: one after the other in a lane, lanes side by side.
import type { Event } from '../domain/events/schema.ts'
import { isAccepted, type Outcome } from './post.ts'
import type { Item } from './deliveries.ts'

/** Requests to one endpoint at the same time. */
export const PARALLEL = 6

/** Milliseconds after which nothing more is begun, and what is under way is left to itself. */
const PATIENCE = 5000

/** An event with what it tells, as it is now. */
export interface Filled extends Item {
  readonly event: Event
}

export interface Result {
  readonly item: Item
  readonly outcome: Outcome
}

interface Sending {
  /** The events of each lane, in order. */
  readonly lanes: ReadonlyMap<string, readonly Filled[]>
  readonly parallel: number
  readonly send: (item: Filled) => Promise<Outcome>
  /** Whether to begin anything more, asked after each try. */
  readonly maySend: () => boolean
  /** What comes of what was left to itself. */
  readonly whenLate: (result: Result) => void
}

const within = async (milliseconds: number, work: Promise<unknown>): Promise<void> => {
  const over = Promise.withResolvers<void>()
  const timer = setTimeout(over.resolve, milliseconds)
  await Promise.race([work, over.promise])
  clearTimeout(timer)
}

/** Sends what there is while there is time; `busy` has the lanes in which an event is under way, also afterwards. */
export const sendAll = async (
  { lanes, parallel, send, maySend, whenLate }: Sending,
  busy: Set<string>,
): Promise<Result[]> => {
  const results: Result[] = []
  const waiting = [...lanes]
  let isStopped = false
  let isOver = false
  const runLane = async (lane: string, items: readonly Filled[]) => {
    for (const item of items) {
      const outcome = await send(item)
      if (isOver) {
        busy.delete(lane)
        return whenLate({ item, outcome })
      }
      results.push({ item, outcome })
      isStopped ||= !maySend()
      if (isStopped || !isAccepted(outcome)) return
    }
  }
  const run = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [lane, items] = next
      busy.add(lane)
      await runLane(lane, items).finally(() => busy.delete(lane))
      if (isStopped || isOver) return
    }
  }
  await within(PATIENCE, Promise.all(Array.from({ length: parallel }, run)))
  isOver = true
  return results
}
