// What came back for a page: its rows in order, and where to go on from there.
import type { Cursor } from './cursor.ts'
import type { PageRequest } from './schema.ts'

/** Every row of a list carries the key that it is sorted by. */
export interface ListRow {
  sortKey: number | null
  sortId: number
  /** Whether no more rows were asked whether they fit; then the row itself is listed if it fits. */
  isEnd?: boolean
  fits?: boolean
}

export interface Slice<Row> {
  readonly rows: readonly Row[]
  /** All rows of the list as far as they are counted; null when the page was asked for by cursor, which counts nothing. */
  readonly total: number | null
  /** Where to go on; for a page by number only if nothing but a cursor leads there. */
  readonly next: Cursor | null
  readonly previous: Cursor | null
}

const cursorAt = (row: ListRow | undefined, isBackward: boolean): Cursor | null =>
  row === undefined ? null : { key: row.sortKey, id: row.sortId, isBackward }

/**
 * The slice of `found`: the rows of the page and one more if there is any, or the last one that was looked at, in the order of the
 * walk, which runs backward for a backward cursor. `counted` is what a statement of the total has found.
 */
export const sliceOf = <Row extends ListRow>(
  found: readonly Row[],
  request: PageRequest,
  [counted]: readonly { total: number }[],
): Slice<Row> => {
  const end = found.findIndex(({ isEnd }) => isEnd)
  const seen = end === -1 ? found : found.slice(0, end + 1)
  const listed = seen.filter(({ isEnd, fits }) => !isEnd || fits)
  const walked = listed.slice(0, request.perPage)
  const isFull = listed.length > request.perPage
  const edge = isFull ? walked.at(-1) : found[end]
  if (request.kind === 'page') {
    const last = listed.length === 0 ? 0 : (request.page - 1) * request.perPage + listed.length
    const total = Math.max(counted?.total ?? 0, last)
    return { rows: walked, total, next: isFull ? null : cursorAt(edge, false), previous: null }
  }
  const first = walked[0] ?? edge
  if (request.cursor?.isBackward) {
    const rows = walked.toReversed()
    return { rows, total: null, next: cursorAt(first, false), previous: cursorAt(edge, true) }
  }
  const previous = request.cursor === null ? null : cursorAt(first, true)
  return { rows: walked, total: null, next: cursorAt(edge, false), previous }
}
