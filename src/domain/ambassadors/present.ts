// Ambassador rows to the wire. The one place that decides who sees whose contacts.
import { canSeeContactsOf, type View } from '../../contract/actor.ts'
import { dateTime } from '../../contract/fields.ts'
import type { AmbassadorRow } from '../../db/schema.ts'
import type { Ambassador } from './schema.ts'

/** What the presenter takes. */
export type PersonRow = AmbassadorRow

/** Milliseconds for which an ambassador counts as online after its last action; the end is excluded. */
export const ONLINE_FOR = 5 * 60_000

const NO_CONTACTS = { email: null, email_tmp: null, customer_id: null }

const contactsOf = (row: PersonRow) => ({
  email: row.email,
  email_tmp: (row.ownEmailTmp ?? row.emailTmp) || null,
  customer_id: row.customerId,
})

/** An ambassador as the caller sees it: its contacts are null to whom they do not concern. */
export const presentAmbassador = (row: PersonRow, { actor, now }: View): Ambassador => {
  const contacts = canSeeContactsOf(actor, row.idAmbassador) ? contactsOf(row) : NO_CONTACTS
  return {
    id_ambassador: row.idAmbassador,
    image: row.image,
    firstname: row.firstname,
    lastname: row.lastname,
    username: row.username,
    email: contacts.email,
    email_tmp: contacts.email_tmp,
    active: row.active,
    status: row.status,
    online: row.lastActionAt !== null && now - row.lastActionAt < ONLINE_FOR,
    last_action_date: dateTime(row.lastActionAt),
    customer_id: contacts.customer_id,
    anonymized: row.isAnonymized,
  }
}
