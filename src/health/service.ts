// Whether the database can be asked.
import type { Database } from '../db/client.ts'
import { probe } from './queries.ts'

/** `ok`; `unmigrated` when it answers but has no tables; `unreachable` when it does not answer. */
export const checkDatabase = async (
  database: Database,
): Promise<'ok' | 'unmigrated' | 'unreachable'> => {
  try {
    await database.batch([probe({})])
    return 'ok'
  } catch (error) {
    const isMissing = error instanceof Error && error.message.includes('no such table')
    return isMissing ? 'unmigrated' : 'unreachable'
  }
}
