// How SQLite means to carry out what a request sends.
import { intercepted } from './intercepted.ts'

export interface Step {
  readonly detail: string
  /** The step that this one is a part of. */
  readonly parent: number
}

export interface Plan {
  readonly sql: string
  readonly steps: readonly Step[]
}

/** A subquery under the name of the table that it reads a part of: that search is a step of its own. */
export const isSubquery = (scan: Step, steps: readonly Step[]): boolean =>
  scan.detail.startsWith('SCAN ') &&
  steps.some(
    ({ detail, parent }) =>
      parent === scan.parent && detail === scan.detail.replace('SCAN', 'CO-ROUTINE'),
  )

/** A binding to use in place of `database`, which also notes the query plan of each statement of a batch. */
export const planned = (database: D1Database): { binding: D1Database; plans: Plan[] } => {
  const plans: Plan[] = []
  const { binding } = intercepted(database, async (carryOut, statements) => {
    for (const { sql, values } of statements) {
      const { results } = await database
        .prepare(`explain query plan ${sql}`)
        .bind(...values)
        .all<Step>()
      plans.push({ sql, steps: results })
    }
    return carryOut()
  })
  return { binding, plans }
}
