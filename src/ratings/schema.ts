// The wire shapes of ratings.
import * as z from 'zod'
import { DateTime, Id, IdText, integer, Text } from '../contract/fields.ts'

export const Rating = z
  .object({
    id_rating: Id,
    date_insert: DateTime,
    date_update: DateTime,
    date_delete: DateTime.nullable(),
    value: integer(0, 5).nullable().meta({ description: 'Null until the rater has answered.' }),
    content: z.string().nullable(),
    id_user_rater: Id,
    id_user_rated: Id,
  })
  .meta({ id: 'Rating' })

export type Rating = z.infer<typeof Rating>

export const RatingPath = z.object({
  rating: IdText.meta({ description: 'The id of the rating.' }),
})

export const GiveRating = z
  .object({
    value: integer(0, 5),
    content: Text.nullish().meta({ description: 'A comment; the one given before when absent.' }),
  })
  .meta({ id: 'GiveRating' })
  .transform(({ value, content }) => ({ value, content: content ?? null }))

export type GiveRating = z.output<typeof GiveRating>
