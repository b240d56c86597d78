// The real D1 behind a line that fails as told, call by call.
import { env } from 'cloudflare:workers'
import { intercepted } from './intercepted.ts'

export type Fault =
  /** The call never arrives. */
  | { readonly kind: 'lost before' }
  /** The call is carried out and its answer never arrives. */
  | { readonly kind: 'lost after' }
  /** D1 answers this error and carries nothing out. */
  | { readonly kind: 'error'; readonly text: string }
  /** No answer, ever. */
  | { readonly kind: 'stalled' }
  /** The answer comes after so many milliseconds. */
  | { readonly kind: 'slow'; readonly milliseconds: number }

const CONNECTION_LOST = 'D1_ERROR: Network connection lost.'

/** A binding whose first calls go wrong in this order and whose later ones don't, unless the last fault is to go `on`; `line` tells of the calls. */
export const faulty = (faults: readonly Fault[], on = false) => {
  const line = { calls: 0, sentAt: [] as number[] }
  const { binding } = intercepted(env.DB, async (carryOut) => {
    const fault = faults[line.calls] ?? (on ? faults.at(-1) : undefined)
    line.calls += 1
    line.sentAt.push(Date.now())
    switch (fault?.kind) {
      case 'lost before':
        throw new Error(CONNECTION_LOST)
      case 'lost after':
        await carryOut()
        throw new Error(CONNECTION_LOST)
      case 'error':
        throw new Error(fault.text)
      case 'stalled':
        return new Promise<never>(() => {})
      case 'slow':
        await new Promise((resolve) => setTimeout(resolve, fault.milliseconds))
        return carryOut()
      case undefined:
        return carryOut()
    }
  })
  return { env: { DB: binding }, line }
}
