// Whether the databases can be asked.
import { openShard, type Usage } from '../db/client.ts'
import { NOT_MIGRATED } from '../db/faults.ts'
import { shardNames } from '../db/shards.ts'
import { FailureError } from '../failure.ts'
import { probe } from './queries.ts'

export type DatabaseHealth =
  | { readonly database: 'ok' }
  | { readonly database: 'unmigrated' | 'unreachable'; readonly reason: string }

const reasonOf = (error: unknown): string =>
  error instanceof FailureError && error.failure.kind === 'unavailable'
    ? error.failure.reason
    : 'database_unknown_error'

/** `ok` when every database that holds brands is; `unmigrated` when one lacks a migration; `unreachable` when one is silent. */
export const checkDatabases = async (env: Env, usage: Usage): Promise<DatabaseHealth> => {
  try {
    const names = shardNames(env)
    await Promise.all(
      names.map((name) => openShard(env, name, { isWrite: false, usage }).batch([probe({})])),
    )
    return { database: 'ok' }
  } catch (error) {
    const reason = reasonOf(error)
    return { database: reason === NOT_MIGRATED ? 'unmigrated' : 'unreachable', reason }
  }
}
