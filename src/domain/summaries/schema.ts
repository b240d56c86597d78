// The wire shapes of a summary.
import * as z from 'zod/mini'
import { DateTime, Id, Int32 } from '../../contract/fields.ts'

const written = {
  date_insert: DateTime,
  summary: z.string(),
  anomaly: z.nullable(Int32),
  topic: z.nullable(Int32),
}

/** As a room shows its newest one. */
export const LastSummary = z.object(written)

export type LastSummary = z.infer<typeof LastSummary>

export const Summary = z
  .object({ id_summary: Id, ...written })
  .register(z.globalRegistry, { id: 'Summary' })

export type Summary = z.infer<typeof Summary>
