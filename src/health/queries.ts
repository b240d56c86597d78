// The SQL of the health check.
import newest from './newest-migration.json' with { type: 'json' }
import type { Bound } from '../db/statement.ts'

/**
 * One row when the newest migration that this code was written with has been applied, whatever came after it: code that was
 * rolled back meets newer tables. Wrangler lists in `d1_migrations` what it has applied.
 */
export const newestMigration: Bound<{ name: string }> = {
  sql: 'select name from d1_migrations where name = ?',
  values: [newest.name],
}
