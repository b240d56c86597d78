// The order of a list, and where a page of it begins: by offset, or by the key of the row before.
import { and, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { PageRequest } from '../contract/lists/schema.ts'
import type { Fields } from './rows.ts'
import { bound, literal, select } from './statement.ts'

/** A walk along an index: its key columns, ending in the id that makes the order total. */
export interface Walk {
  readonly key: SQLWrapper
  readonly id: SQLWrapper
  readonly isDescending: boolean
}

/** Whether the page lies before its cursor, so that the walk runs against the order of the list. */
export const isBackward = (request: PageRequest): boolean =>
  request.kind === 'cursor' && request.cursor?.isBackward === true

const runsDown = (walk: Walk, request: PageRequest): boolean =>
  walk.isDescending !== isBackward(request)

/** `true`, or the condition that puts a row behind the cursor. */
export const afterCursor = (walk: Walk, request: PageRequest): SQL => {
  if (request.kind === 'page' || request.cursor === null) return sql`true`
  const { key, id } = request.cursor
  const comparison = sql.raw(runsDown(walk, request) ? '<' : '>')
  if (walk.key === walk.id) return sql`${walk.id} ${comparison} ${id}`
  return sql`(${walk.key}, ${walk.id}) ${comparison} (${key}, ${id})`
}

/**
 * The rows with a key below `end`, or all for null. Behind a cursor that runs down the cursor is the tighter bound, and the plus
 * keeps SQLite from beginning at this one.
 */
export const keyBelow = (walk: Walk, request: PageRequest, end: number | null): SQL => {
  if (end === null) return sql`true`
  const isBounded = request.kind === 'cursor' && request.cursor !== null && runsDown(walk, request)
  return sql`${sql.raw(isBounded ? '+' : '')}${walk.key} < ${end}`
}

/** The order of the walk. */
export const inOrder = (walk: Walk, request: PageRequest): SQL => {
  const direction = sql.raw(runsDown(walk, request) ? 'desc' : 'asc')
  if (walk.key === walk.id) return sql`${walk.id} ${direction}`
  return sql`${walk.key} ${direction}, ${walk.id} ${direction}`
}

/** How many rows come before the page. */
export const offsetOf = (request: PageRequest): number =>
  request.kind === 'page' ? (request.page - 1) * request.perPage : 0

/** The rows of the page and one more, which tells whether another page follows. */
export const limitOf = (request: PageRequest): number => request.perPage + 1

/** How far the walk goes for the page. */
export const endOf = (request: PageRequest): SQL => literal(offsetOf(request) + limitOf(request))

/** The page out of a walk that went that far. */
export const cutTo = (request: PageRequest): SQL =>
  sql`limit ${literal(limitOf(request))} offset ${literal(offsetOf(request))}`

/** The condition of a total: a cursor page has none, so nothing is counted for it. */
export const isCounted = (request: PageRequest): SQL =>
  request.kind === 'page' ? sql`true` : sql`false`

/** What a list holds: its rows, and which of them. */
interface Listed {
  readonly from: SQLWrapper
  readonly where: SQL | undefined
}

/** A page of a list with these fields of each row, and the key that it is sorted by. */
export const pageOf = <Selected extends Fields>(
  fields: Selected,
  { from, where }: Listed,
  walk: Walk,
  request: PageRequest,
) =>
  bound(
    select({
      ...fields,
      sortKey: sql<number>`${walk.key}`,
      sortId: sql<number>`${walk.id}`,
    })
      .from(sql`${from}`)
      .where(and(where, afterCursor(walk, request)))
      .orderBy(inOrder(walk, request))
      .limit(limitOf(request))
      .offset(offsetOf(request)),
  )

/** How many rows the whole list has; counts nothing for a cursor page, whose envelope has no total. */
export const totalOf = ({ from, where }: Listed, request: PageRequest) =>
  bound(
    select({ total: sql<number>`count(*)` })
      .from(sql`${from}`)
      .where(and(where, isCounted(request))),
  )
