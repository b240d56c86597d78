// Every route behind the token. The first one that fits a request answers it.
import { ambassadorRoutes } from './ambassadors/routes.ts'
import { brandTagRoutes } from './brand-tags/routes.ts'
import { chatTopicRoutes } from './chat-topics/routes.ts'
import { chatroomRoutes } from './chatrooms/routes.ts'
import { eventRoutes } from './events/routes.ts'
import { inboxRoutes } from './inbox/routes.ts'
import { messageRoutes } from './messages/routes.ts'
import { pivotRoutes } from './pivots/routes.ts'
import { ratingRoutes } from './ratings/routes.ts'
import { realtimeRoutes } from './realtime/routes.ts'
import { summaryRoutes } from './summaries/routes.ts'
import { waitingListRoutes } from './waiting-list/routes.ts'
import { webhookRoutes } from './webhooks/routes.ts'
import type { Route } from './http/route.ts'

export const routes: readonly Route[] = [
  ...chatroomRoutes,
  ...inboxRoutes,
  ...messageRoutes,
  ...eventRoutes,
  ...ambassadorRoutes,
  ...brandTagRoutes,
  ...chatTopicRoutes,
  ...pivotRoutes,
  ...ratingRoutes,
  ...realtimeRoutes,
  ...summaryRoutes,
  ...waitingListRoutes,
  ...webhookRoutes,
]
