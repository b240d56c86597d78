// Sends a request with the headers that every call needs, and tries it again where that is safe and may help.

import { retryAfterOf } from './error.ts'
import type { Session } from './session.ts'

export interface SendOptions {
  /** How often a call is tried at most; 3 unless said otherwise. */
  readonly tries?: number
  /** Milliseconds to wait at most before another try; 30,000 unless said otherwise. A longer `Retry-After` ends the tries. */
  readonly longestWait?: number
  /**
   * Milliseconds, less than 2 ** 31, in which the headers of an answer must be there; 30,000 unless said otherwise. A try that
   * takes longer is a failed network. Without `AbortSignal.any`, as in Node before 20.3, it may take for ever.
   */
  readonly timeout?: number
  /** Takes the place of the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>
}

const BRAND = 'X-Popsell-Brand'
const BOOKMARK = 'X-D1-Bookmark'
const IDEMPOTENCY_KEY = 'Idempotency-Key'

/** Half the seconds at most after the first try; doubles with each one. */
const BACK_OFF = 0.25

const isForLater = ({ status }: Response): boolean => status === 429 || status === 503

/** Milliseconds that an answer asks to wait; else a random part of what is due. */
const waitAfter = (answer: Response | undefined, attempt: number): number =>
  1000 * ((answer && retryAfterOf(answer)) ?? Math.random() * BACK_OFF * 2 ** attempt)

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop)
  })

/** Gives an error that the Worker has not written, such as the HTML of a proxy, the shape of one that it has. */
const asMessage = async (answer: Response): Promise<Response> => {
  const { body, headers, ok, status } = answer
  if (ok || headers.get('Content-Type')?.startsWith('application/json')) return answer
  await body?.cancel()
  const kept = new Headers(headers)
  kept.delete('Content-Length')
  kept.delete('Content-Type')
  return Response.json({ message: `The answer was HTTP ${status}.` }, { status, headers: kept })
}

/** A `fetch` for one brand, which tries again after 429, 503 and a failed network. */
export const sender =
  (
    session: Session,
    {
      tries = 3,
      longestWait = 30_000,
      timeout = 30_000,
      fetch: send = globalThis.fetch,
    }: SendOptions,
  ) =>
  async (request: Request): Promise<Response> => {
    const { headers, method, signal } = request
    headers.set(BRAND, String(session.brand))
    // One key for all tries of a call: the Worker answers a repeat with what the first try made.
    if (method === 'POST' && !headers.has(IDEMPOTENCY_KEY)) {
      headers.set(IDEMPOTENCY_KEY, crypto.randomUUID())
    }
    let current = await session.token()
    let isRefused = false
    for (let attempt = 1; ; attempt += 1) {
      headers.set('Authorization', `Bearer ${current}`)
      const bookmark = session.bookmark()
      if (bookmark !== '') headers.set(BOOKMARK, bookmark)
      const isLast = attempt >= tries
      const late = new AbortController()
      // The caller may still abort while the body is read; `any` needs no listener that would stay until then.
      const either = AbortSignal.any?.([signal, late.signal])
      const copy = new Request(request.clone(), { signal: either })
      const giveUp = (_held: Request) => late.abort(new TypeError('Timeout.'))
      // Holds the copy: Node clears away a request that nobody holds, and with it what its signal would have ended.
      const timer = setTimeout(giveUp, timeout, copy)
      let answer: Response | undefined
      try {
        answer = await send(copy)
      } catch (error) {
        if (isLast || signal.aborted) throw error
      } finally {
        clearTimeout(timer)
      }
      session.see(answer?.headers.get(BOOKMARK))

      const before = current
      if (answer?.status === 401 && session.isRenewable && !isRefused) {
        // Once: a token may have ended on its way, and two that are refused are no accident.
        isRefused = true
        current = await session.token()
        if (current !== before) {
          await answer.body?.cancel()
          continue
        }
      }
      const wait = waitAfter(answer, attempt)
      if (answer && (isLast || wait > longestWait || !isForLater(answer))) return asMessage(answer)
      await answer?.body?.cancel()
      await pause(wait, signal)
      current = await session.token()
    }
  }
