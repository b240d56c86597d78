// One request to an endpoint, by the Standard Webhooks specification: https://www.standardwebhooks.com
import type { Sign } from './secrets.ts'

/** Milliseconds within which an endpoint must have answered. */
const PATIENCE = 15_000

/** A day: nobody is made to wait longer. */
const MOST_RETRY_AFTER = 86_400_000

/** Characters of an answer that are shown to who tries an endpoint out. */
const SHOWN = 1000

export interface Outcome {
  /** Of the answer; null when there was none. */
  readonly status: number | null
  readonly error: 'timeout' | 'unreachable' | null
  readonly milliseconds: number
  /** For how many milliseconds the endpoint wants to be left alone. */
  readonly retryAfter: number
}

export const isAccepted = ({ status }: Outcome): boolean =>
  status !== null && status >= 200 && status < 300

/** `Retry-After`: seconds, or a date. */
const retryAfterOf = (text: string | null, now: number): number => {
  if (text === null) return 0
  const wanted = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Math.min(Math.max(wanted || 0, 0), MOST_RETRY_AFTER)
}

interface Posting {
  readonly url: string
  /** The same on every try. */
  readonly id: string
  readonly body: string
  readonly sign: Sign
}

/** Sends `body`, and hands the answer to `take` while there is time. */
const post = async <Taken>(
  { url, id, body, sign }: Posting,
  take: (answer: Response) => Promise<Taken>,
): Promise<{ outcome: Outcome; taken: Taken | null }> => {
  const startedAt = Date.now()
  const timestamp = Math.floor(startedAt / 1000)
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'edge-chatrooms',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': await sign(id, timestamp, body),
  }
  const patience = new AbortController()
  const { signal } = patience
  // Not AbortSignal.timeout(), which goes on after the answer and keeps the object in memory meanwhile.
  const timer = setTimeout(() => patience.abort(), PATIENCE)
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    const now = Date.now()
    const retryAfter = retryAfterOf(answer.headers.get('Retry-After'), now)
    const { status } = answer
    const outcome = { status, error: null, milliseconds: now - startedAt, retryAfter }
    return { outcome, taken: await take(answer).catch(() => null) }
  } catch {
    const error = signal.aborted ? 'timeout' : 'unreachable'
    const milliseconds = Date.now() - startedAt
    return { outcome: { status: null, error, milliseconds, retryAfter: 0 }, taken: null }
  } finally {
    clearTimeout(timer)
  }
}

/** Sends an event. What the endpoint says beside its status is thrown away unread, however long it is. */
export const postEvent = async (posting: Posting): Promise<Outcome> =>
  (await post(posting, async ({ body }) => body?.cancel())).outcome

/** The first characters of a body, as far as they come. */
const beginningOf = async ({ body }: Response): Promise<string> => {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true })
      if (text.length >= SHOWN) break
    }
  } catch {
    // It has broken off, or did not end in time.
  }
  return text.slice(0, SHOWN).toWellFormed()
}

/** Sends an event and reads what the endpoint says to it: the first 1,000 characters; null when it says nothing at all. */
export const tryEvent = async (
  posting: Posting,
): Promise<{ outcome: Outcome; taken: string | null }> => post(posting, beginningOf)
