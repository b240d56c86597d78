// The OpenAPI document. `npm run openapi` writes it to docs/openapi.json, which the Worker serves.
import { createDocument } from 'zod-openapi'
import packageJson from '../package.json' with { type: 'json' }
import { chatroomPaths } from './chatrooms/openapi.ts'
import { healthPaths } from './health/openapi.ts'

/** The whole document, from the schemas that also validate. */
export const createOpenApiDocument = () =>
  createDocument({
    openapi: '3.1.0',
    info: {
      title: 'edge-chatrooms',
      version: packageJson.version,
      description:
        'Chatrooms between the ambassadors of a brand: one to one, or one to many under a brand tag.',
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
            'A JWT with `sub`, `exp`, `brands` (array of integers) and `scope` (`chat:self`, `chat:brand`, `manager`, separated by spaces).',
        },
      },
    },
    tags: [
      { name: 'Chatrooms', description: 'Rooms and who is in them.' },
      { name: 'Service', description: 'The service itself.' },
    ],
    paths: { ...chatroomPaths, ...healthPaths },
  })
