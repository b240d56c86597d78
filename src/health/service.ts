// Whether the service can do its work: its databases and hubs answer, and tokens can be verified.
import { keySourceOf, MisconfiguredError } from '../auth/keys.ts'
import { KeysUnavailableError } from '../auth/token.ts'
import { openShard, type Usage } from '../db/client.ts'
import { NOT_MIGRATED } from '../db/faults.ts'
import { shardNames } from '../db/shards.ts'
import { checkHubs } from '../domain/events/hubs.ts'
import { FailureError, isMisconfiguration, misconfiguration } from '../contract/failure.ts'
import { mastersProblem } from '../domain/webhooks/masters.ts'
import { newestMigration } from './queries.ts'

/** How a part of the service is. The reason goes into the log alone. */
type Condition<Problem extends string> =
  | { readonly state: 'ok'; readonly reason?: undefined }
  | { readonly state: Problem; readonly reason: string }

type DatabaseCondition = Condition<'misconfigured' | 'not_migrated' | 'unavailable'>
type KeysCondition = Condition<'misconfigured' | 'unavailable'>
type HubsCondition = Condition<'misconfigured' | 'unavailable'>
type WebhooksCondition = Condition<'misconfigured'>

const OK = { state: 'ok' } as const

/** Milliseconds for which an answer is good, and after which one is taken for lost: longer than any deadline. */
const GOOD_FOR = 1000
const LOST_AFTER = 6000

/** Milliseconds within which a hub must have answered. */
const HUB_DEADLINE = 5000

/** The hub that is asked. It is of no brand, so nobody listens to it. */
const ANY_HUB = 'health'

/** Milliseconds between two looks whether another request has got its answer. */
const PAUSE = 50

interface Look {
  /** When the next look is due, in milliseconds since the epoch. */
  until: number
  found: DatabaseCondition | HubsCondition | null
}

/** The newest look at each database and at a hub, for as long as the bindings of an isolate live. */
const looksOf = new WeakMap<object, Map<string, Look>>()

const reasonOf = (error: unknown, otherwise: string): string => {
  const isKnown = error instanceof FailureError && error.failure.kind === 'unavailable'
  return isKnown ? error.failure.reason : otherwise
}

const conditionOf = (error: unknown): DatabaseCondition => {
  const reason = reasonOf(error, 'database_unknown_error')
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
 * What somebody has found within the last second. Those who come meanwhile wait by looking, and never for the promise of another
 * request, which would not settle if that one were cancelled.
 */
const lookOnce = async <Found extends DatabaseCondition | HubsCondition>(
  env: Env,
  name: string,
  ask: () => Promise<Found>,
): Promise<Found> => {
  const looks = looksOf.get(env) ?? new Map<string, Look>()
  looksOf.set(env, looks)
  for (;;) {
    const last = looks.get(name)
    if (last === undefined || Date.now() >= last.until) {
      const look: Look = { until: Date.now() + LOST_AFTER, found: null }
      looks.set(name, look)
      const found = await ask()
      look.found = found
      look.until = Date.now() + GOOD_FOR
      return found
    }
    if (last.found !== null) return last.found as Found
    await scheduler.wait(PAUSE)
  }
}

/** The first database that is not well speaks for all that hold brands. */
const checkDatabases = async (env: Env, usage: Usage): Promise<DatabaseCondition> => {
  try {
    const conditions = shardNames(env).map((name) =>
      lookOnce(env, name, () => askDatabase(env, name, usage)),
    )
    return (await Promise.all(conditions)).find(({ state }) => state !== 'ok') ?? OK
  } catch (error) {
    return conditionOf(error)
  }
}

const hubDeadline = async (): Promise<null> => {
  await scheduler.wait(HUB_DEADLINE)
  return null
}

/** A class that is not there, or a hub that can't begin, shows in that it does not answer. */
const askHub = async (env: Env): Promise<HubsCondition> => {
  try {
    checkHubs(env)
    const hub = env.HUB.get(env.HUB.idFromName(ANY_HUB))
    const answer = await Promise.race([hub.counters(), hubDeadline()])
    return answer === null ? { state: 'unavailable', reason: 'hub_deadline' } : OK
  } catch (error) {
    const reason = reasonOf(error, 'hub_unknown_error')
    return { state: isMisconfiguration(reason) ? 'misconfigured' : 'unavailable', reason }
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

/** What the secrets of webhooks are derived from. */
const checkWebhooks = (env: Env): WebhooksCondition => {
  const problem = mastersProblem(env)
  return problem === null ? OK : { state: 'misconfigured', reason: misconfiguration(problem) }
}

/** Asks each database, and a hub, at most once a second and isolate. */
export const checkHealth = async (
  env: Env,
  usage: Usage,
): Promise<{
  database: DatabaseCondition
  keys: KeysCondition
  hubs: HubsCondition
  webhooks: WebhooksCondition
}> => {
  const [database, keys, hubs] = await Promise.all([
    checkDatabases(env, usage),
    checkKeys(env),
    lookOnce(env, ANY_HUB, () => askHub(env)),
  ])
  return { database, keys, hubs, webhooks: checkWebhooks(env) }
}
