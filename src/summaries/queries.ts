// The SQL of summaries.
import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import { summaries } from '../db/conversation-schema.ts'
import { chatrooms } from '../db/schema.ts'
import { build, named, statement } from '../db/statement.ts'

/** Inserts a summary and answers it; no row if there is no such room. */
export const insertSummary = statement(
  ['idBrand', 'idChatroom', 'summary', 'anomaly', 'topic', 'now'],
  ({ idBrand, idChatroom, summary, anomaly, topic, now }) =>
    build
      .insert(summaries)
      .select(
        sql`select ${idBrand}, (
            select coalesce(max(${summaries.idSummary}), 0) + 1 from ${summaries}
            where ${summaries.idBrand} = ${idBrand}
          ), ${idChatroom}, ${summary}, ${anomaly}, ${topic}, ${now} from ${chatrooms}
          where ${and(eq(chatrooms.idBrand, idBrand), eq(chatrooms.idChatroom, idChatroom))}`,
      )
      .returning(named(getTableColumns(summaries))),
)
