// Which rooms a page of the manager's list holds.
import { and, eq, isNotNull, isNull, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import {
  afterCursor,
  countOf,
  cutTo,
  endOf,
  isBackward,
  pageOf,
  type Scan,
  type Walk,
} from '../db/keyset.ts'
import { chatroomPivots, chatrooms } from '../db/schema.ts'
import { bound, literal, select, valuesOf } from '../db/statement.ts'
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

/** One of the two parts of a list, begun only if what stands in front of it says so. */
type Part = (gate: SQL, isNeeded: SQL) => SQL

/** Orders that have an index of their own; the others are the order of the ids. */
const KEYS = { last_message_date: chatrooms.lastMessageAt, last_rating: chatrooms.lastRatingValue }

const among = (column: SQLWrapper, values: readonly (number | null)[] | null) => {
  if (values === null) return undefined
  const given = values.filter((value) => value !== null)
  return or(
    given.length === 0 ? undefined : sql`${column} in ${valuesOf(given)}`,
    values.includes(null) ? sql`${column} is null` : undefined,
  )
}

const fitsOf = (filter: ManagerRooms) =>
  and(
    among(chatrooms.typeChatroom, filter.types),
    among(chatrooms.typeDiscussion, filter.discussions),
    among(chatrooms.source, filter.sources),
    among(chatrooms.lastRatingValue, filter.ratings),
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
 * directions and is walked by id. The second part of the walk is only begun when the first does not fill the page.
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
  const isKeyBehind = cursor?.key === null ? literal(Number(backward)) : afterCursor(byKey, page)
  const isIdBehind =
    cursor?.key === null
      ? afterCursor(byId.walk, { ...page, kind: 'cursor', cursor: { ...cursor, key: cursor.id } })
      : literal(Number(!backward))
  const parts = [
    { walk: byKey, isHere: isNotNull(column), behind: isKeyBehind },
    { walk: { ...byId.walk, key: sql`null` }, isHere: isNull(column), behind: isIdBehind },
  ]
  const [first, second] = (backward ? parts.toReversed() : parts).map(
    ({ walk, isHere, behind }) =>
      (gate: SQL, isNeeded: SQL): SQL =>
        pageOf(
          {
            ...byId,
            walk,
            from: sql`${gate} ${chatrooms}`,
            range: and(byId.range, isNeeded, isHere),
          },
          page,
          behind,
          sql`limit ${endOf(page)}`,
        ),
  ) as [Part, Part]
  const begun = first(sql.empty(), sql`true`)
  // One row outside of the walk: a condition with a subquery in it would be asked of every room.
  const gate = sql`(select count(*) as rooms from ${begun}) gate cross join`
  const rest = second(gate, sql`gate.rooms < ${endOf(page)}`)
  return sql`(select * from ${begun} union all select * from ${rest} ${cutTo(page)}) ${chatrooms}`
}

/** Without a filter: ids have no gap and rooms are never deleted, so the newest id is their number, and one row is read. */
const numberOfRooms = sql<number>`coalesce(max(${chatrooms.idChatroom}), 0)`

/** How many rooms the whole list has; counts nothing for a cursor page. */
export const countOfBrand = (filter: ManagerRooms, page: PageRequest) => {
  const scan = scanById(filter, true)
  if (scan.fits !== undefined) return countOf(page, scan)
  return bound(
    select({ total: numberOfRooms })
      .from(chatrooms)
      .where(page.kind === 'page' ? scan.range : sql`false`),
  )
}
