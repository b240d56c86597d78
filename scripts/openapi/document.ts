// The OpenAPI document. `npm run openapi` writes it to docs/openapi.json, which is served beside the Worker.
import { createDocument } from 'zod-openapi'
import packageJson from '../../package.json' with { type: 'json' }
import { healthPaths } from '../../src/health/openapi.ts'
import { withDescriptions } from './describe.ts'
import { withCodeSamples } from './samples.ts'
import { eventsOf } from './events.ts'
import { operations, tags } from './features.ts'
import { pathsOf } from './operations.ts'
import { routes } from '../../src/routes.ts'

/** The whole document, from the schemas that also validate. */
export const createOpenApiDocument = () =>
  withDescriptions(
    withCodeSamples(
      createDocument({
        openapi: '3.1.0',
        info: {
          title: 'edge-chatrooms',
          version: packageJson.version,
          description: [
            'Chatrooms between the ambassadors of a brand: one to one, or one to many under a brand tag.',
            'Every call but the health check needs a token of your identity provider. Paste it as the bearer token to send requests from this page.',
            'The samples take the token from `ACCESS_TOKEN`. All of them run against `npm run dev` and its demo data with a token that has every scope:',
            '```sh\nexport ACCESS_TOKEN=$(\n  npm run -s token -- \\\n    --scope "chat:brand manager"\n)\n```',
          ].join('\n\n'),
          license: { name: 'MIT', identifier: 'MIT' },
        },
        servers: [{ url: '/' }],
        security: [{ bearer: [] }],
        components: {
          securitySchemes: {
            bearer: {
              type: 'http',
              scheme: 'bearer',
              bearerFormat: 'JWT',
              description:
                'A JWT with `sub`, `exp`, `brands` (array of integers) and `scope` (`chat:self`, `chat:brand`, `manager`, separated by spaces). `chat:contacts` beside `chat:self` shows the e-mails and customer ids of all ambassadors; without it they are null but for those of the own one.',
            },
          },
        },
        tags: Object.entries({ ...tags, Service: 'The service itself.' }).map(
          ([name, description]) => ({ name, description }),
        ),
        paths: { ...pathsOf(routes, operations), ...healthPaths },
        webhooks: eventsOf(operations),
      }),
    ),
  )
