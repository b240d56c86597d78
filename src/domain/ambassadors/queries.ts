// The SQL that reads one ambassador.
import { and, eq } from 'drizzle-orm'
import { ambassadorColumns, ambassadors } from '../../db/schema.ts'
import { integer, select, statement } from '../../db/statement.ts'

export const findAmbassador = statement(
  { idBrand: integer, idAmbassador: integer },
  ({ idBrand, idAmbassador }) =>
    select(ambassadorColumns)
      .from(ambassadors)
      .where(and(eq(ambassadors.idBrand, idBrand), eq(ambassadors.idAmbassador, idAmbassador))),
)
