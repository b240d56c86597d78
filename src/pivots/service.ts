// The rules of an ambassador's place in a room. Each verb is one batch.
import { canActFor } from '../contract/actor.ts'
import type { ServiceContext } from '../domain/context.ts'
import { forbidden, invalidFields, notFound } from '../contract/failure.ts'
import type { AuthoredMessageRow } from '../domain/messages/present.ts'
import { findVisibleRoom } from '../domain/access/queries.ts'
import * as queries from './queries.ts'

/** Whose place in which room. */
export interface Place {
  readonly idChatroom: number
  readonly idAmbassador: number
}

const requireOwn = ({ actor }: ServiceContext, { idAmbassador }: Place): void => {
  if (!canActFor(actor, idAmbassador)) {
    throw forbidden('The token may only act for its own ambassador.')
  }
}

const set =
  <Value>(
    setColumn: (
      values: Place & { idBrand: number; value: Value },
    ) => ReturnType<typeof queries.setFlag>,
  ) =>
  async (context: ServiceContext, place: Place, value: Value): Promise<void> => {
    requireOwn(context, place)
    const { announce, database, idBrand, now } = context
    const where = { ...place, idBrand }
    const { found, updated } = await database.batch({
      found: queries.findPlace(where),
      set: setColumn({ ...where, value }),
      updated: queries.appendUpdated({ ...where, now }),
    })
    if (found.length === 0) throw notFound()
    updated.forEach(announce)
  }

/** Archives or unarchives a room for an ambassador. Throws 403 for another's, 404 for a room that it is not in. */
export const setArchived = set(queries.setArchived)

/** Blocks or unblocks a room for an ambassador. Throws 403 for another's, 404 for a room that it is not in. */
export const setBlocked = set(queries.setBlocked)

/** Flags a room for an ambassador: 1 to do, 2 done, null none. Throws 403 for another's, 404 for a room that it is not in. */
export const setFlag = set(queries.setFlag)

/**
 * Hides everything said so far in a room from one ambassador.
 * Throws 403 for another's, 404 for a room that the caller may not see, 422 for an ambassador who is not in it.
 */
export const purge = async (context: ServiceContext, place: Place): Promise<void> => {
  requireOwn(context, place)
  const { announce, actor, database, idBrand, now } = context
  const where = { ...place, idBrand }
  const { room, found, updated } = await database.batch({
    room: findVisibleRoom({ ...where, viewer: actor.self }),
    found: queries.findPlace(where),
    purged: queries.purge(where),
    updated: queries.appendUpdated({ ...where, now }),
  })
  if (room.length === 0) throw notFound()
  if (found.length === 0) {
    throw invalidFields(['id_ambassador'], 'is not a member of this room')
  }
  updated.forEach(announce)
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
  const { announce, database, idBrand, now } = context
  const where = { ...place, idBrand }
  const { found, read, newest } = await database.batch({
    found: queries.findPlace(where),
    marked: queries.markRead(where),
    read: queries.appendRead({ ...where, now }),
    newest: queries.findNewestSeen(where),
  })
  if (found.length === 0) throw notFound()
  read.forEach(announce)
  return newest[0] ?? null
}
