// Says, without a token, whether the Worker and its databases answer.
import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { FailureError } from '../failure.ts'
import { checkDatabases } from './service.ts'

const PROBLEMS = {
  unmigrated:
    'The database is not migrated. Run `npm run db:migrate`, for a deployment `npm run db:migrate -- --remote --env <environment>`.',
  unreachable: 'The database does not answer.',
}

export const healthRoutes = new Hono<AppEnv>().get('/', async (c) => {
  const health = await checkDatabases(c.env, c.get('usage'))
  const { database } = health
  if (database === 'ok') return c.json({ status: 'ok', database })
  const { reason } = health
  throw new FailureError({ kind: 'unavailable', message: PROBLEMS[database], reason })
})
