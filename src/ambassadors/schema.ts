// The wire shape of an ambassador: contract.md §2.
import * as z from 'zod'
import { DateTime, Id, integer } from '../wire.ts'

export const Ambassador = z
  .object({
    id_ambassador: Id,
    image: z.string().nullable(),
    firstname: z.string().nullable(),
    lastname: z.string().nullable(),
    username: z.string().nullable(),
    email: z.string().nullable(),
    email_tmp: z.string().nullable(),
    active: integer(-3, 1).meta({
      description:
        '1 active, 0 not activated, -1 blocked, -2 unsubscribed, -3 unsubscribed by the brand.',
    }),
    status: integer(0, 8).meta({
      description:
        '0 ambassador, 1 employee, 2 administrator, 3 seller, 4 shop manager, 5 manager, 6 expert, 7 client, 8 temp. ' +
        '0 to 6 are members, 7 and 8 are external.',
    }),
    online: z
      .boolean()
      .meta({ description: 'True when last_action_date is less than 5 minutes ago.' }),
    last_action_date: DateTime.nullable(),
    customer_id: z.string().nullable(),
    anonymized: z
      .boolean()
      .meta({ description: 'True when the personal data has been removed; it is null then.' }),
  })
  .meta({ id: 'Ambassador' })

export type Ambassador = z.infer<typeof Ambassador>
