// What there is to send, read in one batch.
import type { Database } from '../db/client.ts'
import { isSame, type Position, START } from '../domain/events/cursor.ts'
import * as queries from './log-queries.ts'
import type { Progress } from './progress.ts'
import { findWebhook } from './queries.ts'
import type { Item } from './deliveries.ts'

/**
 * The webhook, what the held events tell now, and at most `limit` events that come next in the log: from `start` up to `end`.
 * `isThere` tells whether the log has `start`: not if the database was restored.
 */
export const readLog = async (
  database: Database,
  { idBrand, idWebhook, position }: Progress,
  held: readonly Item[],
  limit: number,
) => {
  const id = { idBrand, idWebhook }
  const since = { ...id, since: position?.idEvent ?? null }
  const { found, edges, fresh, again } = await database.batch({
    found: findWebhook(id),
    edges: queries.findEdges(since),
    fresh: queries.listWanted({ ...since, limit }),
    again: queries.listAgain({ idBrand, ids: held.map((item) => item.idEvent) }),
  })
  const [webhook] = found
  const first = position?.idEvent ?? webhook?.firstEvent
  const start = position ?? edges.find((edge) => edge.idEvent === first) ?? START
  const last = start.idEvent + queries.WINDOW
  const { idEvent, insertedAt } =
    (fresh.length === limit ? fresh.at(-1) : edges.findLast((edge) => edge.idEvent <= last)) ??
    start
  return {
    webhook,
    fresh,
    again,
    start,
    // Kept by the object, and so without what the event tells.
    end: { idEvent, insertedAt },
    isThere: isSame(start, START) || edges.some((edge) => isSame(edge, start)),
    hasMore: idEvent < (edges.at(-1) ?? START).idEvent,
  }
}

/** Where to go on after the database was restored: what is younger than all that was read is new. */
export const findRestart = async (
  database: Database,
  idBrand: number,
  { insertedAt }: Position,
): Promise<Position> => {
  const { found } = await database.batch({ found: queries.findBefore({ idBrand, insertedAt }) })
  return found[0] ?? START
}
