// What both programs do with the database that the server has left, and with what they find wrong.
import { DatabaseSync } from 'node:sqlite'
import { faultsOf } from './faults.ts'
import { type Ledger, lossesOf } from './ledger.ts'
import type { Load } from './load.ts'
import type { Server } from './server.ts'

const MOST_PRINTED = 20

/** What is wrong in the file as it is, without changing it. */
export const inspect = (server: Server, ledger: Ledger): string[] => {
  const database = new DatabaseSync(server.databaseFile, { readOnly: true })
  try {
    return [...faultsOf(database), ...lossesOf(ledger, database)]
  } finally {
    database.close()
  }
}

/** Repeats the newest acknowledged posts with their keys: each must be answered with the message that it made. */
export const repeatAcknowledged = async (load: Load, ledger: Ledger): Promise<string[]> => {
  const sample = ledger.posts
    .filter(({ id, idempotencyKey }) => id !== null && idempotencyKey !== undefined)
    .slice(-50)
  const problems: string[] = []
  for (const post of sample) {
    const { id, kind, content } = post
    const { status, body } = await load.resend(post)
    const { content: found } = body as Record<string, unknown>
    if (status === 200 && post.id === id && found === content) continue
    problems.push(`a repeat of ${kind} ${id} got ${status} ${JSON.stringify(body)}`)
  }
  return problems
}

/** Prints the problems and ends the program with 1, if there are any. */
export const stopIfAny = async (
  found: readonly string[],
  when: string,
  server: Server,
): Promise<void> => {
  if (found.length === 0) return
  const problems = [...new Set(found)]
  await server.killAll()
  console.error(`${when}:`)
  for (const problem of problems.slice(0, MOST_PRINTED)) console.error(`- ${problem}`)
  if (problems.length > MOST_PRINTED) console.error(`and ${problems.length - MOST_PRINTED} more`)
  console.error(`The last lines of the server:\n${server.lastLines()}`)
  console.error('0 passed, 1 failed')
  process.exit(1)
}
