// The wire shapes of summaries.
import * as z from 'zod/mini'
import { filled, Int32, Text } from '../contract/fields.ts'

export const WriteSummary = z.pipe(
  z
    .object({
      summary: filled(Text),
      anomaly: z.nullish(Int32),
      topic: z.nullish(Int32),
    })
    .register(z.globalRegistry, { id: 'WriteSummary' }),
  z.transform(({ summary, anomaly, topic }) => ({
    summary,
    anomaly: anomaly ?? null,
    topic: topic ?? null,
  })),
)

export type WriteSummary = z.output<typeof WriteSummary>
