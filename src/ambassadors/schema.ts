// The wire shapes of ambassadors.
import * as z from 'zod/mini'
import * as contract from '../contract/codes.ts'
import { IdText, sized, text } from '../contract/fields.ts'
import { listOf } from '../contract/lists/envelope.ts'
import { codes, listQuery, pageRequestOf, several } from '../contract/lists/schema.ts'
import { Ambassador, searchWords } from '../domain/ambassadors/schema.ts'

export const AmbassadorList = listOf(Ambassador, 'Ambassador')

export const ManagedAmbassador = z
  .extend(Ambassador, {
    email_tmp_by_brand: z.optional(z.nullable(z.string())),
  })
  .register(z.globalRegistry, { id: 'ManagedAmbassador' })

export type ManagedAmbassador = z.infer<typeof ManagedAmbassador>

export const ManagedAmbassadorList = listOf(ManagedAmbassador, 'ManagedAmbassador')

export const AmbassadorPath = z.object({
  ambassador: IdText,
})

export const ManagedAmbassadorPath = z.object({
  id: IdText.check(z.meta({ example: 8 })),
})

/**
 * A name. Short, and without the controls that take six characters in JSON, because an answer may have 10,000 people with all
 * of their names.
 */
export const ShortText = text(100).check(
  z.refine((name) => !/[^\P{Cc}\t\n\r]/u.test(name), 'must not have control characters'),
)

/** What HTML's `<input type=email>` takes, with the white space that it takes off. */
const EMAIL =
  /^[\t\n\f\r ]*[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*[\t\n\f\r ]*$/i

/** RFC 5321 §4.5.3.1: the part in front of the @, and the whole, for which a path of 256 leaves two brackets out. */
const MOST_LOCAL = 64
const MOST_EMAIL = 254

const isEmail = z.string().check(
  z.refine((address) => EMAIL.test(address), 'must be an e-mail address'),
  z.trim(),
  z.maxLength(MOST_EMAIL, sized),
  z.refine(
    (address) => address.indexOf('@') <= MOST_LOCAL,
    `must have at most ${MOST_LOCAL} characters in front of the @`,
  ),
)

const asEmail = { override: { type: 'string', format: 'email', maxLength: MOST_EMAIL } } as const

export const Email = isEmail.check(z.meta(asEmail))

/** An e-mail that people are found by: without regard to case. Lower-cased once it is known to be ASCII. */
export const EmailKey = z
  .pipe(
    isEmail,
    z.transform((address) => address.toLowerCase()),
  )
  .check(z.meta(asEmail))

export const UpdateAmbassador = z.pipe(
  z
    .object({ email_tmp: z.nullable(EmailKey) })
    .register(z.globalRegistry, { id: 'UpdateAmbassador' }),
  z.transform(({ email_tmp: emailTmp }) => ({ emailTmp })),
)

export type UpdateAmbassador = z.output<typeof UpdateAmbassador>

export const ShopCustomer = z.pipe(
  z
    .object({
      email_tmp: EmailKey,
      firstname: z.nullish(ShortText),
      lastname: z.nullish(ShortText),
    })
    .register(z.globalRegistry, { id: 'ShopCustomer' }),
  z.transform(({ email_tmp: emailTmp, firstname, lastname }) => ({
    emailTmp,
    firstname: firstname ?? null,
    lastname: lastname ?? null,
  })),
)

export type ShopCustomer = z.output<typeof ShopCustomer>

const name = searchWords('alice')

const status = codes(contract.Status)

export const AmbassadorsQuery = z.pipe(
  listQuery(['last_action_date'], '-last_action_date', {
    brand_tag: IdText,
    name,
    status,
    exclude: several(IdText),
  }),
  z.transform((query) => ({
    ...pageRequestOf(query),
    idBrandTag: query['filter[brand_tag]'] ?? null,
    words: query['filter[name]'] ?? [],
    statuses: query['filter[status]'] ?? null,
    actives: null,
    excluded: query['filter[exclude]'] ?? null,
    isAnonymizedListed: false,
  })),
)

export const ManagedAmbassadorsQuery = z.pipe(
  listQuery(['id_ambassador', 'last_action_date'], 'id_ambassador', {
    name,
    status,
    active: codes(contract.Active),
  }),
  z.transform((query) => ({
    ...pageRequestOf(query),
    idBrandTag: null,
    words: query['filter[name]'] ?? [],
    statuses: query['filter[status]'] ?? null,
    actives: query['filter[active]'] ?? null,
    excluded: null,
    isAnonymizedListed: true,
  })),
)

export type AmbassadorsQuery =
  | z.output<typeof AmbassadorsQuery>
  | z.output<typeof ManagedAmbassadorsQuery>
