// The SQL of summaries.
import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import { summaries } from '../db/conversation-schema.ts'
import { chatrooms } from '../db/schema.ts'
import { build, named, statement } from '../db/statement.ts'

/** Inserts a summary if there is such a room and the key is new; answers a row if so. */
export const insertSummary = statement(
  ['idBrand', 'idChatroom', 'summary', 'anomaly', 'topic', 'now', 'requestKey', 'requestHash'],
  ({ idBrand, idChatroom, summary, anomaly, topic, now, requestKey, requestHash }) =>
    build
      .insert(summaries)
      .select(
        sql`select ${idBrand}, (
            select coalesce(max(${summaries.idSummary}), 0) + 1 from ${summaries}
            where ${summaries.idBrand} = ${idBrand}
          ), ${idChatroom}, ${summary}, ${anomaly}, ${topic}, ${now}, ${requestKey}, ${requestHash}
          from ${chatrooms}
          where ${and(eq(chatrooms.idBrand, idBrand), eq(chatrooms.idChatroom, idChatroom))}`,
      )
      .onConflictDoNothing()
      .returning(named({ idSummary: summaries.idSummary })),
)

/** The summary that came with an idempotency key. */
export const findByRequestKey = statement(['idBrand', 'requestKey'], ({ idBrand, requestKey }) =>
  build
    .select(named(getTableColumns(summaries)))
    .from(summaries)
    .where(and(eq(summaries.idBrand, idBrand), eq(summaries.requestKey, requestKey))),
)
