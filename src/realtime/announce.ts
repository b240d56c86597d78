// What a request has appended to the log, on its way to the hubs of the brand.
import { hubsOf } from '../domain/events/hubs.ts'
import type { Announcement } from '../domain/events/log-service.ts'
import { toldOf } from './entry.ts'
import type { Notice } from './notice.ts'

/** What the hubs are told of the events that a request has appended, at the time `now`. */
export const noticeOf = (
  announced: readonly Announcement[],
  { now, ...where }: Omit<Notice, 'events'> & { readonly now: number },
): Notice => ({
  ...where,
  events: announced.map(({ subject = null, ...appended }) => {
    const { event, ...told } = toldOf({ ...appended, subject }, now)
    return event?.data ? { ...told, event } : told
  }),
})

/** Tells every hub of the brand. One that does not hear of it reads the log, and what is misconfigured `/health` tells. */
export const tellHubs = async (env: Env, notice: Notice): Promise<void> => {
  const tell = async () => hubsOf(env, notice.idBrand).map((hub) => hub.notify(notice))
  await Promise.allSettled(await tell().catch(() => []))
}
