// Lets the hubs and the webhooks of a brand know what a request has appended to the log.
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../http/env.ts'
import { isRead } from '../http/request.ts'
import type { Announcement } from '../domain/events/log-service.ts'
import { wakeWebhooks } from '../domain/webhooks/objects.ts'
import { noticeOf, tellHubs } from './announce.ts'

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
