// Requests together with the round trips to D1 that they take.
import { env } from 'cloudflare:workers'
import { metered } from './metered.ts'
import { shown } from './refusals.ts'
import { type Options, send } from './worker.ts'

/** What a client sees of a refusal, and the round trips that it took. */
export const observe = async (method: string, path: string, options: Options) => {
  const { binding, meter } = metered(env.DB)
  const answer = await send(method, path, { ...options, env: { DB: binding } })
  return { ...shown(answer), calls: meter.calls }
}
