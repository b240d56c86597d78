// The SQL that lets an ambassador in, and the mark that it leaves when it acts.
import { and, eq, type Placeholder, sql } from 'drizzle-orm'
import { SHUT_OUT } from '../db/faults.ts'
import { ambassadors } from '../db/schema.ts'
import { build, integer, orFail, select, statement } from '../db/statement.ts'
import { isUsable } from '../domain/access/queries.ts'

const AMBASSADOR = { idBrand: integer, idAmbassador: integer }

const isAmbassador = ({ idBrand, idAmbassador }: Record<keyof typeof AMBASSADOR, Placeholder>) =>
  and(eq(ambassadors.idBrand, idBrand), eq(ambassadors.idAmbassador, idAmbassador))

/**
 * Fails, and rolls its batch back, unless the ambassador is there and neither shut out nor anonymized. Reads one row and writes
 * none.
 */
export const admitUsable = statement(AMBASSADOR, (ambassador) =>
  select({ admitted: orFail(sql`count(*) = 1`, SHUT_OUT) })
    .from(ambassadors)
    .where(and(isAmbassador(ambassador), isUsable)),
)

/** Moves the last action of an ambassador to `now` if it is older than `stale` (both milliseconds). */
export const markPresent = statement(
  { ...AMBASSADOR, now: integer, stale: integer },
  ({ now, stale, ...ambassador }) =>
    build
      .update(ambassadors)
      .set({ lastActionAt: sql`${now}` })
      .where(and(isAmbassador(ambassador), sql`${ambassadors.lastActionOrder} <= ${stale}`)),
)
