// The only way to D1: one batch is one round trip and one transaction.
import type { Bound } from './statement.ts'

/** What a request has cost so far. */
interface Usage {
  calls: number
  rowsRead: number
  rowsWritten: number
}

type Results<Statements extends readonly Bound<unknown>[]> = {
  -readonly [Index in keyof Statements]: Statements[Index] extends Bound<infer Row> ? Row[] : never
}

export interface Database {
  readonly usage: Readonly<Usage>
  /** Puts a statement in front of every batch; its rows are nobody's. */
  precede(statement: Bound<unknown>): void
  /** Sends the statements as one transaction; answers their rows in the same order. */
  batch<const Statements extends readonly Bound<unknown>[]>(
    statements: Statements,
  ): Promise<Results<Statements>>
}

/** A database for one request, which counts what that request costs. */
export const createDatabase = (binding: D1Database): Database => {
  const usage: Usage = { calls: 0, rowsRead: 0, rowsWritten: 0 }
  const first: Bound<unknown>[] = []
  return {
    usage,
    precede(statement) {
      first.push(statement)
    },
    async batch<const Statements extends readonly Bound<unknown>[]>(statements: Statements) {
      usage.calls += 1
      const results = await binding.batch(
        [...first, ...statements].map(({ sql, values }) => binding.prepare(sql).bind(...values)),
      )
      for (const { meta } of results) {
        usage.rowsRead += meta.rows_read
        usage.rowsWritten += meta.rows_written
      }
      return results.slice(first.length).map((result) => result.results) as Results<Statements>
    },
  }
}
