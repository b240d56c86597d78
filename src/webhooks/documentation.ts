// What the OpenAPI document says of the routes of webhooks.
import type { Documentation, Texts } from '../http/operation.ts'
import type { webhookRoutes } from './routes.ts'

const tag = 'Webhooks'

const example = {
  id_webhook: 1,
  url: 'https://hooks.example.com/chat',
  events: ['message.created', 'chatroom.created'],
  active: true,
  disabled_reason: null,
  date_secret: '2023-10-06T13:30:00.000000Z',
  date_insert: '2023-10-06T13:30:00.000000Z',
  date_update: '2023-10-06T13:30:00.000000Z',
}

const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDsL8VxPmz1aw='

const delivery = {
  id_event: 412,
  webhook_id: 'evt_3_412_lnenrx40',
  type: 'message.created',
  state: 'failed',
  tries: 2,
  status: 500,
  error: null,
  milliseconds: 38,
  date_insert: '2023-10-06T13:45:00.000000Z',
  date_last_try: '2023-10-06T13:45:05.368000Z',
  date_next_try: '2023-10-06T13:49:47.884000Z',
}

export const tags: Texts = {
  Webhooks: 'Where the events of a brand are sent.',
}

export const fields: Texts = {
  id_webhook: 'The id of the webhook. That of one which is deleted is not given again.',
  date_secret: 'When its newest secret was made, in UTC.',
  disabled_reason: 'Why the service has switched it off; null unless it has.',
  events: 'The types of events that are sent; `*` alone for all, also those to come.',
  'Webhook.active': 'Whether events are sent.',
  'WebhookWithSecret.active': 'Whether events are sent.',
  'CreateWebhook.active': 'Whether events are sent; true if it is left out.',
  'UpdateWebhook.active': 'Whether events are sent.',
  url: 'Where events are sent: https, port 443, a public host name, no credentials, at most 2,048 characters.',
  secret:
    'What the receiver verifies with. It is shown here and never again. Null in the answer to a repeat with the same idempotency key.',
  'WebhookTrial.status': 'The status of the answer; null when none came.',
  'WebhookTrial.error':
    'Why no answer came: `timeout` for none within 15 seconds, `unreachable` for no connection; null when one did.',
  'WebhookTrial.milliseconds': 'How long the answer took.',
  'WebhookTrial.body': 'The first 1,000 characters of the answer; null when none came.',
  'Delivery.id_event': 'The event, by its id in the log of the brand.',
  webhook_id: 'The header `webhook-id` of each try.',
  'Delivery.state':
    '`waiting` behind an earlier event of its room, `failed` and to be tried again, `delivered` in the last 24 hours, or `dead`: not tried again.',
  tries: 'How often it was sent.',
  'Delivery.status': 'The status of the last answer; null when none came.',
  'Delivery.error':
    'Why no answer came to the last try, `timeout` or `unreachable`; null when one did.',
  'Delivery.milliseconds': 'How long the last try took.',
  date_last_try: 'When it was sent last, in UTC; null if it was not.',
  date_next_try: 'When it is sent again, in UTC; null unless it has failed.',
  since: 'The cursor of an event: all that come after it are sent again, in order.',
  ids_events: 'These events alone, 1 to 1,000.',
}

export const parameters: Texts = {
  'Webhooks.id': 'The webhook, by its `id_webhook`.',
  'filter[state]': 'Deliveries in this state. Several with commas.',
  'filter[type]': 'Events of this type. Several with commas.',
}

export const operations: Documentation<typeof webhookRoutes> = {
  listWebhooks: {
    tag,
    summary: 'List the webhooks',
    description: 'Where the events of the brand are sent; see docs/webhooks.md.',
    answers: { 200: { description: 'A page of webhooks.', item: example } },
  },
  createWebhook: {
    tag,
    summary: 'Create a webhook',
    description:
      'Sends the events of the brand from now on to `url`, by the Standard Webhooks specification: in order inside a room, at least once, with the same `webhook-id` on every try. ' +
      'Keep `secret`: the receiver verifies with it, and it is not shown again: in the answer to a repeat with the same `Idempotency-Key` it is null. If the first answer was lost, make a new secret. A brand has at most 20 webhooks (409).',
    bodies: {
      first: {
        summary: 'Two types of events',
        value: { url: example.url, events: example.events },
      },
      second: { summary: 'All events', value: { url: example.url } },
    },
    answers: {
      201: { description: 'The new webhook, with its secret.', example: { ...example, secret } },
    },
  },
  getWebhook: {
    tag,
    summary: 'Read a webhook',
    description:
      'An endpoint that has answered 410, or has taken nothing for 5 days, has been switched off: `disabled_reason` says so.',
    answers: { 200: { description: 'The webhook.', example } },
  },
  updateWebhook: {
    tag,
    summary: 'Change a webhook',
    description:
      '`events` replaces what is there. With `active` false nothing is sent; with `active` true it goes on where it stopped. ' +
      'With another `url`, or when it is switched on, what has failed is sent again at once.',
    body: { events: ['message.created'], active: false },
    answers: {
      200: {
        description: 'The webhook.',
        example: { ...example, events: ['message.created'], active: false },
      },
    },
  },
  deleteWebhook: {
    tag,
    summary: 'Delete a webhook',
    description:
      'Nothing more is sent, and what became of its deliveries is forgotten. Its id is not given again; deleting it once more is answered alike.',
    answers: {
      200: {
        description: 'The webhook is deleted.',
        example: { message: 'Webhook deleted successfully' },
      },
    },
  },
  renewWebhookSecret: {
    tag,
    summary: 'Make a new secret',
    description:
      'The new secret is shown here and never again. For 24 hours events are signed with the one before too, so a receiver may change in its own time. At most 5 secrets are good at once.',
    answers: {
      200: { description: 'The webhook, with its new secret.', example: { ...example, secret } },
    },
  },
  testWebhook: {
    tag,
    summary: 'Send a test event',
    description:
      'Sends a `webhook.test` event at once, also if the webhook is not active, and answers what came back within 15 seconds.',
    answers: {
      200: {
        description: 'What came back.',
        example: { status: 204, error: null, milliseconds: 41, body: '' },
      },
    },
  },
  listDeliveries: {
    tag,
    summary: 'List the deliveries',
    description:
      'What has become of events: those that wait, have failed or are dead, and those that were delivered in the last 24 hours, newest first.',
    answers: { 200: { description: 'A page of deliveries.', item: delivery } },
  },
  replayEvents: {
    tag,
    summary: 'Send events again',
    description:
      'With `since` all events that the webhook wants behind a cursor, in order, before anything newer; a cursor that the log does not have is a 410. ' +
      'With `ids_events` these alone, dead letters among them, as they are now. Each has the `webhook-id` that it had before.',
    bodies: {
      since: { summary: 'From a cursor on', value: { since: '0-0' } },
      ids: { summary: 'Some events', value: { ids_events: [1] } },
    },
    answers: {
      200: { description: 'They will be sent.', example: { message: 'Replay started' } },
    },
  },
}
