// The SQL of the health check.
import journal from '../../migrations/meta/_journal.json' with { type: 'json' }
import type { Bound } from '../db/statement.ts'

/** The file name of the newest migration that this code was built with. */
const NEWEST = `${journal.entries.at(-1)?.tag}.sql`

/**
 * One row when that migration has been applied, whatever came after it: code that was rolled back meets newer tables. Wrangler
 * lists in `d1_migrations` what it has applied.
 */
export const newestMigration: Bound<{ name: string }> = {
  sql: 'select name from d1_migrations where name = ?',
  values: [NEWEST],
}
