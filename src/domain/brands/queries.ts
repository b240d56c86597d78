// The SQL of brands.
import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import { brands } from '../../db/schema.ts'
import { insertFrom, integer, statement } from '../../db/statement.ts'

/** Makes the brand if `condition` holds and it is not there yet: a brand is created with the first of its rows. */
export const insertBrand = (
  { idBrand, now }: Record<'idBrand' | 'now', Placeholder>,
  condition: SQL,
) => insertFrom(brands, { idBrand, insertedAt: now }, sql`where ${condition}`).onConflictDoNothing()

/** The same for what is always written. */
export const createBrand = statement({ idBrand: integer, now: integer }, (values) =>
  insertBrand(values, sql`true`),
)
