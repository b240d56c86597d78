// The wire shapes of ratings.
import * as z from 'zod/mini'
import { IdText, Text } from '../contract/fields.ts'
import { RatingValue } from '../domain/ratings/schema.ts'

export const RatingPath = z.object({
  rating: IdText,
})

export const GiveRating = z.pipe(
  z
    .object({
      value: RatingValue,
      content: z.nullish(Text),
    })
    .register(z.globalRegistry, { id: 'GiveRating' }),
  z.transform(({ value, content }) => ({ value, content: content ?? null })),
)

export type GiveRating = z.output<typeof GiveRating>
