// What the OpenAPI document says of the health check.
import * as z from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'

const Health = z
  .object({
    status: z.literal('ok').meta({ description: 'The service can do its work.' }),
    database: z.literal('ok').meta({ description: 'Every database that holds brands answers.' }),
    keys: z.literal('ok').meta({ description: 'Tokens can be verified.' }),
    hubs: z.literal('ok').meta({ description: 'Apps can listen for events.' }),
    webhooks: z.literal('ok').meta({ description: 'Webhooks can be signed.' }),
  })
  .meta({ id: 'Health' })

const HealthProblem = z
  .object({
    message: z.string().meta({ description: 'What is wrong and what to do.' }),
    status: z.literal('error').meta({ description: 'The service cannot do its work.' }),
    database: z.enum(['ok', 'misconfigured', 'not_migrated', 'unavailable']).meta({
      description:
        'The first database that is not well: its binding is missing or misnamed, a migration has not been applied, or it does not answer.',
    }),
    keys: z.enum(['ok', 'misconfigured', 'unavailable']).meta({
      description:
        'What tokens are verified with: `misconfigured` when there is no usable source or more than one, `unavailable` when the key set cannot be fetched and there are no keys at hand.',
    }),
    hubs: z.enum(['ok', 'misconfigured', 'unavailable']).meta({
      description:
        'The Durable Objects where apps listen: `misconfigured` when the binding is missing, or `HUBS` or `JURISDICTIONS` has a slip; `unavailable` when one does not answer.',
    }),
    webhooks: z.enum(['ok', 'misconfigured']).meta({
      description: '`misconfigured` when `WEBHOOK_SECRET` is missing or too short.',
    }),
  })
  .meta({ id: 'HealthProblem' })

export const healthPaths: ZodOpenApiPathsObject = {
  '/health': {
    get: {
      operationId: 'getHealth',
      tags: ['Service'],
      summary: 'Check the service',
      description:
        'Says, without a token, whether every database answers and is migrated, whether tokens can be verified, whether apps can listen for events, and whether webhooks can be signed. A database, and a hub, is asked at most once a second by each isolate of the Worker: the answer may be a second old.',
      security: [],
      responses: {
        200: {
          description: 'All is well.',
          content: {
            'application/json': {
              schema: Health,
              example: { status: 'ok', database: 'ok', keys: 'ok', hubs: 'ok', webhooks: 'ok' },
            },
          },
        },
        503: {
          description:
            'A database, the signing keys, the hubs or the master secret of webhooks cannot be used.',
          headers: z.object({ 'Retry-After': z.string().meta({ description: 'Seconds.' }) }),
          content: {
            'application/json': {
              schema: HealthProblem,
              example: {
                message: 'The database does not answer.',
                status: 'error',
                database: 'unavailable',
                keys: 'ok',
                hubs: 'ok',
                webhooks: 'ok',
              },
            },
          },
        },
      },
    },
  },
}
