// The rules of ratings. Each verb is one batch.
import { canActFor } from '../auth/caller.ts'
import type { ServiceContext } from '../env.ts'
import { type FieldErrors, forbidden, invalid, notFound } from '../failure.ts'
import { keysOf, requireSame } from '../idempotency.ts'
import * as posting from '../messages/post-queries.ts'
import type { AuthoredMessageRow } from '../messages/present.ts'
import { noteNewMessage, postedMessage, roomBlocked } from '../messages/service.ts'
import type { ShownRatingRow } from './present.ts'
import * as queries from './queries.ts'
import type { GiveRating, RequestRating } from './schema.ts'
import * as writing from './write-queries.ts'

/** `type_message` of a request to rate. */
const RATING = 2

const unavailable = (isMember: Record<string, boolean>): FieldErrors =>
  Object.fromEntries(
    Object.entries(isMember).flatMap(([field, isAvailable]) =>
      isAvailable ? [] : [[field, [`${field} is not an available member of this room.`]]],
    ),
  )

/**
 * Asks a member of a room to rate another one: a message of the caller's own ambassador, or of the rated one
 * for a token of the whole brand. With an idempotency key a repeat answers the first message.
 * Throws 403 for a token of somebody else or a blocked room, 404 for a room that the caller may not see, 422 for whom is not in
 * the room or a key that came with something else.
 */
export const requestRating = async (
  { caller, database, idBrand, now }: ServiceContext,
  idChatroom: number,
  { idRater, idRated }: RequestRating,
  idempotencyKey: string | undefined,
): Promise<{ message: AuthoredMessageRow; isNew: boolean }> => {
  if (!canActFor(caller, idRater) && !canActFor(caller, idRated)) {
    throw forbidden('The token may only ask for ratings that its own ambassador gives or gets.')
  }
  const isByRater = caller.self === idRater
  const room = { idBrand, idChatroom }
  const author = isByRater
    ? { idAuthor: idRater, idOther: idRated }
    : { idAuthor: idRated, idOther: idRater }
  const message = { typeMessage: RATING, content: null }
  const keys = await keysOf(caller, idempotencyKey, [idChatroom, idRater, idRated])
  const send = keys.requestKey === null ? database.batchOnce : database.batch
  const [[state], [earlier], , inserted, , , , , found] = await send([
    posting.findPostingRoom({ ...room, ...author, viewer: caller.self }),
    posting.findByRequestKey({ idBrand, ...keys }),
    writing.insertRating({ ...room, ...keys, idRater, idRated, now }),
    posting.insertRatingMessage({ ...room, ...author, ...message, ...keys, now }),
    ...noteNewMessage(room),
    posting.findPosted({ idBrand, ...keys }),
  ])
  if (state === undefined) throw notFound()
  if (earlier !== undefined) {
    requireSame(earlier, keys)
    return { message: postedMessage([earlier], found), isNew: false }
  }
  const [isRater, isRated] = isByRater
    ? [state.isAuthorMember, state.isOtherMember]
    : [state.isOtherMember, state.isAuthorMember]
  const errors = unavailable({ id_user_rater: isRater === 1, id_user_rated: isRated === 1 })
  if (Object.keys(errors).length > 0) throw invalid(errors)
  if (state.isBlocked === 1) throw roomBlocked()
  return { message: postedMessage(inserted, found), isNew: true }
}

/**
 * Gives a rating its value, or changes it. Throws 404 when the caller neither gives nor gets it, 403 when it only gets it, or when
 * a `chat:self` caller comments in a blocked room.
 */
export const giveRating = async (
  { caller, database, idBrand, now }: ServiceContext,
  idRating: number,
  given: GiveRating,
): Promise<ShownRatingRow> => {
  const rating = { idBrand, idRating, viewer: caller.self }
  const {
    changed,
    found: [found],
  } = await database.batch({
    changed: writing.giveRating({ ...rating, ...given, now }),
    noted: writing.noteNewestRating(rating),
    found: queries.findRating(rating),
  })
  if (found === undefined) throw notFound()
  if (!canActFor(caller, found.idRater)) {
    throw forbidden('A rating may only be given by its rater.')
  }
  if (changed.length === 0) throw roomBlocked()
  return found
}
