// The rules of the waiting list. Each verb is one batch.
import { canActFor } from '../contract/actor.ts'
import { findNameable } from '../domain/chat-topics/queries.ts'
import { topicErrors } from '../domain/chat-topics/naming.ts'
import type { ServiceContext } from '../domain/context.ts'
import { conflict, forbidden, invalid, invalidFields, notFound } from '../contract/failure.ts'
import { ownKeysOf, requireSame } from '../domain/access/idempotency.ts'
import type { EntryRow } from '../domain/waiting-list/present.ts'
import * as queries from './queries.ts'
import type { JoinWaitingList, WaitingQuery } from './schema.ts'
import * as taking from './take-queries.ts'

/** The newest 1,000 entries, oldest first: all of the brand's for its members, its own for an external ambassador. */
export const listEntries = async (
  { actor, database, idBrand }: ServiceContext,
  query: WaitingQuery,
): Promise<readonly EntryRow[]> => {
  const filter = { ...query, idBrand }
  if (actor.self === null) {
    const { entries } = await database.batch({ entries: queries.listEntries(filter) })
    return entries.toReversed()
  }
  const { all, own } = await database.batch({
    all: queries.listEntriesForMember(filter, actor.self),
    own: queries.listEntriesOfUser(filter, actor.self),
  })
  return (all.length > 0 ? all : own).toReversed()
}

/**
 * Puts an external ambassador on the list, or answers the open entry that it has for the topic; with an idempotency key a
 * repeat answers the first entry, also when it has been taken. Throws 403 for a token of somebody else, 422 for whom is not an
 * available external ambassador, what is no topic of the brand once it has any, or a key that came with something else, 409 for one who waits for too many topics by itself.
 */
export const joinWaitingList = async (
  { announce, actor, database, idBrand, now }: ServiceContext,
  asked: JoinWaitingList,
  idempotencyKey: string | undefined,
): Promise<{ entry: EntryRow; isNew: boolean }> => {
  if (!canActFor(actor, asked.idUser)) {
    throw forbidden('The token may only put its own ambassador on the waiting list.')
  }
  const keys = await ownKeysOf(actor, idempotencyKey, asked)
  const {
    inserted,
    created,
    keyed: [keyed],
    open: [open],
    users: [user],
    topics,
  } = await database.batch({
    inserted: queries.insertEntry({
      ...asked,
      ...keys,
      isOwn: actor.self !== null,
      idBrand,
      now,
    }),
    created: queries.appendCreated({ ...asked, idBrand, now }),
    keyed: queries.findByRequestKey({ ...keys, idBrand }),
    open: queries.findOpen({ ...asked, idBrand }),
    users: queries.findExternal({ ...asked, idBrand }),
    topics: findNameable({ ...asked, idBrand }),
  })
  if (keyed !== undefined) {
    requireSame(keyed, keys)
    created.forEach(announce)
    return { entry: keyed, isNew: inserted.length === 1 }
  }
  const errors = {
    ...(user === undefined && {
      id_user: ['id_user is not an available external ambassador of this brand.'],
    }),
    ...topicErrors('id_chat_topic', topics),
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
  if (open === undefined) {
    throw conflict(`The user has ${queries.MOST_OWN} open entries. Wait until one has been taken.`)
  }
  return { entry: open, isNew: false }
}

/**
 * Hands an entry over to a member and opens the room of both; a repeat by the same member answers the entry again.
 * Throws 403 for a token of somebody else, 404 for an entry that the caller may not see, 422 for a taker who is not an available
 * member, 409 when somebody else has taken the entry or its user is not available any more.
 */
export const takeEntry = async (
  { announce, actor, database, idBrand, now }: ServiceContext,
  idWaiting: number,
  idAmbassador: number,
): Promise<EntryRow> => {
  if (!canActFor(actor, idAmbassador)) {
    throw forbidden('The token may only take entries for its own ambassador.')
  }
  const values = { idBrand, idWaiting, idAmbassador }
  const {
    opened,
    handled,
    entries: [entry],
  } = await database.batch({
    inserted: taking.insertTakenRoom({ ...values, now }),
    opened: taking.appendRoom({ ...values, now }),
    joined: taking.insertTakenPivots(values),
    closed: taking.closeEntry({ ...values, now }),
    handled: taking.appendHandled({ ...values, now }),
    entries: taking.findTakenEntry({ ...values, viewer: actor.self }),
  })
  for (const event of [...opened, ...handled]) announce(event)
  if (entry === undefined) throw notFound()
  const isHandled = entry.handledAt !== null
  if (isHandled && entry.idAmbassador === idAmbassador) return entry
  if (!entry.isTakerMember) {
    throw invalidFields(['id_ambassador'], 'is not an available member of this brand')
  }
  if (isHandled) throw conflict('The entry has been handled by another ambassador.')
  if (!entry.isUserExternal) throw conflict('The user of the entry is not available any more.')
  throw new Error('an open entry was not taken')
}
