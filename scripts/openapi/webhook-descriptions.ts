// What the document says of the fields of webhooks.

export const WEBHOOKS: Readonly<Record<string, string>> = {
  id_webhook: 'The id of the webhook.',
  date_secret: 'When its newest secret was made, in UTC.',
  disabled_reason: 'Why the service has switched it off; null unless it has.',
  events: 'The types of events that are sent; `*` alone for all, also those to come.',
  'Webhook.active': 'Whether events are sent.',
  'WebhookWithSecret.active': 'Whether events are sent.',
  'CreateWebhook.active': 'Whether events are sent; true if it is left out.',
  'UpdateWebhook.active': 'Whether events are sent.',
  url: 'Where events are sent: https, port 443, a public host name, no credentials, at most 2,048 characters.',
  secret:
    'What the receiver verifies with. It is shown here and never again. Null in a repeat with an idempotency key that comes more than a day later, or after a new secret.',
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
