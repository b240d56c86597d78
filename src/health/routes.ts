// Says, without a token, whether the Worker and its database answer.
import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { checkDatabase } from './service.ts'

const PROBLEMS = {
  unmigrated: 'The database is not migrated. Run `npm run db:migrate`.',
  unreachable: 'The database does not answer.',
}

export const healthRoutes = new Hono<AppEnv>().get('/', async (c) => {
  const database = await checkDatabase(c.var.database)
  return database === 'ok'
    ? c.json({ status: 'ok', database })
    : c.json({ message: PROBLEMS[database] }, 503)
})
