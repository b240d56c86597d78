// Lets the hubs and the webhooks of a brand know what a request has appended to the log.
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../http/env.ts'
import { isRead } from '../http/request.ts'
import type { Announcement } from '../domain/events/log-service.ts'
import { hubsOf } from '../domain/events/hubs.ts'
import { wakeWebhooks } from '../domain/webhooks/objects.ts'
import { toldOf } from './entry.ts'
import type { Notice } from './notice.ts'

/** What the hubs are told of the events that a request has appended, at the time `now`. */
const noticeOf = (
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
const tellHubs = async (env: Env, notice: Notice): Promise<void> => {
  const tell = async () => hubsOf(env, notice.idBrand).map((hub) => hub.notify(notice))
  await Promise.allSettled(await tell().catch(() => []))
}

/** Sets `announce`. The hubs are told once the request has been carried out, after its answer. */
export const announceEvents = createMiddleware<AppEnv>(async (c, next) => {
  const announced: Announcement[] = []
  c.set('announce', (announcement) => announced.push(announcement))
  await next()
  // A write that was sent again, or whose answer was lost, may have been carried out without telling what it has appended.
  const isUncertain = !isRead(c) && (c.get('usage').calls > 1 || c.res.status >= 500)
  if (announced.length === 0 && !isUncertain) return
  const notice = noticeOf(announced, {
    idBrand: c.get('idBrand'),
    now: c.get('now'),
    bookmark: c.get('database').bookmark(),
  })
  c.executionCtx.waitUntil(tellHubs(c.env, notice))
  const webhooks = new Set(announced.flatMap((event) => event.webhooks))
  c.executionCtx.waitUntil(wakeWebhooks(c.env, c.get('idBrand'), [...webhooks]))
})
