// Which rooms a page of the manager's list holds.
import { and, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import {
  afterCursor,
  countOf,
  cutTo,
  endOf,
  isBackward,
  knownTotal,
  pageOf,
  type Scan,
} from '../db/keyset.ts'
import { chatroomPivots, chatrooms } from '../db/schema.ts'
import { isOneOf, literal } from '../db/statement.ts'
import type { PageRequest, Sort } from '../contract/lists/schema.ts'

export interface ManagerRooms {
  readonly idBrand: number
  readonly types: readonly number[] | null
  readonly discussions: readonly number[] | null
  readonly sources: readonly number[] | null
  readonly dialogue: 'established' | 'not_established' | null
  /** Values of the last rating; null among them for rooms without one. */
  readonly ratings: readonly (number | null)[] | null
  readonly author: number | null
}

/** Orders that have an index of their own; the others are the order of the ids. */
const KEYS = { last_message_date: chatrooms.lastMessageAt, last_rating: chatrooms.lastRatingValue }

/** Null among the values is no rating. */
const hasRating = (values: readonly (number | null)[] | null) =>
  or(
    isOneOf(chatrooms.lastRatingValue, values),
    values?.includes(null) ? isNull(chatrooms.lastRatingValue) : undefined,
  )

const fitsOf = (filter: ManagerRooms) =>
  and(
    isOneOf(chatrooms.typeChatroom, filter.types),
    isOneOf(chatrooms.typeDiscussion, filter.discussions),
    isOneOf(chatrooms.source, filter.sources),
    hasRating(filter.ratings),
    filter.dialogue === 'established' ? isNotNull(chatrooms.establishedAt) : undefined,
    filter.dialogue === 'not_established' ? isNull(chatrooms.establishedAt) : undefined,
    filter.author === null
      ? undefined
      : sql`exists (select 1 from ${chatroomPivots}
          where ${chatroomPivots.idBrand} = ${filter.idBrand}
            and ${chatroomPivots.idChatroom} = ${chatrooms.idChatroom}
            and ${chatroomPivots.idAmbassador} = ${filter.author} and ${chatroomPivots.hasPosted} = 1)`,
  )

const isOfBrand = ({ idBrand }: ManagerRooms) => eq(chatrooms.idBrand, idBrand)

/** The list, or its two parts: rooms without the key that sorts them come last in both directions and are walked by id. */
const scansOf = (
  filter: ManagerRooms,
  page: PageRequest,
  { field, isDescending }: Sort<string>,
): [Scan] | [Scan, Scan] => {
  const column = KEYS[field as keyof typeof KEYS]
  const byId: Scan = {
    walk: { key: chatrooms.idChatroom, id: chatrooms.idChatroom, isDescending },
    table: chatrooms,
    from: chatrooms,
    range: isOfBrand(filter),
    fits: fitsOf(filter),
  }
  if (column === undefined) return [byId]
  const byKey = { ...byId, walk: { ...byId.walk, key: column } }
  // A page by number walks past all that has a key, as past all that is in front of it; another one asks each room.
  const isAsked = byId.fits !== undefined || page.kind === 'cursor'
  return [
    { ...byKey, range: and(byId.range, isNotNull(column)) },
    isAsked
      ? { ...byId, key: sql`null`, fits: and(isNull(column), byId.fits) }
      : { ...byKey, range: and(byId.range, isNull(column)) },
  ]
}

/** A page of the rooms of a brand. The second part is only begun when the first neither fills the page nor has asked all that it may. */
export const pageOfBrand = (filter: ManagerRooms, page: PageRequest, sort: Sort<string>): SQL => {
  const [keyed, unkeyed] = scansOf(filter, page, sort)
  if (unkeyed === undefined) return pageOf(keyed, page)
  const [first, second] = isBackward(page) ? [unkeyed, keyed] : [keyed, unkeyed]
  const current = page.kind === 'cursor' && page.cursor?.key === null ? unkeyed : keyed
  // Of the part that the cursor is not in, all or nothing is behind it.
  const partOf = (scan: Scan, most: SQL): SQL => {
    const behind =
      scan === current ? afterCursor(scan.walk, page) : literal(Number(scan === second))
    return pageOf(scan, page, behind, sql`limit ${most}`)
  }
  const end = endOf(page)
  // What is asked of rooms is asked once; a plain walk costs less than to keep what it has found.
  const kept = first.fits === undefined ? sql`not materialized` : sql`materialized`
  // In the limit it is asked once, and the index still has the order.
  const rest = sql`iif((select count(*) < ${end} and coalesce(max(is_end), 0) = 0 from begun), ${end}, 0)`
  return sql`(
    with begun as ${kept} (select * from ${partOf(first, end)})
    select * from begun union all select * from ${partOf(second, rest)} ${cutTo(page)}) ${chatrooms}`
}

/** Without a filter: ids have no gap and rooms are never deleted, so the newest id is their number, and one row is read. */
const numberOfRooms = sql<number>`coalesce(max(${chatrooms.idChatroom}), 0)`

/** How many rooms the whole list has; counts nothing for a cursor page. */
export const countOfBrand = (filter: ManagerRooms, page: PageRequest, sort: Sort<string>) =>
  fitsOf(filter) === undefined
    ? knownTotal(page, numberOfRooms, chatrooms, isOfBrand(filter))
    : countOf(page, ...scansOf(filter, page, sort))
