// The log of a brand, read. Each verb is one batch.
import type { Database } from '../../db/client.ts'
import { isSame, type Position, START } from './cursor.ts'
import type { FilledRow } from './present.ts'
import * as queries from './queries.ts'
import type { Subject } from './subject.ts'

/** An event of the log: what it tells of, and who the room that it is about belongs to. */
export type LoggedRow = FilledRow & {
  readonly roomKey: string | null
  readonly memberCount: number | null
}

export interface LogPage {
  readonly rows: readonly LoggedRow[]
  /** Up to where the log has been looked through. */
  readonly end: Position
  readonly newest: Position
}

interface Wanted {
  readonly idBrand: number
  /** Null for all of the brand. */
  readonly viewer: number | null
  readonly since: Position
  readonly limit: number
  readonly window: number
  /** Null for all. */
  readonly types?: readonly number[] | null
}

/** Whether the log has the position, told by the positions that were found. */
const isThere = (position: Position, found: readonly Position[]): boolean =>
  isSame(position, START) || found.some((one) => isSame(one, position))

/** What comes after a position; null when the log has no such position. */
export const readAfter = async (
  database: Database,
  { idBrand, since, window, types = null, ...wanted }: Wanted,
): Promise<LogPage | null> => {
  const until = since.idEvent + window
  const { positions, rows } = await database.batch({
    positions: queries.findPositions({ idBrand, one: since.idEvent, other: until }),
    rows: queries.listVisible({
      ...wanted,
      idBrand,
      since: since.idEvent,
      until,
      types,
    }),
  })
  if (!isThere(since, positions)) return null
  const newest = positions.at(-1) ?? START
  const end =
    rows.length === wanted.limit
      ? rows.at(-1)!
      : (positions.findLast(({ idEvent }) => idEvent <= until) ?? START)
  return { rows, end, newest }
}

/** Where the log of the brand ends now. */
export const findEnd = async ({
  database,
  idBrand,
}: {
  readonly database: Database
  readonly idBrand: number
}): Promise<Position> => {
  const { positions } = await database.batch({
    positions: queries.findPositions({ idBrand, one: 0, other: 0 }),
  })
  return positions.at(-1) ?? START
}

/** An event as it was appended, with what it tells of; without that the hubs read it. */
export type Announcement = Omit<LoggedRow, 'subject'> & {
  readonly subject?: Subject
  /** Which webhooks want it. */
  readonly webhooks: readonly number[]
}
