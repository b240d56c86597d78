// What the hubs of a brand tell of themselves.
import { FailureError } from '../contract/failure.ts'
import { hubsOf } from '../domain/events/hubs.ts'
import type { HubState } from './counters.ts'

/** The state of each hub, by its number. Throws 503 when one does not answer, as while a deployment restarts it. */
export const listHubStates = async (env: Env, idBrand: number): Promise<HubState[]> => {
  const asked = hubsOf(env, idBrand).map((hub) => hub.counters())
  try {
    return await Promise.all(asked)
  } catch {
    throw new FailureError({
      kind: 'unavailable',
      message: 'A hub of the brand does not answer at the moment. Try again later.',
      reason: 'hub_unknown_error',
    })
  }
}
