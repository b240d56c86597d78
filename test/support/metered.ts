// The real D1 with a counter of round trips and of rows in front of it.
export interface Meter {
  calls: number
  rowsRead: number
  rowsWritten: number
}

/** A binding to use in place of `database`, and what went through it. */
export const metered = (database: D1Database): { binding: D1Database; meter: Meter } => {
  const meter: Meter = { calls: 0, rowsRead: 0, rowsWritten: 0 }
  const count = (results: readonly D1Result[]) => {
    meter.calls += 1
    for (const { meta } of results) {
      meter.rowsRead += meta.rows_read
      meter.rowsWritten += meta.rows_written
    }
  }
  const refuse = (name: string) => () => {
    throw new Error(`${name} is a round trip of its own; use batch`)
  }
  const binding: D1Database = {
    prepare: (query) => {
      const wrap = (statement: D1PreparedStatement): D1PreparedStatement =>
        new Proxy(statement, {
          get(target, property) {
            if (property === 'bind') {
              return (...values: unknown[]) => wrap(target.bind(...values))
            }
            if (property === 'run' || property === 'all' || property === 'first' || property === 'raw') {
              return refuse(String(property))
            }
            return Reflect.get(target, property, target)
          },
        })
      return wrap(database.prepare(query))
    },
    batch: async <T>(statements: D1PreparedStatement[]) => {
      const results = await database.batch<T>(statements)
      count(results)
      return results
    },
    exec: refuse('exec'),
    dump: refuse('dump'),
    withSession: refuse('withSession'),
  }
  return { binding, meter }
}
