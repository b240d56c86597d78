// The wire shape of an ambassador.
import * as z from 'zod/mini'
import * as contract from '../../contract/codes.ts'
import { DateTime, Id, integer } from '../../contract/fields.ts'

export const Active = integer(contract.Active.unsubscribedByBrand, contract.Active.active)

export const Status = integer(contract.Status.ambassador, contract.Status.temp)

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
