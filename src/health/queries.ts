// The SQL of the health check.
import { sql } from 'drizzle-orm'
import { summaries } from '../db/conversation-schema.ts'
import { build, named, statement } from '../db/statement.ts'

/** Reads at most one row, of a column that the newest migration brought: fails before that has been applied. */
export const probe = statement([], () =>
  build
    .select(named({ requestKey: summaries.requestKey }))
    .from(summaries)
    .limit(sql.raw('1') as never),
)
