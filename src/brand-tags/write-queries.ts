// The SQL that writes brand tags and who is under them. Nothing is written if one of the asked members is refused.
import { and, eq, type Placeholder, sql } from 'drizzle-orm'
import { isUsable } from '../domain/access/queries.ts'
import { insertBrand } from '../domain/brands/queries.ts'
import { ambassadors, brandTagMembers, brandTags } from '../db/schema.ts'
import {
  aliased,
  build,
  unlessNull,
  insertFrom,
  integer,
  json,
  nextId,
  nullable,
  select,
  statement,
  text,
  valuesOf,
} from '../db/statement.ts'

type Values<Name extends string> = Record<Name, Placeholder>

type Asked = Values<'idBrand' | 'idBrandTag' | 'ids'>

const ASKED = { idBrand: integer, idBrandTag: nullable(integer), ids: nullable(json) }

/**
 * The ids of the JSON list `ids` that name nobody who may come under the tag. Who is under it already may stay, also when it
 * has been shut out or anonymized since.
 */
const refused = ({ idBrand, idBrandTag, ids }: Asked) => sql`json_each(${ids}) asked
  where not exists (
    select 1 from ${ambassadors}
    where ${ambassadors.idBrand} = ${idBrand} and ${ambassadors.idAmbassador} = asked.value
      and ${isUsable})
  and not exists (
    select 1 from ${brandTagMembers}
    where ${brandTagMembers.idBrand} = ${idBrand} and ${brandTagMembers.idBrandTag} = ${idBrandTag}
      and ${brandTagMembers.idAmbassador} = asked.value)`

const nothingRefused = (asked: Asked) => sql`not exists (select 1 from ${refused(asked)})`

/** Where in the list the refused ids are. */
export const findRefused = statement(ASKED, (asked) =>
  select({ position: sql<number>`asked.key` }).from(refused(asked)),
)

/** Makes the brand of a new tag. */
export const createBrand = statement({ ...ASKED, now: integer }, ({ now, ...asked }) =>
  insertBrand({ idBrand: asked.idBrand, now }, nothingRefused(asked)),
)

/** Inserts a tag with the next id of the brand, unless its key is known. It is unfinished: it has no hash yet. */
export const insertBrandTag = statement(
  { ...ASKED, name: text, visibilityChat: integer, requestKey: nullable(text) },
  ({ name, visibilityChat, requestKey, ...asked }) =>
    insertFrom(
      brandTags,
      {
        idBrand: asked.idBrand,
        idBrandTag: nextId(brandTags.idBrandTag, asked.idBrand),
        name,
        visibilityChat,
        requestKey,
      },
      sql`where ${nothingRefused(asked)}`,
    )
      .onConflictDoNothing()
      .returning(aliased({ idBrandTag: brandTags.idBrandTag })),
)

type Unfinished = Values<'idBrand' | 'requestKey'>

const UNFINISHED = { idBrand: integer, requestKey: nullable(text) }

const membership = { idBrand: brandTags.idBrand, idBrandTag: brandTags.idBrandTag }

const isUnfinished = ({ idBrand, requestKey }: Unfinished) =>
  and(
    eq(brandTags.idBrand, idBrand),
    eq(brandTags.requestKey, requestKey),
    sql`${brandTags.requestHash} is null`,
  )

/** Puts the asked ambassadors under the tag that was inserted in the same batch. */
export const insertFirstMembers = statement(
  { ...UNFINISHED, ids: nullable(json) },
  ({ ids, ...unfinished }) =>
    insertFrom(
      brandTagMembers,
      { ...membership, idAmbassador: sql`asked.value` },
      sql`from ${brandTags} cross join json_each(${ids}) asked where ${isUnfinished(unfinished)}`,
    ),
)

/** Gives the tag its hash: a repeat finds nothing unfinished, and leaves the members as they are by then. */
export const finishBrandTag = statement(
  { ...UNFINISHED, requestHash: nullable(text) },
  ({ requestHash, ...unfinished }) =>
    build
      .update(brandTags)
      .set({ requestHash: sql`${requestHash}` })
      .where(isUnfinished(unfinished)),
)

/** Changes what is not null. */
export const updateBrandTag = statement(
  { ...ASKED, name: nullable(text), visibilityChat: nullable(integer) },
  ({ name, visibilityChat, ...asked }) =>
    build
      .update(brandTags)
      .set(unlessNull(brandTags, { name, visibilityChat }))
      .where(
        and(
          eq(brandTags.idBrand, asked.idBrand),
          eq(brandTags.idBrandTag, asked.idBrandTag),
          nothingRefused(asked),
        ),
      ),
)

/** Removes who is not asked for; nobody when `ids` is null. */
export const removeMembers = statement(ASKED, (asked) =>
  build
    .delete(brandTagMembers)
    .where(
      and(
        eq(brandTagMembers.idBrand, asked.idBrand),
        eq(brandTagMembers.idBrandTag, asked.idBrandTag),
        sql`${asked.ids} is not null`,
        sql`${brandTagMembers.idAmbassador} not in ${valuesOf(asked.ids)}`,
        nothingRefused(asked),
      ),
    ),
)

/** Puts who is asked for and not there yet under a tag, if there is such a tag. */
export const addMembers = statement(ASKED, (asked) =>
  insertFrom(
    brandTagMembers,
    { ...membership, idAmbassador: sql`asked.value` },
    sql`from ${brandTags} cross join json_each(${asked.ids}) asked
      where ${brandTags.idBrand} = ${asked.idBrand} and ${brandTags.idBrandTag} = ${asked.idBrandTag}
        and ${nothingRefused(asked)}`,
  ).onConflictDoNothing(),
)
