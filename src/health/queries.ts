import { brands } from '../db/schema.ts'
import { build, named, statement } from '../db/statement.ts'
import { sql } from 'drizzle-orm'

/** Reads at most one row; fails when the migrations have not been applied. */
export const probe = statement([], () =>
  build
    .select(named({ idBrand: brands.idBrand }))
    .from(brands)
    .limit(sql.raw('1') as never),
)
