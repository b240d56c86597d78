// The SQL that creates and changes many ambassadors: all of them or none. What a record leaves out stays as it is.
import { and, eq, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { isClient } from '../domain/access/queries.ts'
import { insertBrand } from '../domain/brands/queries.ts'
import { Active } from '../contract/codes.ts'
import { holds } from '../db/rows.ts'
import { type AmbassadorRow, ambassadors } from '../db/schema.ts'
import { build, insertFrom, integer, json, literal, select, statement } from '../db/statement.ts'
import { appendEvents, numbered } from '../domain/events/append-queries.ts'
import { FIRST_RESERVED_ID } from './write-queries.ts'

const other = alias(ambassadors, 'other')
const known = alias(ambassadors, 'known')

type Placeholders<Name extends string> = Readonly<Record<Name, Placeholder>>

/** `keys` are the id of each record, with status and e-mail where it has them. */
type Asked = Placeholders<'idBrand' | 'keys'>

const asked = { idBrand: integer, keys: json }

/** A field of a JSON record; null where it is null or not there. */
const field = (record: 'asked' | 'person', name: string): SQL =>
  sql.raw(`${record}.value ->> '${name}'`)

/** What a field of a record becomes, given what is there: a field that is not there keeps it. */
const merged = (record: 'asked' | 'person', name: keyof AmbassadorRow, stored: SQL): SQL =>
  sql`case when json_type(${sql.raw(record)}.value, ${sql.raw(`'$.${name}'`)}) is null
    then ${stored} else ${field(record, name)} end`

const isKnown = (record: 'asked' | 'person', idBrand: Placeholder): SQL =>
  sql`${known.idBrand} = ${idBrand} and ${known.idAmbassador} = ${field(record, 'idAmbassador')}`

/**
 * The records beside what is there of them. `claim` is the e-mail that only one client may have, `holds` whether the ambassador
 * has it already, `claimant` which of those who would have it is the first.
 */
const askedOnes = ({ idBrand, keys }: Asked) => sql`(
  select *, row_number() over (partition by claim order by holds desc, position) as claimant from (
    select *, ${isClient(sql`known_status`)} and known_email is claim as holds from (
      select *, case when ${isClient(sql`new_status`)} then new_email end as claim from (
        select asked.key as position, ${field('asked', 'idAmbassador')} as id,
          ${known.idAmbassador} is null as is_new, coalesce(${known.isAnonymized}, 0) as is_anonymized,
          ${known.status} as known_status, ${known.emailTmp} as known_email,
          coalesce(${field('asked', 'status')}, ${known.status}) as new_status,
          ${merged('asked', 'emailTmp', sql`${known.emailTmp}`)} as new_email,
          json_type(asked.value, '$.emailTmp') is not null as has_email
        from json_each(${keys}) asked left join ${ambassadors} ${known} on ${isKnown('asked', idBrand)}
      ))))`

const isReserved = sql`(is_new and id >= ${literal(FIRST_RESERVED_ID)})`
const lacksStatus = sql`(new_status is null)`

/** Whether another client has the e-mail: one who is not asked for, and so keeps it, or one of the others asked for. */
const isTaken = ({ idBrand, keys }: Asked) => sql`(claim is not null and not coalesce(holds, 0)
  and (claimant > 1 or exists (
    select 1 from ${ambassadors} ${other}
    where ${other.idBrand} = ${idBrand} and ${isClient(other.status)} and ${other.emailTmp} = claim
      and ${other.idAmbassador} not in (select value ->> 'idAmbassador' from json_each(${keys})))))`

const isRefused = (values: Asked) =>
  sql`(${isReserved} or is_anonymized or ${lacksStatus} or ${isTaken(values)})`

/** The records that are refused, with the reasons. */
export const findRefused = statement(asked, (values) =>
  select({
    position: sql<number>`position`,
    isReserved: holds(isReserved),
    isAnonymized: holds(sql`is_anonymized`),
    lacksStatus: holds(lacksStatus),
    isTaken: holds(isTaken(values)),
  })
    .from(sql`${askedOnes(values)}`)
    .where(isRefused(values))
    .orderBy(sql`position`),
)

/** How many of the ambassadors are there. */
export const countKnown = statement(asked, (values) =>
  select({ count: sql<number>`count(*)` })
    .from(sql`${askedOnes(values)}`)
    .where(sql`not is_new`),
)

const nothingRefused = (values: Asked) =>
  sql`not exists (select 1 from ${askedOnes(values)} where ${isRefused(values)})`

/** Makes the brand if nothing is refused. */
export const createBrandOfAsked = statement({ ...asked, now: integer }, ({ now, ...values }) =>
  insertBrand({ idBrand: values.idBrand, now }, nothingRefused(values)),
)

/** Frees the e-mails that clients give up if nothing is refused, so that two of them may swap theirs. */
export const releaseEmails = statement(asked, (values) =>
  build
    .update(ambassadors)
    .set({
      emailTmp: sql`case when has_email then null else ${ambassadors.emailTmp} end`,
      status: sql`new_status`,
    })
    .from(sql`${askedOnes(values)}`)
    .where(
      and(
        eq(ambassadors.idBrand, values.idBrand),
        sql`${ambassadors.idAmbassador} = id`,
        sql`${isClient(sql`known_status`)} and known_email is not claim`,
        nothingRefused(values),
      ),
    ),
)

const keeping = (name: keyof AmbassadorRow): SQL => merged('person', name, sql`${known[name]}`)

/** What the rows of `people` come to be. */
const columns = {
  image: keeping('image'),
  firstname: keeping('firstname'),
  lastname: keeping('lastname'),
  username: keeping('username'),
  email: keeping('email'),
  emailTmp: keeping('emailTmp'),
  // An e-mail of the brand's takes the place of one that the ambassador has set, unless the record tells them apart.
  ownEmailTmp: sql`case when json_type(person.value, '$.emailTmp') is null or ${field('person', 'keepsOwn')}
    then ${known.ownEmailTmp} end`,
  active: sql`coalesce(${field('person', 'active')}, ${known.active}, ${literal(Active.active)})`,
  status: sql`coalesce(${field('person', 'status')}, ${known.status})`,
  customerId: keeping('customerId'),
}

const LINE = sql.raw('char(10)')

/** What is behind the first line of a search text. */
const restOf = (text: SQL): SQL => sql`substr(${text}, instr(${text}, ${LINE}) + 1)`
const firstOf = (text: SQL): SQL => sql`substr(${text}, 1, instr(${text}, ${LINE}) - 1)`

const storedText = sql`substr(${known.searchText}, 2)`
const storedLines = [
  firstOf(storedText),
  firstOf(restOf(storedText)),
  restOf(restOf(storedText)),
] as const

const isFolded = sql`(${known.searchText} is null or unicode(${known.searchText}) = 2)`

/** A line of the search text: folded from the record, else as it is, else the name until `npm run db:migrate` folds it. */
const lineOf = (index: 0 | 1 | 2, name: 'firstname' | 'lastname' | 'username'): SQL =>
  sql`coalesce(person.value -> 'lines' ->> ${literal(index)},
    case when ${isFolded} then ${storedLines[index]} else lower(${known[name]}) end, '')`

const lines = sql`${lineOf(0, 'firstname')} || ${LINE} || ${lineOf(1, 'lastname')} || ${LINE} || ${lineOf(2, 'username')}`

/** In the form of `search.ts`. Without its version where a line is not folded. */
const searchText = sql`case when ${isFolded} or json_array_length(person.value -> 'lines') = 3 and not exists (
      select 1 from json_each(person.value -> 'lines') line where line.value is null)
    then char(2) else char(1) end || nullif(${lines}, ${LINE} || ${LINE})`

const values = Object.entries(columns) as [keyof typeof columns, SQL][]

const stored = values.map(([name]) => sql`${known[name]}`)

const differs = sql`(${sql.join(stored, sql`, `)}) is not (${sql.join(
  values.map(([, value]) => value),
  sql`, `,
)})`

/** How many of `people` are there just as they would be written. */
export const countUnchanged = statement({ idBrand: integer, people: json }, ({ idBrand, people }) =>
  select({ count: sql<number>`count(*)` })
    .from(
      sql`json_each(${people}) person cross join ${ambassadors} ${known} on ${isKnown('person', idBrand)}`,
    )
    .where(sql`not ${differs}`),
)

/** Appends to the log who of `people` is about to be created or changed, if nothing of all is refused. */
export const appendUpdated = statement(
  { ...asked, people: json, now: integer },
  ({ people, now, ...all }) =>
    appendEvents(
      'ambassador.updated',
      all.idBrand,
      { idAmbassador: field('person', 'idAmbassador') },
      now,
      sql`from json_each(${people}) person left join ${ambassadors} ${known} on ${isKnown('person', all.idBrand)}
        where (${known.idAmbassador} is null or ${differs}) and ${nothingRefused(all)}`,
      numbered(all.idBrand),
    ),
)

const WRITTEN = [...values.map(([name]) => name), 'searchText' as const]

const listOf = (made: (name: string) => SQL): SQL =>
  sql.join(
    WRITTEN.map((name) => made(ambassadors[name].name)),
    sql`, `,
  )

/** Creates or changes `people`, a part of the records, if nothing of all is refused. Writes only what differs. */
export const upsertAmbassadors = statement({ ...asked, people: json }, ({ people, ...all }) =>
  insertFrom(
    ambassadors,
    {
      idBrand: all.idBrand,
      idAmbassador: field('person', 'idAmbassador'),
      ...columns,
      searchText,
    },
    sql`from json_each(${people}) person left join ${ambassadors} ${known} on ${isKnown('person', all.idBrand)}
      where ${nothingRefused(all)}`,
  ).onConflictDoUpdate({
    target: [ambassadors.idBrand, ambassadors.idAmbassador],
    set: Object.fromEntries(
      WRITTEN.map((name) => [name, sql.raw(`excluded.${ambassadors[name].name}`)]),
    ),
    setWhere: sql`(${listOf((name) => sql.raw(`"ambassadors"."${name}"`))}) is not (${listOf((name) => sql.raw(`excluded.${name}`))})`,
  }),
)
