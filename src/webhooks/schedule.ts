// When an event is tried again.

/** Seconds between two tries, as the Standard Webhooks specification has them. */
const PAUSES = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]

const HOUR = 3_600_000

/** Failures in a row, whatever the room, after which an endpoint is taken for dead. */
export const DEAD_AFTER = 10

/** Milliseconds until a dead endpoint is tried again for the first time. */
const FIRST_REST = 30_000

/** Seconds in `WEBHOOK_RETRIES` (`5,300`), or those of the specification. */
const pausesOf = ({ WEBHOOK_RETRIES }: Partial<Pick<Env, 'WEBHOOK_RETRIES'>>): number[] => {
  const pauses = (WEBHOOK_RETRIES ?? '').split(',').map((part) => Number(part.trim()))
  return pauses.every((pause) => pause > 0) ? pauses : PAUSES
}

/** Milliseconds between the try with this number, from 1 on, and the next one, ±20 %; null when it was the last. */
export const pauseAfter = (
  env: Partial<Pick<Env, 'WEBHOOK_RETRIES'>>,
  tries: number,
): number | null => {
  const seconds = pausesOf(env)[tries - 1]
  return seconds === undefined ? null : seconds * 1000 * (0.8 + 0.4 * Math.random())
}

/** Milliseconds for which nothing is sent to an endpoint after so many failures in a row. Then one event tries it. */
export const restAfter = (failures: number): number =>
  failures < DEAD_AFTER ? 0 : Math.min(HOUR, FIRST_REST * 2 ** (failures - DEAD_AFTER))
