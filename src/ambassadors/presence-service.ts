// A caller who acts is present.
import type { ServiceContext } from '../env.ts'
import { markPresent } from './queries.ts'

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
 * Lets the batch of this request mark a `chat:self` caller as present, in front of its own statements. An isolate does not ask
 * for it again within the interval: a batch that writes can't be answered by a read replica.
 */
export const bePresent = (
  { caller, database, idBrand, now }: ServiceContext,
  bindings: object,
): void => {
  if (caller.self === null || !caller.scopes.has('chat:self')) return
  const marks = remember(bindings)
  const key = `${idBrand}:${caller.self}`
  const stale = now - PRESENCE_INTERVAL
  if ((marks.get(key) ?? Number.NEGATIVE_INFINITY) > stale) return
  // Only once it was carried out: a request that is refused before its batch has marked nobody.
  const mark = markPresent({ idBrand, idAmbassador: caller.self, now, stale })
  database.precede(mark, () => marks.set(key, now))
}
