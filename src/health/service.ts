// Whether the databases can be asked.
import { openShard, type Usage } from '../db/client.ts'
import { NOT_MIGRATED } from '../db/faults.ts'
import { shardNames } from '../db/shards.ts'
import { FailureError } from '../failure.ts'
import { probe } from './queries.ts'

const isUnmigrated = (error: unknown): boolean =>
  error instanceof FailureError &&
  error.failure.kind === 'unavailable' &&
  error.failure.reason === NOT_MIGRATED

/** `ok` when every database that holds brands does; `unmigrated` when one lacks a migration; `unreachable` when one is silent. */
export const checkDatabases = async (
  env: Env,
  usage: Usage,
): Promise<'ok' | 'unmigrated' | 'unreachable'> => {
  try {
    const names = shardNames(env)
    await Promise.all(
      names.map((name) => openShard(env, name, { isWrite: false, usage }).batch([probe({})])),
    )
    return 'ok'
  } catch (error) {
    return isUnmigrated(error) ? 'unmigrated' : 'unreachable'
  }
}
