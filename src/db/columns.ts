// Columns and checks that several tables have.
import { sql } from 'drizzle-orm'
import { integer, type SQLiteColumn, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Codes } from '../contract/codes.ts'

/** A boolean, 0 or 1 in the database. The default is a number, as the migrations have it: for drizzle-kit `false` is another one. */
export const boolean = (name: string, byDefault: 0 | 1) =>
  integer(name, { mode: 'boolean' })
    .notNull()
    .default(byDefault as unknown as boolean)

/** What a code may be that has no gaps. */
export const isInRangeOf = (column: SQLiteColumn, codes: Codes) => {
  const values = Object.values(codes)
  return sql`${column} between ${sql.raw(`${Math.min(...values)} and ${Math.max(...values)}`)}`
}

/** What a code may be. */
export const isCodeOf = (column: SQLiteColumn, codes: Codes) =>
  sql`${column} in (${sql.raw(Object.values(codes).join(', '))})`

/** Hashes of the idempotency key of the request that made a row, and of its body; null when there is none to keep. */
export const requestColumns = {
  requestKey: text('request_key'),
  requestHash: text('request_hash'),
}

/** One row a key and brand. */
export const requestKeyIndex = (
  name: string,
  { idBrand, requestKey }: Record<'idBrand' | 'requestKey', SQLiteColumn>,
) =>
  uniqueIndex(name)
    .on(idBrand, requestKey)
    .where(sql`${requestKey} is not null`)
