// The real D1 with a counter of round trips and of rows in front of it.
import { intercepted } from './intercepted.ts'

export interface Meter {
  calls: number
  rowsRead: number
  rowsWritten: number
}

/** A binding to use in place of `database`, and what went through it. */
export const metered = (database: D1Database): { binding: D1Database; meter: Meter } => {
  const meter: Meter = { calls: 0, rowsRead: 0, rowsWritten: 0 }
  const { binding } = intercepted(database, async (carryOut) => {
    meter.calls += 1
    const results = await carryOut()
    for (const { meta } of results) {
      meter.rowsRead += meta.rows_read
      meter.rowsWritten += meta.rows_written
    }
    return results
  })
  return { binding, meter }
}
