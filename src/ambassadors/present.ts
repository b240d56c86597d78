// Ambassador rows to the wire.
import type { AmbassadorRow } from '../db/schema.ts'
import { dateTime } from '../wire.ts'
import type { Ambassador, ManagedAmbassador } from './schema.ts'

/** What the presenter takes. */
export type PersonRow = AmbassadorRow

/** Milliseconds for which an ambassador counts as online after its last action; the end is excluded. */
const ONLINE_FOR = 5 * 60 * 1000

/** An ambassador as it looks at the time `now` (milliseconds). */
export const presentAmbassador = (row: PersonRow, now: number): Ambassador => ({
  id_ambassador: row.idAmbassador,
  image: row.image,
  firstname: row.firstname,
  lastname: row.lastname,
  username: row.username,
  email: row.email,
  email_tmp: (row.ownEmailTmp ?? row.emailTmp) || null,
  active: row.active,
  status: row.status,
  online: row.lastActionAt !== null && now - row.lastActionAt < ONLINE_FOR,
  last_action_date: dateTime(row.lastActionAt),
  customer_id: row.customerId,
  anonymized: row.isAnonymized === 1,
})

/** The same for a manager, who also learns what the brand wrote where something else is shown. */
export const presentManagedAmbassador = (row: PersonRow, now: number): ManagedAmbassador => ({
  ...presentAmbassador(row, now),
  ...(row.ownEmailTmp === null ? {} : { email_tmp_by_brand: row.emailTmp }),
})
