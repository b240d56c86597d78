// The wire shapes of ambassadors.
import * as z from 'zod'
import { listOf } from '../contract/lists/envelope.ts'
import { listQuery, pageRequestOf, several } from '../contract/lists/schema.ts'
import { DateTime, Id, IdText, integer, text } from '../contract/fields.ts'
import { wordsOf } from './search.ts'

/** Characters of what a list is searched for. */
const MOST_SEARCHED = 255

export const Active = integer(-3, 1).meta({
  description:
    '1 active, 0 not activated, -1 blocked, -2 unsubscribed, -3 unsubscribed by the brand.',
})

export const Status = integer(0, 8).meta({
  description:
    '0 ambassador, 1 employee, 2 administrator, 3 seller, 4 shop manager, 5 manager, 6 expert, 7 client, 8 temp. ' +
    '0 to 6 are members, 7 and 8 are external.',
})

const contact = z.string().nullable().meta({
  description:
    'Null to a `chat:self` token without `chat:contacts`, unless it is that of its own ambassador.',
})

export const Ambassador = z
  .object({
    id_ambassador: Id,
    image: z.string().nullable(),
    firstname: z.string().nullable(),
    lastname: z.string().nullable(),
    username: z.string().nullable(),
    email: contact,
    email_tmp: contact,
    active: Active,
    status: Status,
    online: z
      .boolean()
      .meta({ description: 'True when last_action_date is less than 5 minutes ago.' }),
    last_action_date: DateTime.nullable(),
    customer_id: contact,
    anonymized: z
      .boolean()
      .meta({ description: 'True when the personal data has been removed; it is null then.' }),
  })
  .meta({ id: 'Ambassador' })

export type Ambassador = z.infer<typeof Ambassador>

export const AmbassadorList = listOf(Ambassador, 'Ambassador')

export const ManagedAmbassador = Ambassador.extend({
  email_tmp_by_brand: z.string().nullable().optional().meta({
    description:
      'Only where the ambassador has set `email_tmp` for itself: the address that the brand wrote, by which clients are found.',
  }),
}).meta({ id: 'ManagedAmbassador' })

export type ManagedAmbassador = z.infer<typeof ManagedAmbassador>

export const ManagedAmbassadorList = listOf(ManagedAmbassador, 'ManagedAmbassador')

export const AmbassadorPath = z.object({
  ambassador: IdText.meta({ description: 'The id of the ambassador.' }),
})

export const ManagedAmbassadorPath = z.object({
  id: IdText.meta({ description: 'The id of the ambassador.', example: 8 }),
})

/**
 * A name. Short, and without the controls that take six characters in JSON, because an answer may have 10,000 people with all
 * of their names.
 */
export const ShortText = text(100).refine(
  (name) => !/[^\P{Cc}\t\n\r]/u.test(name),
  'must not have control characters',
)

/** What HTML's `<input type=email>` takes, with the white space that it takes off. */
const EMAIL =
  /^[\t\n\f\r ]*[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*[\t\n\f\r ]*$/i

/** RFC 5321 §4.5.3.1: the part in front of the @, and the whole, for which a path of 256 leaves two brackets out. */
const MOST_LOCAL = 64
const MOST_EMAIL = 254

const isEmail = z
  .string()
  .refine((address) => EMAIL.test(address), 'must be an e-mail address')
  .trim()
  .max(MOST_EMAIL)
  .refine(
    (address) => address.indexOf('@') <= MOST_LOCAL,
    `must have at most ${MOST_LOCAL} characters in front of the @`,
  )

const asEmail = { override: { type: 'string', format: 'email', maxLength: MOST_EMAIL } } as const

export const Email = isEmail.meta(asEmail)

/** An e-mail that people are found by: without regard to case. Lower-cased once it is known to be ASCII. */
export const EmailKey = isEmail.transform((address) => address.toLowerCase()).meta(asEmail)

export const UpdateAmbassador = z
  .object({ email_tmp: EmailKey.nullable().meta({ description: 'Null clears it.' }) })
  .meta({ id: 'UpdateAmbassador' })
  .transform(({ email_tmp: emailTmp }) => ({ emailTmp }))

export type UpdateAmbassador = z.output<typeof UpdateAmbassador>

export const ShopCustomer = z
  .object({
    email_tmp: EmailKey,
    firstname: ShortText.nullish().meta({ description: 'Used when the client is made.' }),
    lastname: ShortText.nullish().meta({ description: 'Used when the client is made.' }),
  })
  .meta({ id: 'ShopCustomer' })
  .transform(({ email_tmp: emailTmp, firstname, lastname }) => ({
    emailTmp,
    firstname: firstname ?? null,
    lastname: lastname ?? null,
  }))

export type ShopCustomer = z.output<typeof ShopCustomer>

/** A name without words does not narrow. */
const name = text(MOST_SEARCHED)
  .transform((given) => {
    const words = wordsOf(given)
    return words.length === 0 ? null : words
  })
  .meta({
    override: { type: 'string', maxLength: MOST_SEARCHED, examples: ['alice'] },
    description:
      'Words in any order: each must be a part of the first name, last name or username. Case, accents and ligatures do not matter.',
  })

const status = several(z.enum(['0', '1', '2', '3', '4', '5', '6', '7', '8']).transform(Number))

export const AmbassadorsQuery = listQuery(['last_action_date'], '-last_action_date', {
  brand_tag: IdText,
  name,
  status,
  exclude: several(IdText),
}).transform((query) => ({
  ...pageRequestOf(query),
  idBrandTag: query['filter[brand_tag]'] ?? null,
  words: query['filter[name]'] ?? null,
  statuses: query['filter[status]'] ?? null,
  actives: null,
  excluded: query['filter[exclude]'] ?? null,
  isAnonymizedListed: false,
}))

export const ManagedAmbassadorsQuery = listQuery(
  ['id_ambassador', 'last_action_date'],
  'id_ambassador',
  { name, status, active: several(z.enum(['-3', '-2', '-1', '0', '1']).transform(Number)) },
).transform((query) => ({
  ...pageRequestOf(query),
  idBrandTag: null,
  words: query['filter[name]'] ?? null,
  statuses: query['filter[status]'] ?? null,
  actives: query['filter[active]'] ?? null,
  excluded: null,
  isAnonymizedListed: true,
}))

export type AmbassadorsQuery =
  | z.output<typeof AmbassadorsQuery>
  | z.output<typeof ManagedAmbassadorsQuery>
