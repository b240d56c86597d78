// The pull feed. One batch.
import { codeOf } from '../contract/event-types.ts'
import { gone } from '../contract/failure.ts'
import type { ServiceContext } from '../domain/context.ts'
import { findEnd, readAfter, type LogPage } from '../domain/events/log-service.ts'
import type { EventsQuery } from './schema.ts'

/** Rows of the log that one request looks through, whether or not they concern the caller. */
const WINDOW = 1000

/**
 * What comes after a cursor, as far as it concerns the caller; without a cursor nothing, and where the log ends. Throws 410 for a
 * cursor that the log does not have.
 */
export const listEvents = async (
  context: ServiceContext,
  { since, limit, types }: EventsQuery,
): Promise<LogPage> => {
  if (since === undefined || since === null) {
    const newest = await findEnd(context)
    // Only now: a caller who is shut out is told that, and nothing of its cursor.
    if (since === null) throw gone()
    return { rows: [], end: newest, newest }
  }
  const { actor, database, idBrand } = context
  const codes = types === null ? null : types.map(codeOf)
  const wanted = { idBrand, viewer: actor.self, since, limit, window: WINDOW, types: codes }
  const page = await readAfter(database, wanted)
  if (page === null) throw gone()
  return page
}
