// The wire shapes of ratings.
import * as z from 'zod/mini'
import { DateTime, Id, IdText, integer, Text } from '../contract/fields.ts'

export const Rating = z
  .object({
    id_rating: Id,
    date_insert: DateTime,
    date_update: DateTime,
    date_delete: z.nullable(DateTime),
    value: z.nullable(integer(0, 5)),
    content: z.nullable(z.string()),
    id_user_rater: Id,
    id_user_rated: Id,
  })
  .register(z.globalRegistry, { id: 'Rating' })

export type Rating = z.infer<typeof Rating>

export const RatingPath = z.object({
  rating: IdText,
})

export const GiveRating = z.pipe(
  z
    .object({
      value: integer(0, 5),
      content: z.nullish(Text),
    })
    .register(z.globalRegistry, { id: 'GiveRating' }),
  z.transform(({ value, content }) => ({ value, content: content ?? null })),
)

export type GiveRating = z.output<typeof GiveRating>
