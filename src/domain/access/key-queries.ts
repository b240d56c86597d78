// The SQL that finds what came with an idempotency key.
import { and, eq } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Fields } from '../../db/rows.ts'
import {
  type Buildable,
  type FieldsRow,
  integer,
  nullable,
  select,
  statement,
  text,
} from '../../db/statement.ts'

/** The hashes of a key and of what came with it; null without one. */
export const KEYS = { requestKey: nullable(text), requestHash: nullable(text) }

/** Declares the statement that finds in a table, with these fields, what came with an idempotency key of the brand. */
export const keyedIn = <Selected extends Fields>(
  table: SQLiteTable & Record<'idBrand' | 'requestKey', SQLiteColumn>,
  fields: Selected,
) =>
  statement(
    { idBrand: integer, requestKey: nullable(text) },
    ({ idBrand, requestKey }): Buildable<FieldsRow<Selected>[]> =>
      select(fields)
        .from(table)
        .where(and(eq(table.idBrand, idBrand), eq(table.requestKey, requestKey))) as never,
  )
