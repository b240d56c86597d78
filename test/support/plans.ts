// How SQLite means to carry out what a request sends.
export interface Step {
  readonly detail: string
  /** The step that this one is a part of. */
  readonly parent: number
}

export interface Plan {
  readonly sql: string
  readonly steps: readonly Step[]
}

/** A binding to use in place of `database`, which also notes the query plan of each statement of a batch. */
export const planned = (database: D1Database): { binding: D1Database; plans: Plan[] } => {
  const plans: Plan[] = []
  const sent = new WeakMap<D1PreparedStatement, { sql: string; values: unknown[] }>()
  const note = async ({ sql, values }: { sql: string; values: unknown[] }): Promise<void> => {
    const { results } = await database
      .prepare(`explain query plan ${sql}`)
      .bind(...values)
      .all<Step>()
    plans.push({ sql, steps: results })
  }
  const binding = new Proxy(database, {
    get(target, property) {
      if (property === 'prepare') {
        return (sql: string) => ({
          bind: (...values: unknown[]) => {
            const statement = target.prepare(sql).bind(...values)
            sent.set(statement, { sql, values })
            return statement
          },
        })
      }
      if (property === 'batch') {
        return async (statements: D1PreparedStatement[]) => {
          for (const statement of statements) {
            const query = sent.get(statement)
            if (query) await note(query)
          }
          return target.batch(statements)
        }
      }
      const value: unknown = Reflect.get(target, property, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { binding, plans }
}
