// The master secrets that those of webhooks are derived from.
import { FailureError, misconfiguration } from '../../contract/failure.ts'

/** As for the key of a token. */
const MASTER_BYTES = 32

export type Masters = Pick<Env, 'WEBHOOK_SECRET' | 'WEBHOOK_SECRET_PREVIOUS'>

/** What is wrong with the master secrets; null when nothing is. */
export const mastersProblem = ({
  WEBHOOK_SECRET,
  WEBHOOK_SECRET_PREVIOUS,
}: Partial<Masters>): string | null => {
  if (!WEBHOOK_SECRET) return 'set WEBHOOK_SECRET'
  const masters = { WEBHOOK_SECRET, WEBHOOK_SECRET_PREVIOUS }
  const short = Object.entries(masters).find(
    ([, master]) => master && new TextEncoder().encode(master).byteLength < MASTER_BYTES,
  )
  return short === undefined ? null : `${short[0]} is shorter than ${MASTER_BYTES} bytes`
}

/** Throws 503 when there is no master secret that can be used. */
export const requireMasters = (env: Masters): void => {
  const problem = mastersProblem(env)
  if (problem === null) return
  throw new FailureError({
    kind: 'unavailable',
    message: 'Webhooks cannot be signed at the moment. Try again later.',
    reason: misconfiguration(problem),
  })
}
