// The SQL that reads brand tags.
import { and, eq, getTableColumns, type Placeholder, sql } from 'drizzle-orm'
import { countOf, rowsOf, type Scan, type Walk } from '../db/keyset.ts'
import {
  type AmbassadorRow,
  ambassadors,
  brandTagMembers,
  brandTags,
  crowdColumns,
} from '../db/schema.ts'
import { jsonRow, jsonValue } from '../db/rows.ts'
import { integer, literal, nullable, select, statement, text } from '../db/statement.ts'
import type { PageRequest, Sort } from '../contract/lists/schema.ts'

/** Members that a list of tags shows of each. */
const MOST_LISTED = 50

const isMembership = sql`${brandTagMembers.idBrand} = ${brandTags.idBrand}
  and ${brandTagMembers.idBrandTag} = ${brandTags.idBrandTag}`

const isTagMember = and(
  eq(ambassadors.idBrand, brandTagMembers.idBrand),
  eq(ambassadors.idAmbassador, brandTagMembers.idAmbassador),
)

const memberCount = sql<number>`(select count(*) from ${brandTagMembers} where ${isMembership})`

/** The rows of the first members of a tag, by id. */
const firstMembers = jsonValue<AmbassadorRow[]>(sql`(
  select json_group_array(json(member)) from (
    select ${jsonRow(crowdColumns)} as member from ${brandTagMembers} cross join ${ambassadors}
    where ${isMembership} and ${isTagMember}
    order by ${brandTagMembers.idAmbassador} limit ${literal(MOST_LISTED)}))`)

export type BrandTagSort = Sort<'id_brand_tag' | 'visibility_chat'>

const walkOf = ({ field, isDescending }: BrandTagSort): Walk => ({
  key: field === 'id_brand_tag' ? brandTags.idBrandTag : brandTags.visibilityChat,
  id: brandTags.idBrandTag,
  isDescending,
})

/** Named, because the planner would otherwise walk the ids and sort. */
const inOrderOf = ({ field }: BrandTagSort) =>
  field === 'id_brand_tag' ? brandTags : sql`${brandTags} indexed by brand_tags_visibility`

const scanOf = (idBrand: number, sort: BrandTagSort): Scan => ({
  walk: walkOf(sort),
  table: brandTags,
  from: inOrderOf(sort),
  range: eq(brandTags.idBrand, idBrand),
  fits: undefined,
})

/** A page of the tags of a brand with the first members of each. */
export const listBrandTags = (idBrand: number, page: PageRequest, sort: BrandTagSort) =>
  rowsOf(
    { ...getTableColumns(brandTags), memberCount, members: firstMembers },
    scanOf(idBrand, sort),
    page,
  )

export const countBrandTags = (idBrand: number, page: PageRequest, sort: BrandTagSort) =>
  countOf(page, scanOf(idBrand, sort))

type Wanted = Record<'idBrand' | 'idBrandTag' | 'requestKey', Placeholder>

const WANTED = { idBrand: integer, idBrandTag: nullable(integer), requestKey: nullable(text) }

/** The id of a tag; for a null id that of the tag that came with an idempotency key. */
const idOf = ({ idBrand, idBrandTag, requestKey }: Wanted) =>
  sql`coalesce(${idBrandTag}, (
    select keyed.id_brand_tag from ${brandTags} keyed
    where keyed.id_brand = ${idBrand} and keyed.request_key = ${requestKey}))`

/** A tag by its id or by the idempotency key that it came with. */
export const findBrandTag = statement(WANTED, (wanted) =>
  select({ ...getTableColumns(brandTags), memberCount })
    .from(brandTags)
    .where(and(eq(brandTags.idBrand, wanted.idBrand), eq(brandTags.idBrandTag, idOf(wanted)))),
)

/** All members of such a tag. */
export const listMembers = statement(WANTED, (wanted) =>
  select(crowdColumns)
    .from(brandTagMembers)
    .crossJoin(ambassadors)
    .where(
      and(
        eq(brandTagMembers.idBrand, wanted.idBrand),
        eq(brandTagMembers.idBrandTag, idOf(wanted)),
        isTagMember,
      ),
    )
    .orderBy(brandTagMembers.idAmbassador),
)
