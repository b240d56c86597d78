// A Worker whose D1 is far away and counts: each round trip may take longer, and the answer says what it has cost.
interface Usage {
  calls: number
  rowsRead: number
  rowsWritten: number
}

type Trip = <Answer>(send: () => Promise<Answer>) => Promise<Answer>

/** The binding with `trip` around everything that crosses the network. */
const observe = (database: D1Database, trip: Trip): D1Database => {
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>()
  const wrapStatement = (original: D1PreparedStatement): D1PreparedStatement => {
    const statement = {
      bind: (...values: unknown[]) => wrapStatement(original.bind(...values)),
      run: () => trip(() => original.run()),
      all: () => trip(() => original.all()),
      first: (column: string) => trip(() => original.first(column)),
      raw: (options: { columnNames?: false }) => trip(() => original.raw(options)),
    } as D1PreparedStatement
    originals.set(statement, original)
    return statement
  }
  const wrapSession = (session: Pick<D1Database, 'prepare' | 'batch'>) => ({
    prepare: (query: string) => wrapStatement(session.prepare(query)),
    batch: <Row>(statements: D1PreparedStatement[]) =>
      trip(() =>
        session.batch<Row>(statements.map((statement) => originals.get(statement) ?? statement)),
      ),
  })
  return {
    ...wrapSession(database),
    exec: (query) => trip(() => database.exec(query)),
    dump: () => trip(() => database.dump()),
    withSession: (constraint) => {
      const session = database.withSession(constraint)
      return { ...wrapSession(session), getBookmark: () => session.getBookmark() }
    },
  }
}

const add = (usage: Usage, answer: unknown): void => {
  const results = Array.isArray(answer) ? answer : [answer]
  for (const result of results as readonly (Partial<D1Result> | null)[]) {
    usage.rowsRead += result?.meta?.rows_read ?? 0
    usage.rowsWritten += result?.meta?.rows_written ?? 0
  }
}

/**
 * The Worker with a D1 that takes `X-Bench-Delay` milliseconds more for each round trip. Its answers carry `X-Bench-D1`:
 * round trips, rows read and rows written.
 */
export const observed = (worker: {
  fetch(request: Request, env: Env, context: ExecutionContext): Response | Promise<Response>
}) => ({
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    const delay = Number(request.headers.get('X-Bench-Delay'))
    const usage = { calls: 0, rowsRead: 0, rowsWritten: 0 }
    const trip: Trip = async (send) => {
      usage.calls += 1
      if (delay > 0) await scheduler.wait(delay)
      const answer = await send()
      add(usage, answer)
      return answer
    }
    const answer = await worker.fetch(request, { ...env, DB: observe(env.DB, trip) }, context)
    const response = new Response(answer.body, answer)
    response.headers.set('X-Bench-D1', `${usage.calls} ${usage.rowsRead} ${usage.rowsWritten}`)
    return response
  },
})
