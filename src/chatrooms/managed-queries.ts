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
  type Walk,
} from '../db/keyset.ts'
import { chatroomPivots, chatrooms } from '../db/schema.ts'
import { isOneOf, literal } from '../db/statement.ts'
import type { Cursor } from '../contract/lists/cursor.ts'
import type { PageRequest } from '../contract/lists/schema.ts'

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

/** One of the two parts of a list. */
interface Part {
  readonly scan: Scan
  readonly behind: SQL
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

/** The rooms of a brand by their ids. */
const scanById = (filter: ManagerRooms, isDescending: boolean): Scan => ({
  walk: { key: chatrooms.idChatroom, id: chatrooms.idChatroom, isDescending },
  table: chatrooms,
  from: chatrooms,
  range: eq(chatrooms.idBrand, filter.idBrand),
  fits: fitsOf(filter),
})

const cursorOf = (page: PageRequest): Cursor | null => (page.kind === 'cursor' ? page.cursor : null)

/**
 * A page of the rooms of a brand. Rooms without the key that sorts them are a part of their own, which comes last in both
 * directions and is walked by id. The second part is only begun when the first neither fills the page nor has asked all that it may.
 */
export const pageOfBrand = (
  filter: ManagerRooms,
  page: PageRequest,
  field: string,
  isDescending: boolean,
): SQL => {
  const column = KEYS[field as keyof typeof KEYS]
  const byId = scanById(filter, isDescending)
  if (column === undefined) return pageOf(byId, page)
  const cursor = cursorOf(page)
  const backward = isBackward(page)
  const byKey: Walk = { ...byId.walk, key: column }
  const keyed: Part = {
    scan: { ...byId, walk: byKey, range: and(byId.range, isNotNull(column)) },
    behind: cursor?.key === null ? literal(Number(backward)) : afterCursor(byKey, page),
  }
  // A page by number walks past all that has a key, as past all that is in front of it; another one asks each room.
  const isAsked = byId.fits !== undefined || page.kind === 'cursor'
  const unkeyed: Part = {
    scan: isAsked
      ? { ...byId, key: sql`null`, fits: and(isNull(column), byId.fits) }
      : { ...byId, walk: byKey, range: and(byId.range, isNull(column)) },
    behind:
      cursor?.key === null
        ? afterCursor(byId.walk, { ...page, kind: 'cursor', cursor: { ...cursor, key: cursor.id } })
        : literal(Number(!backward)),
  }
  const [first, second] = backward ? [unkeyed, keyed] : [keyed, unkeyed]
  const partOf = ({ scan, behind }: Part, most: SQL): SQL =>
    pageOf(scan, page, behind, sql`limit ${most}`)
  const end = endOf(page)
  // What is asked of rooms is asked once; a plain walk costs less than to keep what it has found.
  const kept = first.scan.fits === undefined ? sql`not materialized` : sql`materialized`
  // In the limit it is asked once, and the index still has the order.
  const rest = sql`iif((select count(*) < ${end} and coalesce(max(is_end), 0) = 0 from begun), ${end}, 0)`
  return sql`(
    with begun as ${kept} (select * from ${partOf(first, end)})
    select * from begun union all select * from ${partOf(second, rest)} ${cutTo(page)}) ${chatrooms}`
}

/** Without a filter: ids have no gap and rooms are never deleted, so the newest id is their number, and one row is read. */
const numberOfRooms = sql<number>`coalesce(max(${chatrooms.idChatroom}), 0)`

/** How many rooms the whole list has; counts nothing for a cursor page. */
export const countOfBrand = (filter: ManagerRooms, page: PageRequest) => {
  const scan = scanById(filter, true)
  if (scan.fits !== undefined) return countOf(page, scan)
  return knownTotal(page, numberOfRooms, chatrooms, scan.range)
}
