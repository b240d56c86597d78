// The wire shapes of summaries.
import * as z from 'zod'
import { DateTime, filled, Id, INT32_MAX, integer, Text } from '../contract/fields.ts'

const int32 = integer(-INT32_MAX - 1, INT32_MAX)

export const Summary = z
  .object({
    id_summary: Id,
    date_insert: DateTime,
    summary: z.string(),
    anomaly: int32.nullable(),
    topic: int32.nullable(),
  })
  .meta({ id: 'Summary' })

export type Summary = z.infer<typeof Summary>

export const WriteSummary = z
  .object({
    summary: filled(Text),
    anomaly: int32.nullish(),
    topic: int32.nullish(),
  })
  .meta({ id: 'WriteSummary' })
  .transform(({ summary, anomaly, topic }) => ({
    summary,
    anomaly: anomaly ?? null,
    topic: topic ?? null,
  }))

export type WriteSummary = z.output<typeof WriteSummary>
