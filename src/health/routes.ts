// Says, without a token, whether the Worker and its databases answer.
import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { checkDatabases } from './service.ts'

const PROBLEMS = {
  unmigrated:
    'The database is not migrated. Run `npm run db:migrate`, or `npm run setup` for a deployment.',
  unreachable: 'The database does not answer.',
}

export const healthRoutes = new Hono<AppEnv>().get('/', async (c) => {
  const database = await checkDatabases(c.env, c.var.usage)
  return database === 'ok'
    ? c.json({ status: 'ok', database })
    : c.json({ message: PROBLEMS[database] }, 503)
})
