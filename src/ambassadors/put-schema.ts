// The bodies of PUT and PATCH /manager/ambassadors: bare arrays of records.
import * as z from 'zod/mini'
import * as contract from '../contract/codes.ts'
import { type Check, boundedArray, refuseRepeats } from '../contract/bounded-array.ts'
import { flag } from '../contract/lists/schema.ts'
import { Id, text } from '../contract/fields.ts'
import { Active, Status } from '../domain/ambassadors/schema.ts'
import { Email, EmailKey, ShortText } from './schema.ts'

const MOST_PEOPLE = 1000

const Short = z.nullish(ShortText)

/** As it was sent: what the URL standard takes off is refused instead. */
const Image = z.pipe(
  text(512).check(
    z.refine(
      (url) => !/\p{Cc}|^\s|\s$/u.test(url),
      'must not have control characters, or white space around it',
    ),
  ),
  z.string().check(
    z.refine(
      (url) => /^https?:\/\//i.test(url) && URL.canParse(url),
      'must be an http or https URL',
    ),
    z.meta({ format: 'uri' }),
  ),
)

const fields = {
  id_ambassador: Id,
  status: Status,
  active: z.nullish(Active),
  image: z.nullish(Image),
  firstname: Short,
  lastname: Short,
  username: Short,
  email: z.nullish(Email),
  email_tmp: z.nullish(EmailKey),
  email_tmp_by_brand: z.nullish(EmailKey),
  customer_id: Short,
}

const PutAmbassador = z.object(fields).register(z.globalRegistry, { id: 'PutAmbassador' })

const PatchAmbassador = z
  .object({
    ...fields,
    status: z.nullish(Status),
    active: z.nullish(Active),
  })
  .register(z.globalRegistry, { id: 'PatchAmbassador' })

type Addresses = Partial<Record<'email_tmp' | 'email_tmp_by_brand', string | null | undefined>>

/** A record that was read: its `email_tmp` is what the person has set for itself, which must not become the brand's. */
const isAsRead = ({ email_tmp_by_brand: byBrand }: Addresses): boolean => byBrand !== undefined

/** The address that the brand writes, or nothing. */
const brandsOf = (person: Addresses) =>
  isAsRead(person) ? person.email_tmp_by_brand : person.email_tmp

const Numbered = z.object({ id_ambassador: Id })
const Client = z.pipe(
  z.object({
    status: z.literal(contract.Status.client),
    email_tmp: fields.email_tmp,
    email_tmp_by_brand: fields.email_tmp_by_brand,
  }),
  z.transform((client) => brandsOf(client)),
)

/** Two records of one ambassador, or two clients of one e-mail, whatever else is wrong with them. */
const checkRepeats: Check = (people, payload) => {
  const keys = {
    id_ambassador: people.map((person) => Numbered.safeParse(person).data?.id_ambassador ?? null),
    email_tmp: people.map((person) => Client.safeParse(person).data ?? null),
  }
  for (const [field, values] of Object.entries(keys)) {
    const fieldOf = (index: number) => [index, field]
    refuseRepeats(values, fieldOf, (index) => `${index}.${field}`, payload)
  }
}

/** A record by the names of its row. A field that is not there keeps what is stored, or is null in a new row. */
export interface PersonRecord {
  readonly idAmbassador: number
  readonly status?: number
  readonly active?: number
  readonly image?: string | null
  readonly firstname?: string | null
  readonly lastname?: string | null
  readonly username?: string | null
  readonly email?: string | null
  readonly emailTmp?: string | null
  /** Whether what the person has set for itself stays beside it. */
  readonly keepsOwn?: true
  readonly customerId?: string | null
}

const wholeRecordOf = (person: z.output<typeof PutAmbassador>): PersonRecord => ({
  idAmbassador: person.id_ambassador,
  status: person.status,
  active: person.active ?? contract.Active.active,
  image: person.image ?? null,
  firstname: person.firstname ?? null,
  lastname: person.lastname ?? null,
  username: person.username ?? null,
  email: person.email ?? null,
  emailTmp: brandsOf(person) ?? null,
  ...(isAsRead(person) && { keepsOwn: true }),
  customerId: person.customer_id ?? null,
})

const ROW_NAMES: Readonly<Record<string, keyof PersonRecord>> = {
  id_ambassador: 'idAmbassador',
  email_tmp: 'emailTmp',
  customer_id: 'customerId',
}

const recordOf = (person: z.output<typeof PatchAmbassador>): PersonRecord => {
  const { status, active, email_tmp_by_brand: _, ...others } = person
  const record = { ...others, email_tmp: brandsOf(person) }
  const given = Object.entries(record).filter(([, value]) => value !== undefined)
  return {
    ...(Object.fromEntries(
      given.map(([name, value]) => [ROW_NAMES[name] ?? name, value]),
    ) as unknown as PersonRecord),
    ...(isAsRead(person) && { keepsOwn: true }),
    ...(status != null && { status }),
    ...(active != null && { active }),
  }
}

const limits = { minimum: 1, maximum: MOST_PEOPLE }

export const PutAmbassadors = z.pipe(
  boundedArray(PutAmbassador, limits, checkRepeats),
  z.transform((people) => people.map(wholeRecordOf)),
)

export const PatchAmbassadors = z.pipe(
  boundedArray(PatchAmbassador, limits, checkRepeats),
  z.transform((people) => people.map(recordOf)),
)

/** The same for the document. */
export const PutAmbassadorsBody = z
  .array(PutAmbassador)
  .check(z.minLength(1), z.maxLength(MOST_PEOPLE))
export const PatchAmbassadorsBody = z
  .array(PatchAmbassador)
  .check(z.minLength(1), z.maxLength(MOST_PEOPLE))

export const PutQuery = z.object({
  dry_run: z.optional(flag),
})

export const PutResult = z
  .object({
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
  })
  .register(z.globalRegistry, { id: 'PutResult' })

export type PutResult = z.infer<typeof PutResult>
