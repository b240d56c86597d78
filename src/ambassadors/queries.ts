// The SQL that reads ambassadors.
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { PageRequest, Sort } from '../contract/lists/schema.ts'
import { countOf, knownTotal, rowsOf, type Scan, type Walk } from '../db/keyset.ts'
import { ambassadorColumns, ambassadors, brands, brandTagMembers } from '../db/schema.ts'
import { isOneOf } from '../db/statement.ts'
import { hasWords } from '../domain/ambassadors/search-queries.ts'

export type AmbassadorSort = Sort<'last_action_date' | 'id_ambassador'>

/** What a list of ambassadors is narrowed to; null does not narrow. */
export interface AmbassadorFilter {
  readonly idBrand: number
  readonly idBrandTag: number | null
  /** All of them must be in the names; in the form of `search.ts`. */
  readonly words: readonly string[]
  readonly statuses: readonly number[] | null
  readonly actives: readonly number[] | null
  readonly excluded: readonly number[] | null
  readonly isAnonymizedListed: boolean
}

/**
 * A tag is read by its members, of whom there are at most 10,000, and never by a walk along the whole brand in search of them.
 */
const listed = ({ idBrand, idBrandTag }: AmbassadorFilter): SQL =>
  idBrandTag === null
    ? sql`${ambassadors}`
    : sql`(select ${ambassadors}.* from ${brandTagMembers} cross join ${ambassadors}
        where ${brandTagMembers.idBrand} = ${idBrand} and ${brandTagMembers.idBrandTag} = ${idBrandTag}
          and ${ambassadors.idBrand} = ${brandTagMembers.idBrand}
          and ${ambassadors.idAmbassador} = ${brandTagMembers.idAmbassador}) ${ambassadors}`

/** Told which index to walk: inside one last action SQLite would rather walk along the ids of the whole brand. */
const inOrderOfAction = (filter: AmbassadorFilter): SQL =>
  filter.idBrandTag === null
    ? sql`${ambassadors} indexed by ambassadors_last_action`
    : listed(filter)

const walkOf = ({ field, isDescending }: AmbassadorSort): Walk => {
  const id = ambassadors.idAmbassador
  const key = field === 'id_ambassador' ? id : ambassadors.lastActionOrder
  return { key, id, isDescending }
}

const fitsOf = (filter: AmbassadorFilter) =>
  and(
    hasWords(ambassadors.searchText, filter.words),
    isOneOf(ambassadors.status, filter.statuses),
    isOneOf(ambassadors.active, filter.actives),
    filter.excluded === null
      ? undefined
      : sql`not ${isOneOf(ambassadors.idAmbassador, filter.excluded)}`,
  )

/** The ambassadors of a brand. Under a tag all are asked, and only who fits is sorted. */
const scanOf = (filter: AmbassadorFilter, sort: AmbassadorSort): Scan => {
  const walk = walkOf(sort)
  const fits = fitsOf(filter)
  const isOfTag = filter.idBrandTag !== null
  return {
    walk,
    table: ambassadors,
    from: walk.key === walk.id ? listed(filter) : inOrderOfAction(filter),
    range: and(
      eq(ambassadors.idBrand, filter.idBrand),
      filter.isAnonymizedListed ? undefined : sql`${ambassadors.isAnonymized} = 0`,
      isOfTag ? fits : undefined,
    ),
    fits: isOfTag ? undefined : fits,
  }
}

/** A page of the ambassadors of a brand. */
export const listAmbassadors = (
  filter: AmbassadorFilter,
  page: PageRequest,
  sort: AmbassadorSort,
) => rowsOf(ambassadorColumns, scanOf(filter, sort), page)

/** How many people the whole list has. Without a filter their brand knows it. */
export const countAmbassadors = (
  filter: AmbassadorFilter,
  page: PageRequest,
  sort: AmbassadorSort,
) => {
  const scan = scanOf(filter, sort)
  if (scan.fits !== undefined || filter.idBrandTag !== null) return countOf(page, scan)
  const hidden = filter.isAnonymizedListed ? sql`0` : brands.anonymizedCount
  const total = sql<number>`${brands.peopleCount} - ${hidden}`
  return knownTotal(page, total, brands, eq(brands.idBrand, filter.idBrand))
}
