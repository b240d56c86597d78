// The real D1 with a counter of round trips and of rows in front of it.
export interface Meter {
  calls: number
  rowsRead: number
  rowsWritten: number
}

/** Anything but `batch` is a round trip of its own that no request may make. */
const refuse = (name: string) => () => {
  throw new Error(`${name} is a round trip of its own; use batch`)
}

/** A binding to use in place of `database`, and what went through it. */
export const metered = (database: D1Database): { binding: D1Database; meter: Meter } => {
  const meter: Meter = { calls: 0, rowsRead: 0, rowsWritten: 0 }
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>()
  const wrap = (original: D1PreparedStatement): D1PreparedStatement => {
    const statement: D1PreparedStatement = {
      bind: (...values) => wrap(original.bind(...values)),
      run: refuse('run'),
      all: refuse('all'),
      first: refuse('first'),
      raw: refuse('raw'),
    }
    originals.set(statement, original)
    return statement
  }
  const binding: D1Database = {
    prepare: (query) => wrap(database.prepare(query)),
    batch: async <T>(statements: D1PreparedStatement[]) => {
      meter.calls += 1
      const results = await database.batch<T>(
        statements.map((statement) => originals.get(statement) ?? statement),
      )
      for (const { meta } of results) {
        meter.rowsRead += meta.rows_read
        meter.rowsWritten += meta.rows_written
      }
      return results
    },
    exec: refuse('exec'),
    dump: refuse('dump'),
    withSession: refuse('withSession'),
  }
  return { binding, meter }
}
