// What came back for a page: its rows in order, and where to go on from there.
import type { Cursor } from './cursor.ts'
import type { PageRequest } from './schema.ts'

/** Every row of a list carries the key that it is sorted by. */
export interface ListRow {
  sortKey: number | null
  sortId: number
}

export interface Slice<Row> {
  readonly rows: readonly Row[]
  /** All rows of the list; null when the page was asked for by cursor, which counts nothing. */
  readonly total: number | null
  readonly next: Cursor | null
  readonly previous: Cursor | null
}

const cursorAt = (row: ListRow | undefined, isBackward: boolean): Cursor | null =>
  row === undefined ? null : { key: row.sortKey, id: row.sortId, isBackward }

/**
 * The slice of `found`: the rows of the page and one more if there is any, in the order of the walk, which runs backward
 * for a backward cursor. `counted` is what a statement of the total has found.
 */
export const sliceOf = <Row extends ListRow>(
  found: readonly Row[],
  request: PageRequest,
  [counted]: readonly { total: number }[],
): Slice<Row> => {
  const hasMore = found.length > request.perPage
  const walked = found.slice(0, request.perPage)
  if (request.kind === 'page')
    return { rows: walked, total: counted?.total ?? null, next: null, previous: null }
  const isBackward = request.cursor?.isBackward ?? false
  const rows = isBackward ? walked.toReversed() : walked
  const hasNext = isBackward || hasMore
  const hasPrevious = isBackward ? hasMore : request.cursor !== null
  return {
    rows,
    total: null,
    next: hasNext ? cursorAt(rows.at(-1), false) : null,
    previous: hasPrevious ? cursorAt(rows[0], true) : null,
  }
}
