// The rules of an ambassador's place in a room. Each verb is one batch.
import { canActFor } from '../auth/caller.ts'
import type { ServiceContext } from '../env.ts'
import { forbidden, invalid, notFound } from '../failure.ts'
import type { AuthoredMessageRow } from '../messages/present.ts'
import { findVisibleRoom } from '../chatrooms/visible-queries.ts'
import * as queries from './queries.ts'

/** Whose place in which room. */
export interface Place {
  readonly idChatroom: number
  readonly idAmbassador: number
}

type SetColumn = typeof queries.setArchived

const requireOwn = ({ caller }: ServiceContext, { idAmbassador }: Place): void => {
  if (!canActFor(caller, idAmbassador)) {
    throw forbidden('The token may only act for its own ambassador.')
  }
}

const set =
  (setColumn: SetColumn) =>
  async (context: ServiceContext, place: Place, value: number | null): Promise<void> => {
    requireOwn(context, place)
    const where = { ...place, idBrand: context.idBrand }
    const [[found]] = await context.database.batch([
      queries.findPlace(where),
      setColumn({ ...where, value }),
    ])
    if (found === undefined) throw notFound()
  }

/** Archives (1) or unarchives (0) a room for an ambassador. Throws 403 for another's, 404 for a room that it is not in. */
export const setArchived = set(queries.setArchived)

/** Blocks (1) or unblocks (0) a room for an ambassador. Throws 403 for another's, 404 for a room that it is not in. */
export const setBlocked = set(queries.setBlocked)

/** Flags a room for an ambassador: 1 to do, 2 done, null none. Throws 403 for another's, 404 for a room that it is not in. */
export const setFlag = set(queries.setFlag)

/**
 * Hides everything said so far in a room from one ambassador.
 * Throws 403 for another's, 404 for a room that the caller may not see, 422 for an ambassador who is not in it.
 */
export const purge = async (context: ServiceContext, place: Place): Promise<void> => {
  requireOwn(context, place)
  const { caller, database, idBrand } = context
  const where = { ...place, idBrand }
  const [[room], [found]] = await database.batch([
    findVisibleRoom({ ...where, viewer: caller.self }),
    queries.findPlace(where),
    queries.purge(where),
  ])
  if (room === undefined) throw notFound()
  if (found === undefined) {
    throw invalid({ id_ambassador: ['id_ambassador is not a member of this room.'] })
  }
}

/**
 * Marks all of a room as read; answers the last message, or null when there is none.
 * Throws 403 for another's place, 404 for a room that the ambassador is not in.
 */
export const markRead = async (
  context: ServiceContext,
  place: Place,
): Promise<AuthoredMessageRow | null> => {
  requireOwn(context, place)
  const where = { ...place, idBrand: context.idBrand }
  const [[found], , [message]] = await context.database.batch([
    queries.findPlace(where),
    queries.markRead(where),
    queries.findNewestSeen(where),
  ])
  if (found === undefined) throw notFound()
  return message ?? null
}
