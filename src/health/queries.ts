// The SQL of the health check.
import { sql } from 'drizzle-orm'
import { ambassadors } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'

/** With its table: SQLite takes the quoted name of a column that is not there for a text, and is content. */
const newest = sql`${ambassadors}.${sql.identifier(ambassadors.ownEmailTmp.name)}`

/** Reads at most one row, of a column that the newest migration brought: fails before that has been applied. */
export const probe = statement([], () =>
  build
    .select({ newest: newest.as('newest') })
    .from(ambassadors)
    .limit(sql.raw('1') as never),
)
