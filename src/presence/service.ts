// An ambassador with a token of its own is let in unless it is shut out, and who acts is present.
import type { ServiceContext } from '../domain/context.ts'
import { admitUsable, markPresent } from './queries.ts'

/** How often, in milliseconds, a call moves the last action of the ambassador who makes it. */
const PRESENCE_INTERVAL = 60_000

/** Marks that an isolate remembers: about a megabyte. */
const MOST_MARKS = 10_000

/** When whom was last marked, by brand and ambassador, for as long as the bindings of an isolate live. */
const marksOf = new WeakMap<object, Map<string, number>>()

const remember = (bindings: object): Map<string, number> => {
  const known = marksOf.get(bindings)
  if (known !== undefined && known.size < MOST_MARKS) return known
  const marks = new Map<string, number>()
  marksOf.set(bindings, marks)
  return marks
}

/**
 * Puts two statements in front of the batches of a `chat:self` caller. The first one lets a batch fail, as a 403, when the
 * ambassador is not an available one of the brand, whatever the batch is about. The second one marks it as present; an isolate
 * does not ask for that again within the interval, because a batch that writes can't be answered by a read replica.
 */
export const admit = (
  { actor, database, idBrand, now }: ServiceContext,
  bindings: object,
): void => {
  if (actor.self === null || !actor.scopes.has('chat:self')) return
  const ambassador = { idBrand, idAmbassador: actor.self }
  database.prepend(admitUsable(ambassador))
  const marks = remember(bindings)
  const key = `${idBrand}:${actor.self}`
  const stale = now - PRESENCE_INTERVAL
  if ((marks.get(key) ?? Number.NEGATIVE_INFINITY) > stale) return
  // Only once it was carried out: a request that is refused before or by its batch has marked nobody.
  database.prepend(markPresent({ ...ambassador, now, stale }), () => marks.set(key, now))
}
