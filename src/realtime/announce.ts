// What a request has appended to the log, on its way to the hubs of the brand.
import { audienceOf } from '../domain/events/audience.ts'
import { hubsOf } from '../domain/events/hubs.ts'
import type { Announcement } from '../domain/events/log-service.ts'
import { isFilled, presentWhole } from '../domain/events/present.ts'
import type { Notice } from './notice.ts'

/** What is told with the events of a request. */
interface Telling {
  readonly idBrand: number
  readonly now: number
  readonly bookmark: string | null
  readonly subject: string
  /** The `Idempotency-Key` of the request. */
  readonly key: string | undefined
}

/** What the hubs are told of the events that a request has appended. */
export const noticeOf = (
  announced: readonly Announcement[],
  { idBrand, now, bookmark, subject, key }: Telling,
): Notice => ({
  idBrand,
  bookmark,
  events: announced.map(({ subject: known = null, ...appended }) => {
    const row = { ...appended, subject: known }
    const event = isFilled(row) ? presentWhole(row, now) : null
    const { idEvent, insertedAt } = row
    return {
      idEvent,
      insertedAt,
      audience: audienceOf(row),
      ...(event === null ? {} : { event }),
      ...(key === undefined ? {} : { request: { subject, key } }),
    }
  }),
})

/** Tells every hub of the brand. One that does not hear of it reads the log, and what is misconfigured `/health` tells. */
export const tellHubs = async (env: Env, notice: Notice): Promise<void> => {
  const tell = async () => hubsOf(env, notice.idBrand).map((hub) => hub.notify(notice))
  await Promise.allSettled(await tell().catch(() => []))
}
