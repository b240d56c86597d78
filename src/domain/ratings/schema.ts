// The wire shape of a rating.
import * as z from 'zod/mini'
import { DateTime, Id, integer } from '../../contract/fields.ts'

export const RatingValue = integer(0, 5)

export const Rating = z
  .object({
    id_rating: Id,
    date_insert: DateTime,
    date_update: DateTime,
    date_delete: z.nullable(DateTime),
    value: z.nullable(RatingValue),
    content: z.nullable(z.string()),
    id_user_rater: Id,
    id_user_rated: Id,
  })
  .register(z.globalRegistry, { id: 'Rating' })

export type Rating = z.infer<typeof Rating>
