// A caller who acts is present.
import type { ServiceContext } from '../env.ts'
import { markPresent } from './queries.ts'

/** How often, in milliseconds, a call moves the last action of the ambassador who makes it. */
const PRESENCE_INTERVAL = 60_000

/** Lets the batch of this request mark a `chat:self` caller as present, in front of its own statements. */
export const bePresent = ({ caller, database, idBrand, now }: ServiceContext): void => {
  if (caller.self === null || !caller.scopes.has('chat:self')) return
  const stale = now - PRESENCE_INTERVAL
  database.precede(markPresent({ idBrand, idAmbassador: caller.self, now, stale }))
}
