// The rules of summaries. Each verb is one batch.
import type { ServiceContext } from '../context.ts'
import { notFound } from '../contract/failure.ts'
import { ownKeysOf, requireSame } from '../access/idempotency.ts'
import type { ShownSummaryRow } from './present.ts'
import * as queries from './queries.ts'
import type { WriteSummary } from './schema.ts'

/**
 * Writes the newest summary of a room. With an idempotency key a repeat answers the first one.
 * Throws 404 when the brand has no such room, 422 for a key that came with something else.
 */
export const writeSummary = async (
  { caller, database, idBrand, now }: ServiceContext,
  idChatroom: number,
  body: WriteSummary,
  idempotencyKey: string | undefined,
): Promise<{ summary: ShownSummaryRow; isNew: boolean }> => {
  const keys = await ownKeysOf(caller, idempotencyKey, [idChatroom, body])
  const {
    inserted,
    found: [summary],
  } = await database.batch({
    inserted: queries.insertSummary({ ...body, ...keys, idBrand, idChatroom, now }),
    found: queries.findByRequestKey({ ...keys, idBrand }),
  })
  if (summary === undefined) throw notFound()
  requireSame(summary, keys)
  return { summary, isNew: inserted.length === 1 }
}
