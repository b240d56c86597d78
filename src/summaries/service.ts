// The rules of summaries. Each verb is one batch.
import type { ServiceContext } from '../env.ts'
import { notFound } from '../failure.ts'
import type { ShownSummaryRow } from './present.ts'
import { insertSummary } from './queries.ts'
import type { WriteSummary } from './schema.ts'

/** Writes the newest summary of a room. Throws 404 when the brand has no such room. */
export const writeSummary = async (
  { database, idBrand, now }: ServiceContext,
  idChatroom: number,
  body: WriteSummary,
): Promise<ShownSummaryRow> => {
  const [[summary]] = await database.batch([insertSummary({ ...body, idBrand, idChatroom, now })])
  if (summary === undefined) throw notFound()
  return summary
}
