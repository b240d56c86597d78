// The rules of ratings. Each verb is one batch.
import { canActFor } from '../auth/caller.ts'
import type { ServiceContext } from '../env.ts'
import { forbidden, notFound } from '../failure.ts'
import { keysOf } from '../idempotency.ts'
import { appendMessage, type Posted, roomBlocked } from '../messages/append-service.ts'
import { RATING } from '../messages/types.ts'
import type { ShownRatingRow } from './present.ts'
import * as queries from './queries.ts'
import type { GiveRating, RequestRating } from './schema.ts'
import * as writing from './write-queries.ts'

/**
 * Asks a member of a room to rate another one: a message of the caller's own ambassador, or of the rated one
 * for a token of the whole brand. With an idempotency key a repeat answers the first message.
 * Throws 403 for a token of somebody else or a blocked room, 404 for a room that the caller may not see, 422 for whom is not in
 * the room or a key that came with something else.
 */
export const requestRating = async (
  context: ServiceContext,
  idChatroom: number,
  { idRater, idRated }: RequestRating,
  idempotencyKey: string | undefined,
): Promise<Posted> => {
  const { caller, idBrand, now } = context
  if (!canActFor(caller, idRater) && !canActFor(caller, idRated)) {
    throw forbidden('The token may only ask for ratings that its own ambassador gives or gets.')
  }
  const [idAuthor, idOther] = caller.self === idRater ? [idRater, idRated] : [idRated, idRater]
  const keys = await keysOf(caller, idempotencyKey, [idChatroom, idRater, idRated])
  return appendMessage(
    context,
    { idChatroom, idAuthor, idOther, typeMessage: RATING, content: null },
    keys,
    { id_user_rater: idRater, id_user_rated: idRated },
    { rating: writing.insertRating({ ...keys, idBrand, idChatroom, idRater, idRated, now }) },
  )
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
    updated: writing.updateLastRating(rating),
    found: queries.findRating(rating),
  })
  if (found === undefined) throw notFound()
  if (!canActFor(caller, found.idRater)) {
    throw forbidden('A rating may only be given by its rater.')
  }
  if (changed.length === 0) throw roomBlocked()
  return found
}
