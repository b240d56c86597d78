// The wire shapes of ratings.
import * as z from 'zod/mini'
import { IdText, integer, Text } from '../contract/fields.ts'

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
