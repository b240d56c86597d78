// Rows of webhooks and their deliveries to the wire.
import { EVENT_TYPES } from '../contract/event-types.ts'
import { dateTime } from '../contract/fields.ts'
import type { WebhookRow } from '../db/webhook-schema.ts'
import { webhookIdOf } from './event.ts'
import { type Delivery, eventsOf, STATES, type Webhook } from './schema.ts'
import type { DeliveryRow } from './deliveries.ts'

export type { WebhookRow }

export const presentWebhook = (row: WebhookRow): Webhook => ({
  id_webhook: row.idWebhook,
  url: row.url,
  events: eventsOf(row.types),
  active: row.isActive,
  disabled_reason: row.disabledReason,
  date_secret: dateTime(Math.max(...row.secretDates)),
  date_insert: dateTime(row.insertedAt),
  date_update: dateTime(row.updatedAt),
})

export const presentDelivery = (row: DeliveryRow, idBrand: number): Delivery => ({
  id_event: row.idEvent,
  webhook_id: webhookIdOf(idBrand, row),
  type: EVENT_TYPES[row.typeEvent]!,
  state: STATES[row.state]!,
  tries: row.tries,
  status: row.status,
  error: row.error,
  milliseconds: row.milliseconds,
  date_insert: dateTime(row.insertedAt),
  date_last_try: dateTime(row.triedAt),
  date_next_try: dateTime(row.due),
})
