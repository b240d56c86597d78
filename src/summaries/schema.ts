// The wire shapes of summaries.
import * as z from 'zod/mini'
import { DateTime, filled, Id, INT32_MAX, integer, Text } from '../contract/fields.ts'

const int32 = integer(-INT32_MAX - 1, INT32_MAX)

export const Summary = z
  .object({
    id_summary: Id,
    date_insert: DateTime,
    summary: z.string(),
    anomaly: z.nullable(int32),
    topic: z.nullable(int32),
  })
  .register(z.globalRegistry, { id: 'Summary' })

export type Summary = z.infer<typeof Summary>

export const WriteSummary = z.pipe(
  z
    .object({
      summary: filled(Text),
      anomaly: z.nullish(int32),
      topic: z.nullish(int32),
    })
    .register(z.globalRegistry, { id: 'WriteSummary' }),
  z.transform(({ summary, anomaly, topic }) => ({
    summary,
    anomaly: anomaly ?? null,
    topic: topic ?? null,
  })),
)

export type WriteSummary = z.output<typeof WriteSummary>
