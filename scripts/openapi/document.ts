// The OpenAPI document. `npm run openapi` writes it to docs/openapi.json, which is served beside the Worker.
import { createDocument } from 'zod-openapi'
import packageJson from '../../package.json' with { type: 'json' }
import { healthPaths } from '../../src/health/openapi.ts'
import { ambassadorDocumentation } from '../../src/ambassadors/documentation.ts'
import { brandTagDocumentation } from '../../src/brand-tags/documentation.ts'
import { chatTopicDocumentation } from '../../src/chat-topics/documentation.ts'
import { chatroomDocumentation } from '../../src/chatrooms/documentation.ts'
import { eventDocumentation } from '../../src/events/documentation.ts'
import { inboxDocumentation } from '../../src/inbox/documentation.ts'
import { messageDocumentation } from '../../src/messages/documentation.ts'
import { pivotDocumentation } from '../../src/pivots/documentation.ts'
import { ratingDocumentation } from '../../src/ratings/documentation.ts'
import { realtimeDocumentation } from '../../src/realtime/documentation.ts'
import { summaryDocumentation } from '../../src/summaries/documentation.ts'
import { waitingListDocumentation } from '../../src/waiting-list/documentation.ts'
import { webhookDocumentation } from '../../src/webhooks/documentation.ts'
import { withDescriptions } from './describe.ts'
import { withCodeSamples } from './samples.ts'
import { ABOUT_EVENTS, eventsOf } from './events.ts'
import { pathsOf } from './operations.ts'
import { routes } from '../../src/routes.ts'

/** What the features say of their routes, by id. */
export const documentation = {
  ...ambassadorDocumentation,
  ...brandTagDocumentation,
  ...chatTopicDocumentation,
  ...chatroomDocumentation,
  ...eventDocumentation,
  ...inboxDocumentation,
  ...messageDocumentation,
  ...pivotDocumentation,
  ...ratingDocumentation,
  ...realtimeDocumentation,
  ...summaryDocumentation,
  ...waitingListDocumentation,
  ...webhookDocumentation,
}

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
        tags: [
          { name: 'Chatrooms', description: 'Rooms and who is in them.' },
          { name: 'Messages', description: 'What is said in a room.' },
          { name: 'Events', description: ABOUT_EVENTS },
          { name: 'Ambassadors', description: 'The people of a brand.' },
          { name: 'Brand tags', description: 'Named groups of ambassadors.' },
          { name: 'Chat topics', description: 'What a conversation can be about.' },
          { name: 'Manager', description: 'What the people who run a brand do.' },
          { name: 'Ratings', description: 'What members of a room think of each other.' },
          { name: 'Summaries', description: 'What a room was about.' },
          { name: 'Webhooks', description: 'Where the events of a brand are sent.' },
          {
            name: 'Waiting list',
            description: 'Who is waiting for a member to take up a conversation.',
          },
          { name: 'Service', description: 'The service itself.' },
        ],
        paths: { ...pathsOf(routes, documentation), ...healthPaths },
        webhooks: eventsOf(documentation),
      }),
    ),
  )
