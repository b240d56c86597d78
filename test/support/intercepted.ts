// The real D1 with a hand on what goes to it: batches in sessions, and nothing else.
interface Sent {
  readonly sql: string
  readonly values: readonly unknown[]
}

/** Is given each batch and how to carry it out; what it answers is the batch's answer. */
type OnBatch = (
  carryOut: () => Promise<D1Result[]>,
  statements: readonly Sent[],
) => Promise<D1Result[]>

/** Anything but a batch is a round trip of its own that no request may make. */
const refuse = (name: string) => () => {
  throw new Error(`${name} is a round trip of its own; use batch`)
}

/** A binding to use in place of `database`; `starts` lists where its sessions began. */
export const intercepted = (
  database: D1Database,
  onBatch: OnBatch,
): { binding: D1Database; starts: string[] } => {
  const starts: string[] = []
  const sent = new WeakMap<D1PreparedStatement, Sent>()
  const openSession = (start: string): D1DatabaseSession => {
    starts.push(start)
    const session = database.withSession(start)
    const wrap = (statement: Sent): D1PreparedStatement => {
      const wrapped: D1PreparedStatement = {
        bind: (...values) => wrap({ ...statement, values }),
        run: refuse('run'),
        all: refuse('all'),
        first: refuse('first'),
        raw: refuse('raw'),
      }
      sent.set(wrapped, statement)
      return wrapped
    }
    return {
      prepare: (sql) => wrap({ sql, values: [] }),
      batch: async <T>(wrapped: D1PreparedStatement[]) => {
        const statements = wrapped.map((statement) => sent.get(statement)!)
        const carryOut = () =>
          session.batch(statements.map(({ sql, values }) => session.prepare(sql).bind(...values)))
        return (await onBatch(carryOut, statements)) as D1Result<T>[]
      },
      getBookmark: () => session.getBookmark(),
    }
  }
  const binding: D1Database = {
    prepare: refuse('prepare'),
    batch: refuse('batch outside of a session'),
    exec: refuse('exec'),
    dump: refuse('dump'),
    withSession: (start = 'first-unconstrained') => openSession(start),
  }
  return { binding, starts }
}
