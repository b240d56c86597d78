// Whether the service can do its work: its databases answer, and tokens can be verified.
import { keySourceOf, MisconfiguredError } from '../auth/keys.ts'
import { KeysUnavailableError } from '../auth/token.ts'
import { openShard, type Usage } from '../db/client.ts'
import { NOT_MIGRATED } from '../db/faults.ts'
import { shardNames } from '../db/shards.ts'
import { FailureError, isMisconfiguration, misconfiguration } from '../contract/failure.ts'
import { newestMigration } from './queries.ts'

/** How a part of the service is. The reason goes into the log alone. */
type Condition<Problem extends string> =
  | { readonly state: 'ok'; readonly reason?: undefined }
  | { readonly state: Problem; readonly reason: string }

type DatabaseCondition = Condition<'misconfigured' | 'not_migrated' | 'unavailable'>
type KeysCondition = Condition<'misconfigured' | 'unavailable'>

const OK = { state: 'ok' } as const

/** Milliseconds for which an answer of a database is good, and after which one is taken for lost: longer than its deadline. */
const GOOD_FOR = 1000
const LOST_AFTER = 6000

/** Milliseconds between two looks whether another request has got its answer. */
const PAUSE = 50

interface Look {
  /** When the next look is due, in milliseconds since the epoch. */
  until: number
  found: DatabaseCondition | null
}

/** The newest look at each database, for as long as the bindings of an isolate live. */
const looksOf = new WeakMap<object, Map<string, Look>>()

const conditionOf = (error: unknown): DatabaseCondition => {
  const isKnown = error instanceof FailureError && error.failure.kind === 'unavailable'
  const reason = isKnown ? error.failure.reason : 'database_unknown_error'
  if (reason === NOT_MIGRATED) return { state: 'not_migrated', reason }
  return { state: isMisconfiguration(reason) ? 'misconfigured' : 'unavailable', reason }
}

/** Sent once: a repeat would be another question within the second. */
const askDatabase = async (env: Env, name: string, usage: Usage): Promise<DatabaseCondition> => {
  try {
    const shard = openShard(env, name, { isWrite: false, usage })
    const { applied } = await shard.batchOnce({ applied: newestMigration })
    return applied.length === 0 ? { state: 'not_migrated', reason: NOT_MIGRATED } : OK
  } catch (error) {
    return conditionOf(error)
  }
}

/**
 * What a database has said within the last second, whoever asked it. Those who come meanwhile wait by looking, and never for
 * the promise of another request, which would not settle if that one were cancelled.
 */
const checkDatabase = async (env: Env, name: string, usage: Usage): Promise<DatabaseCondition> => {
  const looks = looksOf.get(env) ?? new Map<string, Look>()
  looksOf.set(env, looks)
  for (;;) {
    const last = looks.get(name)
    if (last === undefined || Date.now() >= last.until) {
      const look: Look = { until: Date.now() + LOST_AFTER, found: null }
      looks.set(name, look)
      look.found = await askDatabase(env, name, usage)
      look.until = Date.now() + GOOD_FOR
      return look.found
    }
    if (last.found !== null) return last.found
    await scheduler.wait(PAUSE)
  }
}

/** The first database that is not well speaks for all that hold brands. */
const checkDatabases = async (env: Env, usage: Usage): Promise<DatabaseCondition> => {
  try {
    const conditions = shardNames(env).map((name) => checkDatabase(env, name, usage))
    return (await Promise.all(conditions)).find(({ state }) => state !== 'ok') ?? OK
  } catch (error) {
    return conditionOf(error)
  }
}

/** A key set is fetched only when a token would have it fetched. */
const checkKeys = async (env: Env): Promise<KeysCondition> => {
  try {
    const source = await keySourceOf(env)
    await source.check()
    return OK
  } catch (error) {
    if (error instanceof MisconfiguredError) {
      return { state: 'misconfigured', reason: misconfiguration(error.message) }
    }
    if (error instanceof KeysUnavailableError)
      return { state: 'unavailable', reason: error.message }
    throw error
  }
}

/** Asks each database at most once a second and isolate. */
export const checkHealth = async (
  env: Env,
  usage: Usage,
): Promise<{ database: DatabaseCondition; keys: KeysCondition }> => {
  const [database, keys] = await Promise.all([checkDatabases(env, usage), checkKeys(env)])
  return { database, keys }
}
