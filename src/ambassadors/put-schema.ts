// The body of PUT /manager/ambassadors: a bare array of whole records.
import * as z from 'zod'
import { type Check, elements, refuseRepeats } from '../elements.ts'
import { Id, text } from '../wire.ts'
import { Active, Email, EmailKey, ShortText, Status } from './schema.ts'

const MOST_PEOPLE = 1000
const CLIENT = 7

const Short = ShortText.nullish()

/** As it was sent: what the URL standard takes off is refused instead. */
const Image = text(2048)
  .refine(
    (url) => !/\p{Cc}|^\s|\s$/u.test(url),
    'must not have control characters, or white space around it',
  )
  .pipe(z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }))

const PutAmbassador = z
  .object({
    id_ambassador: Id.meta({
      description:
        'An id of the brand, below 1073741824; ids from there on are given out by the service.',
    }),
    status: Status,
    active: Active.nullish().meta({ description: '1 by default.' }),
    image: Image.nullish(),
    firstname: Short,
    lastname: Short,
    username: Short,
    email: Email.nullish(),
    email_tmp: EmailKey.nullish(),
    customer_id: Short,
  })
  .meta({
    id: 'PutAmbassador',
    description: 'A whole record: what is absent becomes null. The last action stays as it is.',
  })

type Person = z.output<typeof PutAmbassador>

const Numbered = z.object({ id_ambassador: Id })
const Client = z.object({ status: z.literal(CLIENT), email_tmp: EmailKey })

/** Two records of one ambassador, or two clients of one e-mail, whatever else is wrong with them. */
const checkRepeats: Check = (people, context) => {
  const keys = {
    id_ambassador: people.map((person) => Numbered.safeParse(person).data?.id_ambassador ?? null),
    email_tmp: people.map((person) => Client.safeParse(person).data?.email_tmp ?? null),
  }
  for (const [field, values] of Object.entries(keys)) {
    const fieldOf = (index: number) => [index, field]
    refuseRepeats(values, fieldOf, (index) => `${index}.${field}`, context)
  }
}

const rowOf = (person: Person) => ({
  idAmbassador: person.id_ambassador,
  status: person.status,
  active: person.active ?? 1,
  image: person.image ?? null,
  firstname: person.firstname ?? null,
  lastname: person.lastname ?? null,
  username: person.username ?? null,
  email: person.email ?? null,
  emailTmp: person.email_tmp ?? null,
  customerId: person.customer_id ?? null,
})

export const PutAmbassadors = elements(
  PutAmbassador,
  { minimum: 1, maximum: MOST_PEOPLE },
  checkRepeats,
).transform((people) => people.map(rowOf))

export type PutAmbassadors = z.output<typeof PutAmbassadors>

/** The same for the document. */
export const PutAmbassadorsBody = z.array(PutAmbassador).min(1).max(MOST_PEOPLE)

export const PutResult = z
  .object({ created: z.int(), updated: z.int() })
  .meta({ id: 'PutResult', description: 'How many of the ambassadors were new and how many not.' })
