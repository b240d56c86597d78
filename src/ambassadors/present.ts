// Ambassador rows to the wire, for a manager.
import type { View } from '../contract/actor.ts'
import { type PersonRow, presentAmbassador } from '../domain/ambassadors/present.ts'
import type { ManagedAmbassador } from './schema.ts'

/** The same for a manager, who also learns what the brand wrote where something else is shown. */
export const presentManagedAmbassador = (row: PersonRow, view: View): ManagedAmbassador => ({
  ...presentAmbassador(row, view),
  ...(row.ownEmailTmp === null ? {} : { email_tmp_by_brand: row.emailTmp }),
})
