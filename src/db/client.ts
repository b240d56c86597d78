// The only way to D1: one batch is one round trip and one transaction, sent again where that is safe, and given up at a deadline.
import {
  databaseUnavailable,
  forbidden,
  misconfiguration,
  tooManyMembers,
} from '../contract/failure.ts'
import { faultOf, isRefusal, SHUT_OUT, TOO_MANY_MEMBERS } from './faults.ts'
import { DEFAULT_SHARD, shardOf } from './shards.ts'
import type { Bound } from './statement.ts'

/** What a request has cost so far. A batch that was sent again counts each time. */
export interface Usage {
  calls: number
  rowsRead: number
  rowsWritten: number
}

export const noUsage = (): Usage => ({ calls: 0, rowsRead: 0, rowsWritten: 0 })

/**
 * The statements of a batch by the names of what they answer, in the order in which they are carried out. Where a name has
 * several or none, it answers the rows of all.
 */
type Batch = Readonly<Record<string, Bound<unknown> | readonly Bound<unknown>[]>>

type Results<Statements> = {
  -readonly [Name in keyof Statements]: Statements[Name] extends
    | Bound<infer Row>
    | readonly Bound<infer Row>[]
    ? Row[]
    : never
}

type Send = <const Statements extends Batch>(statements: Statements) => Promise<Results<Statements>>

export interface Database {
  /** Puts a statement in front of every batch; its rows are discarded. `whenSent` is called after a batch has been answered. */
  prepend(statement: Bound<unknown>, whenSent?: () => void): void
  /**
   * Sends the statements as one transaction; answers their rows by the same names. After an error that passes they are sent
   * again, although they may have been carried out: twice must be as good as once. Throws 403 when the caller is shut out, 503
   * when the database can't answer within the deadline.
   */
  readonly batch: Send
  /** The same for statements that would do their work twice: they are sent once. */
  readonly batchOnce: Send
  /** Where the session has got to: whoever begins there sees all that this request has seen and written. Null for nowhere. */
  bookmark(): string | null
}

export interface Access {
  /** A write begins at the primary; a read at the nearest copy, or where the client has got to. */
  readonly isWrite: boolean
  /** What the client was told last, as it is. */
  readonly bookmark?: string | undefined
  readonly usage?: Usage
}

/** Milliseconds within which a batch must have been answered, all repeats included. */
const DEADLINE = 5000

/** Milliseconds before the first repeat; doubled for each one, and shortened at random so that clients don't move in step. */
const FIRST_PAUSE = 50

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** What `work` answers, or a 503 after so many milliseconds; what comes later is ignored. */
const within = <Result>(milliseconds: number, work: Promise<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(databaseUnavailable('database_deadline')), milliseconds)
    const stop = () => clearTimeout(timer)
    work.then(resolve, reject).then(stop, stop)
  })

/** What the client asks for, or the mode of D1. A bookmark of another database says nothing here: then the primary knows. */
const startOf = (name: string, { isWrite, bookmark }: Access): string => {
  if (isWrite) return 'first-primary'
  if (!bookmark) return 'first-unconstrained'
  const [position = '', shard = DEFAULT_SHARD] = bookmark.split('@')
  return shard === name ? position : 'first-primary'
}

/** The database behind a binding, for one request; counts what that request costs. */
export const openShard = (env: Partial<Env>, name: string, access: Access): Database => {
  const binding = (env as Record<string, D1Database | undefined>)[name]
  if (typeof binding?.withSession !== 'function') {
    throw databaseUnavailable(misconfiguration(`there is no D1 binding ${name}`))
  }
  const usage = access.usage ?? noUsage()
  const deadline = Number(env.D1_DEADLINE) > 0 ? Number(env.D1_DEADLINE) : DEADLINE
  const session = binding.withSession(startOf(name, access))
  const first: {
    readonly statement: Bound<unknown>
    readonly whenSent: (() => void) | undefined
  }[] = []

  const send = async (statements: readonly Bound<unknown>[], milliseconds: number) => {
    usage.calls += 1
    const all = [...first.map(({ statement }) => statement), ...statements]
    const results = await within(
      milliseconds,
      session.batch(all.map(({ sql, values }) => session.prepare(sql).bind(...values))),
    )
    for (const { whenSent } of first) whenSent?.()
    for (const { meta } of results) {
      usage.rowsRead += meta.rows_read
      usage.rowsWritten += meta.rows_written
    }
    return results.slice(first.length).map(({ results: rows }, index) => {
      const read = statements[index]?.read
      return read === undefined ? rows : (rows as Record<string, unknown>[]).map(read)
    })
  }

  const sendUntil = async (
    statements: readonly Bound<unknown>[],
    end: number,
    isRepeatable: boolean,
    longestPause = FIRST_PAUSE,
  ): Promise<unknown[][]> => {
    try {
      return await send(statements, end - Date.now())
    } catch (error) {
      if (isRefusal(error, SHUT_OUT)) {
        throw forbidden("The token's ambassador is not an available ambassador of this brand.")
      }
      if (isRefusal(error, TOO_MANY_MEMBERS)) throw tooManyMembers()
      const fault = faultOf(error)
      if (fault === null) throw error
      const milliseconds = longestPause * (0.5 + Math.random() / 2)
      const isWorthwhile = isRepeatable && fault.isPassing && Date.now() + milliseconds < end
      if (!isWorthwhile) throw databaseUnavailable(fault.reason)
      await pause(milliseconds)
      return sendUntil(statements, end, isRepeatable, longestPause * 2)
    }
  }

  const sendFor =
    (isRepeatable: boolean): Send =>
    async (statements) => {
      const all = Object.values(statements).flat()
      const answers = await sendUntil(all, Date.now() + deadline, isRepeatable)
      let next = 0
      const rowsOf = (asked: Batch[string]): unknown[] =>
        [asked].flat().flatMap(() => answers[next++] ?? [])
      return Object.fromEntries(
        Object.entries(statements).map(([key, asked]) => [key, rowsOf(asked)]),
      ) as never
    }

  return {
    prepend(statement, whenSent) {
      first.push({ statement, whenSent })
    },
    batch: sendFor(true),
    batchOnce: sendFor(false),
    bookmark() {
      const position = session.getBookmark()
      return position === null || name === DEFAULT_SHARD ? position : `${position}@${name}`
    },
  }
}

/** The database of a brand. Throws 503 while the brand moves to another one. */
export const openDatabase = (env: Partial<Env>, idBrand: number, access: Access): Database => {
  const name = shardOf(env, idBrand)
  if (name === null) throw databaseUnavailable('brand_closed')
  return openShard(env, name, access)
}
