// The one place that appends messages to rooms, whoever writes them and for what.
import type { ServiceContext } from '../domain/context.ts'
import { invalid, notFound, roomBlocked } from '../contract/failure.ts'
import { type RequestKeys, requireSame } from '../domain/access/idempotency.ts'
import * as queries from './append-queries.ts'
import type { AuthoredMessageRow } from '../domain/messages/present.ts'

export interface NewMessage {
  readonly idChatroom: number
  readonly idAuthor: number
  /** Who must be in the room beside the author; the author again where nobody else must. */
  readonly idOther: number
  readonly typeMessage: number
  readonly content: string | null
}

export interface Posted {
  readonly message: AuthoredMessageRow
  readonly isNew: boolean
}

/** A 422 for each field of `members` that names somebody who is not in the room. */
const requireMembers = (
  members: Readonly<Record<string, number>>,
  available: ReadonlySet<number>,
): void => {
  const absent = Object.keys(members).filter((field) => !available.has(members[field]!))
  if (absent.length === 0) return
  throw invalid(
    Object.fromEntries(
      absent.map((field) => [field, [`${field} is not an available member of this room.`]]),
    ),
  )
}

/**
 * Appends a message to a room, and does what a room does about a new message. With an idempotency key a repeat answers the
 * first one. `members` are the fields of the request that name who must be in the room; `request` is the insertion of the rating
 * that the message is about, if it is about one.
 * Throws 404 for a room that the caller may not see, 422 for a non-member or a key that came with something else,
 * 403 for a blocked room.
 */
export const appendMessage = async (
  { announce, actor, database, idBrand, now }: ServiceContext,
  { idChatroom, ...message }: NewMessage,
  keys: RequestKeys,
  members: Readonly<Record<string, number>>,
  request?: ReturnType<typeof queries.insertRating>,
): Promise<Posted> => {
  const send = keys.requestKey === null ? database.batchOnce : database.batch
  const room = { idBrand, idChatroom }
  const {
    known: [known],
    requested: [rating = null] = [],
    inserted: [inserted],
    created: [created],
  } = await send({
    known: queries.findPosting({ ...room, ...message, ...keys, viewer: actor.self }),
    ...(request === undefined ? {} : { requested: request }),
    inserted: queries.insertMessage({ ...room, ...message, ...keys, now }),
    created: queries.appendCreated(room),
    moved: queries.updatePivots(room),
    updated: queries.updateRoom(room),
  })
  if (known === undefined) throw notFound()
  const { idEarlier, isAuthorMember, isOtherMember, isBlocked, ...earlier } = known
  if (idEarlier !== null) {
    requireSame(earlier, keys)
    return { message: earlier, isNew: false }
  }
  const available = new Set([
    ...(isAuthorMember ? [message.idAuthor] : []),
    ...(isOtherMember ? [message.idOther] : []),
  ])
  requireMembers(members, available)
  if (isBlocked) throw roomBlocked()
  if (inserted === undefined || created === undefined) {
    throw new Error('an accepted message was not written')
  }
  const posted = { ...earlier, ...message, ...inserted, idChatroom, rating }
  announce({ ...created, subject: { author: posted, message: posted, request: keys.request } })
  return { message: posted, isNew: true }
}
