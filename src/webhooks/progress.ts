// How far a webhook has got, and how its endpoint is.
import type { WebhookRow } from '../db/webhook-schema.ts'
import type { Position } from '../domain/events/cursor.ts'
import type { WebhookKey } from '../domain/webhooks/objects.ts'
import { isAccepted, type Outcome } from './post.ts'
import { DEAD_AFTER, restAfter } from './schedule.ts'

/** An endpoint that has taken nothing for so many milliseconds is switched off: 5 days. */
const OFF_AFTER = 432_000_000

/** Milliseconds between two failures, at most, for which the endpoint has failed all the time: the longest pause and a few hours. */
const LONGEST_PAUSE = 129_600_000

const GONE = 410

/** All times in milliseconds since the epoch, 0 for never. */
export interface Progress extends WebhookKey {
  /** When the webhook was made: another one may get its id when the database is restored. */
  madeAt: number
  /** Up to where the log has been read; null before the first time. */
  position: Position | null
  /** From where on a manager wants it to be read again. */
  again: Position | null
  /** Where events are sent; empty while they are not. */
  url: string
  /** Which types are sent, one bit for each. */
  types: number
  /** Tries that have failed in a row, whatever the room. */
  failures: number
  failingSince: number
  failedAt: number
  /** It has answered 410. */
  isGone: boolean
  /** Nothing is sent until then. */
  restUntil: number
  loggedAt: number
  prunedAt: number
}

const WELL = { failures: 0, failingSince: 0, failedAt: 0, isGone: false, restUntil: 0 }

export const initialProgress = (who: WebhookKey): Progress => ({
  ...who,
  ...WELL,
  madeAt: 0,
  position: null,
  again: null,
  url: '',
  types: 0,
  loggedAt: 0,
  prunedAt: 0,
})

/** Whether an event is behind what has been read: what is not will be read. Before the first time any may be. */
export const isBehind = ({ position }: Progress, { idEvent }: Position): boolean =>
  position === null || idEvent <= position.idEvent

/** Whether the endpoint is taken for dead: then one event at a time tries it. */
export const isDead = ({ failures }: Progress): boolean => failures >= DEAD_AFTER

/** Whether it is to be left alone for good. */
export const isGivenUp = ({ isGone, failingSince, failedAt }: Progress): boolean =>
  isGone || failedAt - failingSince >= OFF_AFTER

/** Why it is switched off, for a manager to read. */
export const reasonOf = ({ isGone }: Progress): string =>
  isGone ? 'The endpoint has answered 410 Gone.' : 'The endpoint has taken nothing for 5 days.'

/** Whether another event may be sent at the time `now`. */
export const maySend = (progress: Progress, now: number): boolean =>
  !isDead(progress) && !progress.isGone && progress.restUntil <= now

/** Takes note of what came of a try. */
export const noteOutcome = (progress: Progress, outcome: Outcome, now: number): void => {
  if (isAccepted(outcome)) {
    Object.assign(progress, { failures: 0, failingSince: 0, failedAt: 0 })
    return
  }
  progress.failures += 1
  if (now - progress.failedAt > LONGEST_PAUSE) progress.failingSince = now
  progress.failedAt = now
  progress.isGone ||= outcome.status === GONE
  const rest = Math.max(restAfter(progress.failures), outcome.retryAfter)
  progress.restUntil = Math.max(progress.restUntil, now + rest)
}

/** Whether what is known of some events is to be forgotten: of another webhook, of types wanted no more, or for a replay. */
export const forgets = ({ madeAt, types, again }: Progress, webhook: WebhookRow): boolean =>
  madeAt !== webhook.insertedAt || types !== webhook.types || again !== null

/** Takes note of what a manager has changed: it is sent elsewhere, or it was switched on or off, or it wants other types. */
export const noteChange = (progress: Progress, { url, isActive, types }: WebhookRow) => {
  const target = isActive ? url : ''
  const isMoved = progress.url !== target
  const isChanged = isMoved || progress.types !== types
  if (isMoved) Object.assign(progress, WELL)
  Object.assign(progress, { url: target, types })
  return { isMoved, isChanged }
}
