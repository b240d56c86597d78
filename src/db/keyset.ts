// The order of a list, and where a page of it begins: by offset, or by the key of the row before.
import { and, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { PageRequest } from '../contract/lists/schema.ts'
import { type Fields, holds } from './rows.ts'
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
const offsetOf = (request: PageRequest): number =>
  request.kind === 'page' ? (request.page - 1) * request.perPage : 0

/** The rows of the page and one more, which tells whether another page follows. */
const limitOf = (request: PageRequest): number => request.perPage + 1

/** How far the walk goes for the page. */
export const endOf = (request: PageRequest): SQL => literal(offsetOf(request) + limitOf(request))

/** The page out of a walk that went that far. */
export const cutTo = (request: PageRequest): SQL =>
  sql`limit ${literal(limitOf(request))} offset ${literal(offsetOf(request))}`

/** A list: what is walked, how, and which of it is listed. */
export interface Scan {
  readonly walk: Walk
  /** What a cursor says of its rows in place of the key of the walk. */
  readonly key?: SQL
  /** What is walked, an index of `table` or a part of it. */
  readonly from: SQL | SQLiteTable
  readonly table: SQLiteTable
  /** What bounds the walk. */
  readonly range: SQL | undefined
  /** What each row is asked; undefined for nothing. */
  readonly fits: SQL | undefined
}

/** Rows that a request asks whether they fit, and that a total counts. */
export const MOST_SCANNED = 10_000

/** What `sliceOf` needs beside the id of a row. */
export const edgeColumns = {
  sortKey: sql<number | null>`key`,
  fits: holds(sql`fits`),
  isEnd: holds(sql`is_end`),
}

/** As a value a condition that does not hold may be null, and to tell costs a row read for each that is asked. */
const isFitting = (fits: SQL): SQL => sql`iif(${fits}, 1, 0)`

/**
 * The rows of a page in their order, under the name of their table. If the page is not full by then, it ends with the last row that
 * was asked, which has `is_end`, whether it fits or not: the list goes on behind it.
 */
export const pageOf = (
  { walk, key = walk.key.getSQL(), from, table, range, fits }: Scan,
  request: PageRequest,
  behind: SQL = afterCursor(walk, request),
  cut: SQL = cutTo(request),
): SQL => {
  const order = inOrder(walk, request)
  const walked = (more: SQL, end: SQL) => sql`
    select ${table}.*, ${key} as key, ${more} from ${from} where ${and(range, behind)} order by ${order} ${end}`
  if (fits === undefined) return sql`(${walked(sql`1 as fits, 0 as is_end`, cut)}) ${table}`
  const asked = (isEnd: number, end: SQL) =>
    walked(sql`${isFitting(fits)} as fits, ${literal(isEnd)} as is_end`, end)
  // The second part is begun only where the first does not fill the page. Numbering the rows would read each of them twice more.
  return sql`(
    select * from (${asked(0, sql`limit ${literal(MOST_SCANNED - 1)}`)}) where fits
    union all
    select * from (${asked(1, sql`limit 1 offset ${literal(MOST_SCANNED - 1)}`)}) ${cut}) ${table}`
}

/** A page of a list with these fields of each row. */
export const rowsOf = <Selected extends Fields>(
  fields: Selected,
  scan: Scan,
  request: PageRequest,
) =>
  bound(
    select({ ...fields, ...edgeColumns, sortId: sql<number>`${scan.walk.id}` }).from(
      pageOf(scan, request),
    ),
  )

/** Holds unless the page was asked for by cursor, whose envelope has no total. */
const isCounted = (request: PageRequest) => (request.kind === 'page' ? undefined : sql`false`)

/** The rows of a list as far as they are counted, each with `fits`. */
const counted = ({ walk, from, range, fits }: Scan, request: PageRequest): SQL => sql`(
  select ${fits ? isFitting(fits) : sql`1`} as fits from ${from}
  where ${and(range, isCounted(request))}
  ${fits && sql`order by ${inOrder(walk, request)}`} limit ${literal(MOST_SCANNED)}) counted`

/** How many rows the parts of a list have together, up to the part that has as many as a request asks: it ends the pages, too. */
export const countOf = (request: PageRequest, ...scans: readonly Scan[]) => {
  const total = scans.reduceRight(
    (rest, scan) => sql`(
      select count(*) filter (where fits) + iif(count(*) < ${literal(MOST_SCANNED)}, ${rest}, 0) from ${counted(scan, request)})`,
    sql`0`,
  )
  return bound(select({ total: sql<number>`${total}` }).from(sql`(select 1)`))
}

/** A total that is known without a count, from one row of `table`. */
export const knownTotal = (
  request: PageRequest,
  total: SQL<number>,
  table: SQLiteTable,
  range: SQL | undefined,
) =>
  bound(
    select({ total })
      .from(table)
      .where(and(range, isCounted(request))),
  )
