// The rules of ratings. Each verb is one batch.
import { canActFor } from '../contract/actor.ts'
import type { ServiceContext } from '../domain/context.ts'
import { forbidden, notFound, roomBlocked } from '../contract/failure.ts'
import type { ShownRatingRow } from '../domain/ratings/present.ts'
import * as queries from '../domain/ratings/queries.ts'
import type { GiveRating } from './schema.ts'
import * as writing from './write-queries.ts'

/**
 * Gives a rating its value, or changes it. Throws 404 when the caller neither gives nor gets it, 403 when it only gets it, or when
 * a `chat:self` caller comments in a blocked room.
 */
export const giveRating = async (
  { announce, actor, database, idBrand, now }: ServiceContext,
  idRating: number,
  given: GiveRating,
): Promise<ShownRatingRow> => {
  const rating = { idBrand, idRating, viewer: actor.self }
  const {
    updated,
    changed,
    found: [found],
  } = await database.batch({
    updated: writing.appendUpdated({ ...rating, ...given, now }),
    changed: writing.giveRating({ ...rating, ...given, now }),
    found: queries.findRating(rating),
  })
  if (found === undefined) throw notFound()
  if (!canActFor(actor, found.idRater)) {
    throw forbidden('A rating may only be given by its rater.')
  }
  if (changed.length === 0) throw roomBlocked()
  updated.forEach(announce)
  return found
}
