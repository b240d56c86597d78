// The wire shape of a summary.
import * as z from 'zod/mini'
import { DateTime, Id, Int32 } from '../../contract/fields.ts'

export const Summary = z
  .object({
    id_summary: Id,
    date_insert: DateTime,
    summary: z.string(),
    anomaly: z.nullable(Int32),
    topic: z.nullable(Int32),
  })
  .register(z.globalRegistry, { id: 'Summary' })

export type Summary = z.infer<typeof Summary>
