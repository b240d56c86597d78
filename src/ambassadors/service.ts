// The rules of ambassadors. Each verb is one batch.
import { canActFor } from '../auth/caller.ts'
import type { ServiceContext } from '../env.ts'
import { forbidden, invalid, notFound } from '../failure.ts'
import { type Slice, sliceOf } from '../lists/slice.ts'
import * as anonymization from './anonymize-queries.ts'
import type { PersonRow } from './present.ts'
import type { PutAmbassadors } from './put-schema.ts'
import * as queries from './queries.ts'
import type { AmbassadorsQuery, ShopCustomer, UpdateAmbassador } from './schema.ts'
import { searchTextOf } from './search.ts'
import * as writing from './write-queries.ts'

/** People a statement: with their search texts they stay below the 2 MB that one parameter may have. */
const PEOPLE_PER_STATEMENT = 200

const CLIENT = 7

/** A page of the ambassadors of the brand. */
export const listAmbassadors = async (
  { database, idBrand }: ServiceContext,
  { page, sort, ...filters }: AmbassadorsQuery,
): Promise<Slice<PersonRow>> => {
  const filter = { ...filters, idBrand }
  const { counted, found } = await database.batch({
    counted: queries.countAmbassadors(filter, page),
    found: queries.listAmbassadors(filter, page, sort),
  })
  return sliceOf(found, page, counted)
}

/**
 * Sets or clears the temporary e-mail: the brand's, by which a client is found, or what the ambassador of a `chat:self` token
 * has for itself, which finds nobody. Throws 403 for another ambassador than the caller's own, 404 when there is none, 422 for
 * an anonymized one or for an e-mail of another client.
 */
export const updateAmbassador = async (
  { caller, database, idBrand }: ServiceContext,
  idAmbassador: number,
  { emailTmp }: UpdateAmbassador,
): Promise<PersonRow> => {
  if (!canActFor(caller, idAmbassador)) {
    throw forbidden('The token may only change its own ambassador.')
  }
  const isOwn = caller.self !== null
  const values = { idBrand, idAmbassador, emailTmp }
  const [[owner], , [ambassador]] = await database.batch([
    writing.findEmailOwner(values),
    isOwn
      ? writing.updateOwnEmail({ ...values, emailTmp: emailTmp ?? '' })
      : writing.updateEmail(values),
    queries.findAmbassador(values),
  ])
  if (owner === undefined || ambassador === undefined) throw notFound()
  if (owner.isAnonymized === 1) {
    throw invalid({ email_tmp: ['email_tmp belongs to an anonymized ambassador.'] })
  }
  if (owner.isTaken === 1 && !isOwn) {
    throw invalid({ email_tmp: ['email_tmp belongs to another client of this brand.'] })
  }
  return ambassador
}

/** Gets or creates the client with an e-mail: one per e-mail and brand, whatever the concurrency. */
export const getOrCreateClient = async (
  { database, idBrand, now }: ServiceContext,
  body: ShopCustomer,
): Promise<PersonRow> => {
  const searchText = searchTextOf(body)
  const [, , [client]] = await database.batch([
    writing.createBrand({ idBrand, now }),
    writing.insertClient({ ...body, idBrand, searchText }),
    writing.findClient({ ...body, idBrand }),
  ])
  if (client === undefined) throw new Error('an accepted client was not written')
  return client
}

const chunksOf = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )

interface Refusal {
  readonly position: number
  readonly isReserved: number
  readonly isAnonymized: number
  readonly isTaken: number
}

const errorsOf = ({ position, isReserved, isAnonymized, isTaken }: Refusal) => {
  const id = `${position}.id_ambassador`
  const email = `${position}.email_tmp`
  return [
    ...(isReserved === 1 ? [[id, [`${id} is an id that only the service gives out.`]]] : []),
    ...(isAnonymized === 1 ? [[id, [`${id} belongs to an anonymized ambassador.`]]] : []),
    ...(isTaken === 1 ? [[email, [`${email} belongs to another client of this brand.`]]] : []),
  ]
}

/**
 * Creates or replaces up to 1,000 ambassadors, all of them or none. Throws 422 for anonymized ones, for reserved ids that
 * were never given out, and for e-mails of clients who are not among them.
 */
export const putAmbassadors = async (
  { database, idBrand, now }: ServiceContext,
  people: PutAmbassadors,
): Promise<{ created: number; updated: number }> => {
  const keys = JSON.stringify(
    people.map(({ idAmbassador, status, emailTmp }) => [
      idAmbassador,
      status === CLIENT ? emailTmp : null,
    ]),
  )
  const asked = { idBrand, keys }
  const rows = people.map((person) => ({ ...person, searchText: searchTextOf(person) }))
  const [refused, [known]] = await database.batch([
    writing.findRefused(asked),
    writing.countKnown(asked),
    writing.createBrandOfAsked({ ...asked, now }),
    writing.releaseEmails(asked),
    ...chunksOf(rows, PEOPLE_PER_STATEMENT).map((chunk) =>
      writing.upsertAmbassadors({ ...asked, people: JSON.stringify(chunk) }),
    ),
  ])
  if (refused.length > 0) throw invalid(Object.fromEntries(refused.flatMap(errorsOf)))
  const updated = known?.count ?? 0
  return { created: people.length - updated, updated }
}

/** Removes the personal data of an ambassador from everywhere but what it wrote. Throws 404 when there is none. */
export const anonymizeAmbassador = async (
  { database, idBrand }: ServiceContext,
  idAmbassador: number,
): Promise<PersonRow> => {
  const values = { idBrand, idAmbassador }
  const [, , , [ambassador]] = await database.batch([
    anonymization.anonymize(values),
    anonymization.forgetRequests(values),
    anonymization.forgetWaiting(values),
    queries.findAmbassador(values),
  ])
  if (ambassador === undefined) throw notFound()
  return ambassador
}
