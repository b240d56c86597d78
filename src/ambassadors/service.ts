// The rules of ambassadors. Each verb is one batch.
import { canActFor } from '../contract/actor.ts'
import { forbidden, invalid, invalidFields, notFound } from '../contract/failure.ts'
import { type Slice, sliceOf } from '../contract/lists/slice.ts'
import { chunksOf } from '../db/chunks.ts'
import type { PersonRow } from '../domain/ambassadors/present.ts'
import { findAmbassador } from '../domain/ambassadors/queries.ts'
import { lineOf, searchTextOf } from '../domain/ambassadors/search.ts'
import { createBrand } from '../domain/brands/queries.ts'
import type { ServiceContext } from '../domain/context.ts'
import * as anonymization from './anonymize-queries.ts'
import * as putting from './put-queries.ts'
import type { PersonRecord, PutResult } from './put-schema.ts'
import * as queries from './queries.ts'
import type { AmbassadorsQuery, ShopCustomer, UpdateAmbassador } from './schema.ts'
import * as writing from './write-queries.ts'

/** People a statement: with their search texts they stay below the 2 MB that one parameter may have. */
const PEOPLE_PER_STATEMENT = 200

/** A page of the ambassadors of the brand. */
export const listAmbassadors = async (
  { database, idBrand }: ServiceContext,
  { page, sort, ...filters }: AmbassadorsQuery,
): Promise<Slice<PersonRow>> => {
  const filter = { ...filters, idBrand }
  const { counted, found } = await database.batch({
    counted: queries.countAmbassadors(filter, page, sort),
    found: queries.listAmbassadors(filter, page, sort),
  })
  return sliceOf(found, page, counted)
}

/** One ambassador of the brand. Throws 404 when there is none. */
export const getAmbassador = async (
  { database, idBrand }: ServiceContext,
  idAmbassador: number,
): Promise<PersonRow> => {
  const {
    found: [ambassador],
  } = await database.batch({ found: findAmbassador({ idBrand, idAmbassador }) })
  if (ambassador === undefined) throw notFound()
  return ambassador
}

/**
 * Sets or clears the temporary e-mail: the brand's, by which a client is found, or what the ambassador of a `chat:self` token
 * has for itself, which finds nobody. Throws 403 for another ambassador than the caller's own, 404 when there is none, 422 for
 * an anonymized one or for an e-mail of another client.
 */
export const updateAmbassador = async (
  { announce, actor, database, idBrand, now }: ServiceContext,
  idAmbassador: number,
  { emailTmp }: UpdateAmbassador,
): Promise<PersonRow> => {
  if (!canActFor(actor, idAmbassador)) {
    throw forbidden('The token may only change its own ambassador.')
  }
  const isOwn = actor.self !== null
  const values = { idBrand, idAmbassador, emailTmp }
  const {
    owners: [owner],
    updated,
    found: [ambassador],
  } = await database.batch({
    owners: writing.findEmailOwner(values),
    set: isOwn
      ? writing.updateOwnEmail({ ...values, emailTmp: emailTmp ?? '' })
      : writing.updateEmail(values),
    updated: writing.appendUpdated({ ...values, now }),
    found: findAmbassador(values),
  })
  if (owner === undefined || ambassador === undefined) throw notFound()
  if (owner.isAnonymized) {
    throw invalidFields(['email_tmp'], 'belongs to an anonymized ambassador')
  }
  if (owner.isTaken && !isOwn) {
    throw invalidFields(['email_tmp'], 'belongs to another client of this brand')
  }
  updated.forEach(announce)
  return ambassador
}

/** Gets or creates the client with an e-mail: one per e-mail and brand, whatever the concurrency. */
export const getOrCreateClient = async (
  { announce, database, idBrand, now }: ServiceContext,
  body: ShopCustomer,
): Promise<PersonRow> => {
  const searchText = searchTextOf(body)
  const {
    made,
    found: [client],
  } = await database.batch({
    brand: createBrand({ idBrand, now }),
    inserted: writing.insertClient({ ...body, idBrand, searchText }),
    made: writing.appendClient({ ...body, idBrand, now }),
    found: writing.findClient({ ...body, idBrand }),
  })
  if (client === undefined) throw new Error('an accepted client was not written')
  made.forEach(announce)
  return client
}

interface Refusal {
  readonly position: number
  readonly isReserved: boolean
  readonly isAnonymized: boolean
  readonly lacksStatus: boolean
  readonly isTaken: boolean
}

const errorsOf = ({ position, ...refusal }: Refusal): [string, string[]][] => {
  const id = `${position}.id_ambassador`
  const status = `${position}.status`
  const email = `${position}.email_tmp`
  return [
    ...(refusal.isReserved ? [[id, `${id} is an id that only the service gives out.`]] : []),
    ...(refusal.isAnonymized ? [[id, `${id} belongs to an anonymized ambassador.`]] : []),
    ...(refusal.lacksStatus ? [[status, `${status} is required.`]] : []),
    ...(refusal.isTaken ? [[email, `${email} belongs to another client of this brand.`]] : []),
  ].map(([field = '', message = '']) => [field, [message]])
}

/** Of a field that is not there nothing is said: the statements keep what is stored. */
const keyOf = ({ idAmbassador, status, emailTmp }: PersonRecord) => ({
  idAmbassador,
  status,
  emailTmp,
})

/** The lines of the search text; null for a name that is not there. */
const withLines = (person: PersonRecord) => ({
  ...person,
  lines: [person.firstname, person.lastname, person.username].map((name) =>
    name === undefined ? null : lineOf(name),
  ),
})

/**
 * Creates or changes up to 1,000 ambassadors, all of them or none; nothing at all in a dry run, which answers the same. Throws
 * 422 for anonymized ones, for new ones without a status, for reserved ids that were never given out, and for e-mails of other
 * clients.
 */
export const putAmbassadors = async (
  { announce, database, idBrand, now }: ServiceContext,
  people: readonly PersonRecord[],
  isDryRun: boolean,
): Promise<PutResult> => {
  const asked = { idBrand, keys: people.map(keyOf) }
  const chunks = chunksOf(people.map(withLines), PEOPLE_PER_STATEMENT)
  const written = isDryRun ? [] : chunks
  const {
    refused,
    known: [known],
    unchanged,
    events,
  } = await database.batch({
    refused: putting.findRefused(asked),
    known: putting.countKnown(asked),
    unchanged: chunks.map((chunk) => putting.countUnchanged({ idBrand, people: chunk })),
    brand: isDryRun ? [] : putting.createBrandOfAsked({ ...asked, now }),
    events: written.map((chunk) => putting.appendUpdated({ ...asked, people: chunk, now })),
    released: isDryRun ? [] : putting.releaseEmails(asked),
    upserted: written.map((chunk) => putting.upsertAmbassadors({ ...asked, people: chunk })),
  })
  if (refused.length > 0) throw invalid(Object.fromEntries(refused.flatMap(errorsOf)))
  const updated = known?.count ?? 0
  events.forEach(announce)
  return {
    created: people.length - updated,
    updated,
    unchanged: unchanged.reduce((sum, { count }) => sum + count, 0),
  }
}

/** Removes the personal data of an ambassador from everywhere but what it wrote. Throws 404 when there is none. */
export const anonymizeAmbassador = async (
  { announce, database, idBrand, now }: ServiceContext,
  idAmbassador: number,
): Promise<PersonRow> => {
  const values = { idBrand, idAmbassador }
  const {
    updated,
    found: [ambassador],
  } = await database.batch({
    anonymized: anonymization.anonymize(values),
    updated: writing.appendUpdated({ ...values, now }),
    requests: anonymization.forgetRequests(values),
    waiting: anonymization.forgetWaiting(values),
    found: findAmbassador(values),
  })
  if (ambassador === undefined) throw notFound()
  updated.forEach(announce)
  return ambassador
}
