// Rating rows to the wire.
import type { RatingRow } from '../../db/conversation-schema.ts'
import { dateTime } from '../../contract/fields.ts'
import type { Rating } from './schema.ts'

/** What the presenter takes. */
export type ShownRatingRow = RatingRow

export const presentRating = (row: RatingRow): Rating => ({
  id_rating: row.idRating,
  date_insert: dateTime(row.insertedAt),
  date_update: dateTime(row.updatedAt),
  date_delete: dateTime(row.deletedAt),
  value: row.value,
  content: row.content,
  id_user_rater: row.idRater,
  id_user_rated: row.idRated,
})
