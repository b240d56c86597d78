// Says, without a token, whether the Worker can do its work.
import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { FailureError } from '../contract/failure.ts'
import { checkHealth } from './service.ts'

const DATABASE = {
  ok: null,
  misconfigured: 'The databases are misconfigured; the log says what to set.',
  not_migrated:
    'The database is not migrated. Run `npm run db:migrate`, for a deployment `npm run db:migrate -- --remote --env <environment>`.',
  unavailable: 'The database does not answer.',
}

const KEYS = {
  ok: null,
  misconfigured:
    'The signing keys are misconfigured, so every token is refused. Set `JWT_SECRET`, of at least 32 bytes, or `JWKS_URL`, and not both; the log says what is wrong.',
  unavailable: 'There are no signing keys: the key set cannot be fetched, or is empty.',
}

const HUBS = {
  ok: null,
  misconfigured:
    'The hubs are misconfigured, so nobody can listen; the log says what to set in `wrangler.toml`.',
  unavailable:
    'The hubs do not answer, so nobody can listen. If it lasts, see that `wrangler.toml` has the migrations of the Durable Object `Hub`, and deploy.',
}

const WEBHOOKS = {
  ok: null,
  misconfigured:
    'Webhooks cannot be signed. Set `WEBHOOK_SECRET`, of at least 32 bytes; the log says what is wrong.',
}

/** `GET /health`. Throws 503 with what is wrong. */
export const getHealth = async (c: Context<AppEnv>) => {
  const { database, keys, hubs, webhooks } = await checkHealth(c.env, c.get('usage'))
  const states = {
    database: database.state,
    keys: keys.state,
    hubs: hubs.state,
    webhooks: webhooks.state,
  }
  const texts = [
    DATABASE[database.state],
    KEYS[keys.state],
    HUBS[hubs.state],
    WEBHOOKS[webhooks.state],
  ]
  const problems = texts.filter((text) => text !== null)
  if (problems.length === 0) return c.json({ status: 'ok', ...states })
  const all = [database.reason, keys.reason, hubs.reason, webhooks.reason]
  const reasons = all.filter((reason) => reason !== undefined)
  throw new FailureError({
    kind: 'unavailable',
    message: problems.join(' '),
    reason: reasons.join('; '),
    details: { status: 'error', ...states },
  })
}
