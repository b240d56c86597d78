// The SQL that writes ambassadors. Conditions live in the statements, so that they hold under any concurrency.
import { and, eq, getTableColumns, type Placeholder, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { insertBrand } from '../brands/queries.ts'
import { ambassadors } from '../db/schema.ts'
import { build, literal, named, statement } from '../db/statement.ts'

/** Ids from here on are given out by the service; a brand's own ids stay below. */
const FIRST_RESERVED_ID = 1_073_741_824

const other = alias(ambassadors, 'other')
const known = alias(ambassadors, 'known')

type Values<Name extends string> = Record<Name, Placeholder>

const isAmbassador = ({ idBrand, idAmbassador }: Values<'idBrand' | 'idAmbassador'>) =>
  and(eq(ambassadors.idBrand, idBrand), eq(ambassadors.idAmbassador, idAmbassador))

/** Whether the ambassador would be a second client with this e-mail. Served by the index ambassadors_client_email. */
const isTakenFrom = ({ idBrand, emailTmp }: Values<'idBrand' | 'emailTmp'>) =>
  sql<number>`(${ambassadors.status} = 7 and exists (
    select 1 from ${ambassadors} ${other}
    where ${other.idBrand} = ${idBrand} and ${other.status} = 7 and ${other.emailTmp} = ${emailTmp}
      and ${other.idAmbassador} <> ${ambassadors.idAmbassador}))`

/** What decides whether an ambassador may have an e-mail; no row if there is no such ambassador. */
export const findEmailOwner = statement(
  ['idBrand', 'idAmbassador', 'emailTmp'],
  ({ emailTmp, ...ambassador }) =>
    build
      .select({
        isAnonymized: sql<number>`${ambassadors.isAnonymized}`.as('isAnonymized'),
        isTaken: sql<number>`${isTakenFrom({ ...ambassador, emailTmp })}`.as('isTaken'),
      })
      .from(ambassadors)
      .where(isAmbassador(ambassador)),
)

/** Sets or clears the brand's e-mail of an ambassador who may have it. */
export const updateEmail = statement(
  ['idBrand', 'idAmbassador', 'emailTmp'],
  ({ emailTmp, ...ambassador }) =>
    build
      .update(ambassadors)
      .set({ emailTmp: sql`${emailTmp}`, ownEmailTmp: null })
      .where(
        and(
          isAmbassador(ambassador),
          sql`${ambassadors.isAnonymized} = 0`,
          sql`not ${isTakenFrom({ ...ambassador, emailTmp })}`,
        ),
      ),
)

/** Sets the e-mail that an ambassador has for itself, or clears it with an empty one. */
export const updateOwnEmail = statement(
  ['idBrand', 'idAmbassador', 'emailTmp'],
  ({ emailTmp, ...ambassador }) =>
    build
      .update(ambassadors)
      .set({ ownEmailTmp: sql`${emailTmp}` })
      .where(and(isAmbassador(ambassador), sql`${ambassadors.isAnonymized} = 0`)),
)

export const createBrand = statement(['idBrand', 'now'], (values) => insertBrand(values, sql`true`))

/** Inserts an active client with the next reserved id, or nothing if its e-mail has a client. */
export const insertClient = statement(
  ['idBrand', 'emailTmp', 'firstname', 'lastname', 'searchText'],
  ({ idBrand, emailTmp, firstname, lastname, searchText }) =>
    build
      .insert(ambassadors)
      .select(
        sql`select ${idBrand}, coalesce((
            select max(${other.idAmbassador}) from ${ambassadors} ${other}
            where ${other.idBrand} = ${idBrand} and ${other.idAmbassador} >= ${literal(FIRST_RESERVED_ID)}
          ), ${literal(FIRST_RESERVED_ID - 1)}) + 1,
          null, ${firstname}, ${lastname}, null, null, ${emailTmp}, null, 1, 7, null, null, 0, ${searchText}
          where true`,
      )
      .onConflictDoNothing(),
)

export const findClient = statement(['idBrand', 'emailTmp'], ({ idBrand, emailTmp }) =>
  build
    .select(named(getTableColumns(ambassadors)))
    .from(ambassadors)
    .where(
      and(
        eq(ambassadors.idBrand, idBrand),
        sql`${ambassadors.status} = 7`,
        eq(ambassadors.emailTmp, emailTmp),
      ),
    ),
)

const isAsked = ({ idBrand }: Values<'idBrand'>) =>
  sql`${known.idBrand} = ${idBrand} and ${known.idAmbassador} = asked.value ->> 0`

/** The asked ambassadors, `[id, e-mail of a client or null]` each in the JSON `keys`, beside the ones that are there. */
const askedBesideKnown = ({ keys, ...brand }: Values<'idBrand' | 'keys'>) =>
  sql`json_each(${keys}) asked left join ${ambassadors} ${known} on ${isAsked(brand)}`

/** The asked ones that are there. `cross join`, or SQLite looks through all clients of the brand for each of them. */
const askedAndKnown = ({ keys, ...brand }: Values<'idBrand' | 'keys'>) =>
  sql`json_each(${keys}) asked cross join ${ambassadors} ${known} on ${isAsked(brand)}`

const isReserved = sql`(${known.idAmbassador} is null and asked.value ->> 0 >= ${literal(FIRST_RESERVED_ID)})`

const isAnonymized = sql`coalesce(${known.isAnonymized}, 0)`

/** Whether a client who is not asked for, and so keeps its e-mail, has the asked one. */
const isTaken = ({ idBrand, keys }: Values<'idBrand' | 'keys'>) => sql`exists (
  select 1 from ${ambassadors} ${other}
  where ${other.idBrand} = ${idBrand} and ${other.status} = 7 and ${other.emailTmp} = asked.value ->> 1
    and ${other.idAmbassador} not in (select value ->> 0 from json_each(${keys})))`

const isRefused = (values: Values<'idBrand' | 'keys'>) =>
  sql`${isReserved} or ${isAnonymized} or ${isTaken(values)}`

const refused = (values: Values<'idBrand' | 'keys'>) =>
  sql`${askedBesideKnown(values)} where ${isRefused(values)}`

/** The asked ambassadors that can't be put, with the reasons. */
export const findRefused = statement(['idBrand', 'keys'], (values) =>
  build
    .select({
      position: sql<number>`asked.key`.as('position'),
      isReserved: sql<number>`${isReserved}`.as('isReserved'),
      isAnonymized: sql<number>`${isAnonymized}`.as('isAnonymized'),
      isTaken: sql<number>`${isTaken(values)}`.as('isTaken'),
    })
    .from(askedBesideKnown(values))
    .where(isRefused(values))
    .orderBy(sql`asked.key`),
)

/** How many of the asked ambassadors are there. */
export const countKnown = statement(['idBrand', 'keys'], (values) =>
  build.select({ count: sql<number>`count(*)`.as('count') }).from(askedAndKnown(values)),
)

const nothingRefused = (values: Values<'idBrand' | 'keys'>) =>
  sql`not exists (select 1 from ${refused(values)})`

/** Makes the brand if nothing is refused. */
export const createBrandOfAsked = statement(['idBrand', 'now', 'keys'], ({ now, ...asked }) =>
  insertBrand({ idBrand: asked.idBrand, now }, nothingRefused(asked)),
)

/** Frees the e-mails that the asked clients give up if nothing is refused, so that two of them may swap theirs. */
export const releaseEmails = statement(['idBrand', 'keys'], (asked) =>
  build
    .update(ambassadors)
    .set({ emailTmp: null })
    .where(
      and(
        eq(ambassadors.idBrand, asked.idBrand),
        sql`${ambassadors.idAmbassador} in (
          select ${known.idAmbassador} from ${askedAndKnown(asked)}
          where ${known.status} = 7 and ${known.emailTmp} is not asked.value ->> 1)`,
        nothingRefused(asked),
      ),
    ),
)

const REPLACED = [
  'image',
  'firstname',
  'lastname',
  'username',
  'email',
  'emailTmp',
  'ownEmailTmp',
  'active',
  'status',
  'customerId',
  'searchText',
] as const

/** A column of the JSON row `person`. */
const value = (name: keyof typeof ambassadors.$inferSelect) =>
  sql`person.value ->> ${sql.raw(`'${name}'`)}`

/** Inserts or replaces a part of the asked ambassadors, `people`, if nothing of all is refused. */
export const upsertAmbassadors = statement(['idBrand', 'keys', 'people'], ({ people, ...asked }) =>
  build
    .insert(ambassadors)
    .select(
      sql`select ${asked.idBrand}, ${value('idAmbassador')}, ${value('image')}, ${value('firstname')},
          ${value('lastname')}, ${value('username')}, ${value('email')}, ${value('emailTmp')}, null,
          ${value('active')}, ${value('status')}, null, ${value('customerId')}, 0, ${value('searchText')}
        from json_each(${people}) person where ${nothingRefused(asked)}`,
    )
    .onConflictDoUpdate({
      target: [ambassadors.idBrand, ambassadors.idAmbassador],
      set: Object.fromEntries(
        REPLACED.map((name) => [name, sql.raw(`excluded.${ambassadors[name].name}`)]),
      ),
    }),
)
