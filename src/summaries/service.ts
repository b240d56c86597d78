// The rules of summaries. Each verb is one batch.
import { findVisibleRoom } from '../domain/access/queries.ts'
import { findNameable } from '../domain/chat-topics/queries.ts'
import { topicErrors } from '../domain/chat-topics/naming.ts'
import type { ServiceContext } from '../domain/context.ts'
import { invalid, notFound } from '../contract/failure.ts'
import { ownKeysOf, requireSame } from '../domain/access/idempotency.ts'
import type { ShownSummaryRow } from '../domain/summaries/present.ts'
import * as queries from './queries.ts'
import type { WriteSummary } from './schema.ts'

/**
 * Writes the newest summary of a room. With an idempotency key a repeat answers the first one.
 * Throws 404 when the brand has no such room, 422 for what is no topic of the brand once it has any or a key that came with
 * something else.
 */
export const writeSummary = async (
  { announce, actor, database, idBrand, now }: ServiceContext,
  idChatroom: number,
  body: WriteSummary,
  idempotencyKey: string | undefined,
): Promise<{ summary: ShownSummaryRow; isNew: boolean }> => {
  const keys = await ownKeysOf(actor, idempotencyKey, [idChatroom, body])
  const {
    inserted,
    created,
    found: [summary],
    rooms,
    topics,
  } = await database.batch({
    inserted: queries.insertSummary({ ...body, ...keys, idBrand, idChatroom, now }),
    created: queries.appendCreated({ idBrand, idChatroom, now }),
    found: queries.findByRequestKey({ ...keys, idBrand }),
    rooms: findVisibleRoom({ idBrand, idChatroom, viewer: null }),
    topics: findNameable({ idBrand, idChatTopic: body.topic }),
  })
  if (summary === undefined) {
    throw rooms.length === 0 ? notFound() : invalid(topicErrors('topic', topics))
  }
  requireSame(summary, keys)
  created.forEach(announce)
  return { summary, isNew: inserted.length === 1 }
}
