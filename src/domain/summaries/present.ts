// Summary rows to the wire.
import type { LastSummaryRow, SummaryRow } from '../../db/conversation-schema.ts'
import { dateTime } from '../../contract/fields.ts'
import type { LastSummary, Summary } from './schema.ts'

/** What is shown of a summary. */
export type ShownSummaryRow = LastSummaryRow & Pick<SummaryRow, 'idSummary'>

/** The same as the room shows it. */
export const presentLastSummary = (row: LastSummaryRow): LastSummary => ({
  date_insert: dateTime(row.insertedAt),
  summary: row.summary,
  anomaly: row.anomaly,
  topic: row.topic,
})

export const presentSummary = (row: ShownSummaryRow): Summary => ({
  id_summary: row.idSummary,
  ...presentLastSummary(row),
})
