// The SQL that writes ambassadors. Conditions live in the statements, so that they hold under any concurrency.
import { and, eq, type Placeholder, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { Active, Status } from '../contract/codes.ts'
import { isClient } from '../domain/access/queries.ts'
import { ambassadorColumns, ambassadors } from '../db/schema.ts'
import { holds } from '../db/rows.ts'
import {
  build,
  insertFrom,
  integer,
  literal,
  nullable,
  select,
  statement,
  text,
} from '../db/statement.ts'
import { appendIfWritten } from '../domain/events/append-queries.ts'

/** Ids from here on are given out by the service; a brand's own ids stay below. */
export const FIRST_RESERVED_ID = 1_073_741_824

const other = alias(ambassadors, 'other')

const AMBASSADOR = { idBrand: integer, idAmbassador: integer }

type Values<Name extends string> = Record<Name, Placeholder>

const isAmbassador = ({ idBrand, idAmbassador }: Values<'idBrand' | 'idAmbassador'>) =>
  and(eq(ambassadors.idBrand, idBrand), eq(ambassadors.idAmbassador, idAmbassador))

/** Whether the ambassador would be a second client with this e-mail. Served by the index ambassadors_client_email. */
const isTakenFrom = ({ idBrand, emailTmp }: Values<'idBrand' | 'emailTmp'>) =>
  sql`(${isClient(ambassadors.status)} and exists (
    select 1 from ${ambassadors} ${other}
    where ${other.idBrand} = ${idBrand} and ${isClient(other.status)} and ${other.emailTmp} = ${emailTmp}
      and ${other.idAmbassador} <> ${ambassadors.idAmbassador}))`

const isClientOf = (idBrand: Placeholder, emailTmp: Placeholder) =>
  and(
    eq(ambassadors.idBrand, idBrand),
    isClient(ambassadors.status),
    eq(ambassadors.emailTmp, emailTmp),
  )

/** What decides whether an ambassador may have an e-mail; no row if there is no such ambassador. */
export const findEmailOwner = statement(
  { ...AMBASSADOR, emailTmp: nullable(text) },
  ({ emailTmp, ...values }) =>
    select({
      isAnonymized: ambassadors.isAnonymized,
      isTaken: holds(isTakenFrom({ ...values, emailTmp })),
    })
      .from(ambassadors)
      .where(isAmbassador(values)),
)

/** Sets or clears the brand's e-mail of an ambassador who may have it. */
export const updateEmail = statement(
  { ...AMBASSADOR, emailTmp: nullable(text) },
  ({ emailTmp, ...values }) =>
    build
      .update(ambassadors)
      .set({ emailTmp: sql`${emailTmp}`, ownEmailTmp: null })
      .where(
        and(
          isAmbassador(values),
          sql`${ambassadors.isAnonymized} = 0
            and (${ambassadors.emailTmp}, ${ambassadors.ownEmailTmp}) is not (${emailTmp}, null)`,
          sql`not ${isTakenFrom({ ...values, emailTmp })}`,
        ),
      ),
)

/** Sets the e-mail that an ambassador has for itself, or clears it with an empty one. */
export const updateOwnEmail = statement(
  { ...AMBASSADOR, emailTmp: text },
  ({ emailTmp, ...values }) =>
    build
      .update(ambassadors)
      .set({ ownEmailTmp: sql`${emailTmp}` })
      .where(
        and(
          isAmbassador(values),
          sql`${ambassadors.isAnonymized} = 0 and ${ambassadors.ownEmailTmp} is not ${emailTmp}`,
        ),
      ),
)

/** Appends to the log that the statement before has changed the ambassador. */
export const appendUpdated = statement(
  { ...AMBASSADOR, now: integer },
  ({ idBrand, idAmbassador, now }) =>
    appendIfWritten('ambassador.updated', idBrand, { idAmbassador }, now),
)

/** The same of the client that it has made. */
export const appendClient = statement(
  { idBrand: integer, emailTmp: text, now: integer },
  ({ idBrand, emailTmp, now }) =>
    appendIfWritten(
      'ambassador.updated',
      idBrand,
      { idAmbassador: ambassadors.idAmbassador },
      now,
      sql`from ${ambassadors}`,
      isClientOf(idBrand, emailTmp),
    ),
)

/** Inserts an active client with the next reserved id, or nothing if its e-mail has a client. */
export const insertClient = statement(
  {
    idBrand: integer,
    emailTmp: text,
    firstname: nullable(text),
    lastname: nullable(text),
    searchText: nullable(text),
  },
  (values) =>
    insertFrom(
      ambassadors,
      {
        ...values,
        idAmbassador: sql`coalesce((
            select max(${other.idAmbassador}) from ${ambassadors} ${other}
            where ${other.idBrand} = ${values.idBrand}
              and ${other.idAmbassador} >= ${literal(FIRST_RESERVED_ID)}
          ), ${literal(FIRST_RESERVED_ID - 1)}) + 1`,
        active: literal(Active.active),
        status: literal(Status.client),
      },
      sql`where true`,
    ).onConflictDoNothing(),
)

export const findClient = statement({ idBrand: integer, emailTmp: text }, ({ idBrand, emailTmp }) =>
  select(ambassadorColumns).from(ambassadors).where(isClientOf(idBrand, emailTmp)),
)
