// What the OpenAPI document says of the health check.
import * as z from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { messageResponse } from '../../scripts/openapi/responses.ts'

const Health = z
  .object({ status: z.literal('ok'), database: z.literal('ok') })
  .meta({ id: 'Health' })

export const healthPaths: ZodOpenApiPathsObject = {
  '/health': {
    get: {
      operationId: 'getHealth',
      tags: ['Service'],
      summary: 'Check the service',
      description: 'Says, without a token, whether the Worker and its database answer.',
      security: [],
      responses: {
        200: {
          description: 'All is well.',
          content: {
            'application/json': { schema: Health, example: { status: 'ok', database: 'ok' } },
          },
        },
        503: messageResponse(
          'The database does not answer, or has not been migrated.',
          'The database does not answer.',
        ),
      },
    },
  },
}
