// The wire shape of an ambassador.
import * as z from 'zod/mini'
import * as contract from '../../contract/codes.ts'
import { DateTime, Id, integer, text } from '../../contract/fields.ts'
import { wordsOf } from './search.ts'

export const Active = integer(contract.Active.unsubscribedByBrand, contract.Active.active)

export const Status = integer(contract.Status.ambassador, contract.Status.temp)

/** Characters of a search. */
const MOST_SEARCHED = 255

/** What is searched for, as words. A text without any does not narrow. */
export const searchWords = (example: string) =>
  z
    .pipe(text(MOST_SEARCHED), z.transform(wordsOf))
    .check(z.meta({ override: { type: 'string', maxLength: MOST_SEARCHED, examples: [example] } }))

const contact = z.nullable(z.string())

export const Ambassador = z
  .object({
    id_ambassador: Id,
    image: z.nullable(z.string()),
    firstname: z.nullable(z.string()),
    lastname: z.nullable(z.string()),
    username: z.nullable(z.string()),
    email: contact,
    email_tmp: contact,
    active: Active,
    status: Status,
    online: z.boolean(),
    last_action_date: z.nullable(DateTime),
    customer_id: contact,
    anonymized: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'Ambassador' })

export type Ambassador = z.infer<typeof Ambassador>
