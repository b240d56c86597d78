// Says, without a token, whether the Worker and its database answer.
import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { probe } from './queries.ts'

export const healthRoutes = new Hono<AppEnv>().get('/', async (c) => {
  try {
    await c.var.database.batch([probe({})])
    return c.json({ status: 'ok', database: 'ok' })
  } catch (error) {
    const isMigrated = !(error instanceof Error && error.message.includes('no such table'))
    const message = isMigrated
      ? 'The database does not answer.'
      : 'The database is not migrated. Run `npm run db:migrate`.'
    return c.json({ message }, 503)
  }
})
