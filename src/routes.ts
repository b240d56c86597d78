// Every route behind the token. The first one that fits a request answers it.
import type { Route } from './http/route.ts'
import { pivotRoutes } from './pivots/routes.ts'
import { summaryRoutes } from './summaries/routes.ts'

export const routes: readonly Route[] = [...pivotRoutes, ...summaryRoutes]
