// What somebody has missed who comes back, as far as the hub has not kept it: read from the log as it sees it, in pages.
import type { Database } from '../db/client.ts'
import type { Position } from '../domain/events/cursor.ts'
import { type LoggedRow, readAfter } from '../domain/events/log-service.ts'
import { type Follower, PAGE } from './follower.ts'

/** Events that a socket is sent when it comes back; for more, loading the lists is less. */
export const MOST_REPLAYED = 1000

/** Rows of the log that are looked through for them. */
const REPLAY_WINDOW = 10_000

export interface Missed {
  readonly rows: LoggedRow[]
  /** What lies behind it the hub knows; null when the log has no such place, or too much lies behind it. */
  end: Position | null
}

/** Goes on with what has been missed until the hub knows the rest. */
export const readMissed = async (
  missed: Missed,
  viewer: { readonly idBrand: number; readonly viewer: number | null },
  follower: Follower,
  database: Database,
): Promise<void> => {
  while (missed.end !== null) {
    const since = missed.end
    await follower.reach(since)
    if (follower.holds(since)) return
    const isTooFar =
      missed.rows.length > MOST_REPLAYED ||
      follower.position.idEvent - since.idEvent > REPLAY_WINDOW
    const wanted = { ...viewer, since, limit: PAGE, window: REPLAY_WINDOW }
    const page = isTooFar ? null : await readAfter(database, wanted)
    missed.rows.push(...(page?.rows ?? []))
    missed.end = page?.end ?? null
  }
}
