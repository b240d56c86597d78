// Summary rows to the wire.
import type { SummaryRow } from '../../db/conversation-schema.ts'
import { dateTime } from '../../contract/fields.ts'
import type { Summary } from './schema.ts'

/** What is shown of a summary. */
export type ShownSummaryRow = Pick<
  SummaryRow,
  'idSummary' | 'insertedAt' | 'summary' | 'anomaly' | 'topic'
>

export const presentSummary = (row: ShownSummaryRow): Summary => ({
  id_summary: row.idSummary,
  date_insert: dateTime(row.insertedAt),
  summary: row.summary,
  anomaly: row.anomaly,
  topic: row.topic,
})
