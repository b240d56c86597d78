// What the log is told of a webhook.
import type { WebhookKey } from '../domain/webhooks/objects.ts'
import { logWebhook, type WebhookLine } from '../http/log.ts'
import type { Progress } from './progress.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

export const logLine = ({ idBrand, idWebhook }: WebhookKey, line: WebhookLine): void =>
  logWebhook(idBrand, idWebhook, line)

/** A line about what goes on for long: once on each day, of UTC. */
export const logDaily = (progress: Progress, line: WebhookLine, now: number): void => {
  if (Math.floor(now / DAY) <= Math.floor(progress.loggedAt / DAY)) return
  logLine(progress, line)
  progress.loggedAt = now
}

/** That its endpoint is dead, and how many letters are. */
export const failing = (
  { failures, failingSince }: Progress,
  dead: number,
  now: number,
): WebhookLine => ({
  event: 'failing',
  failures,
  hours: Math.round((now - failingSince) / HOUR),
  dead,
})
