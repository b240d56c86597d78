// The database of a request: the brand's own, as a session.
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../context.ts'
import { openDatabase } from '../db/client.ts'
import { BOOKMARK } from './brand.ts'
import { isRead } from './request.ts'

/** Sets `database`. The answer tells where it has got to. */
export const useDatabase = createMiddleware<AppEnv>(async (c, next) => {
  const database = openDatabase(c.env, c.get('idBrand'), {
    isWrite: !isRead(c),
    bookmark: c.get('bookmark'),
    usage: c.get('usage'),
  })
  c.set('database', database)
  await next()
  const reached = database.bookmark()
  if (reached !== null) c.res.headers.set(BOOKMARK, reached)
})
