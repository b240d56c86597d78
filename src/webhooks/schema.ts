// The wire shapes of webhooks.
import * as z from 'zod/mini'
import { boundedArray, type Check, refuseRepeats } from '../contract/bounded-array.ts'
import { codeOf, EVENT_TYPES } from '../contract/event-types.ts'
import { DateTime, Id, IdText, INT32_MAX, integer } from '../contract/fields.ts'
import { listOf } from '../contract/lists/envelope.ts'
import { listQuery, pageRequestOf, several } from '../contract/lists/schema.ts'
import { CURSOR, decodeCursor } from '../domain/events/cursor.ts'
import { isLocalUrl, urlProblem } from './url.ts'

const MOST_REPLAYED = 1000

/** In place of a list of types: all, also those to come. */
const ALL = '*'
export const ALL_TYPES = -1

const Wanted = z.enum([ALL, ...EVENT_TYPES])

const Url = z.string().check(
  z.superRefine((url, context) => {
    const message = isLocalUrl(url) ? null : urlProblem(url)
    if (message !== null) context.addIssue({ code: 'custom', message })
  }),
  z.meta({ format: 'uri' }),
)

const shown = {
  id_webhook: Id,
  url: z.string(),
  events: z.array(Wanted),
  active: z.boolean(),
  disabled_reason: z.nullable(z.string()),
  date_secret: DateTime,
  date_insert: DateTime,
  date_update: DateTime,
}

export const Webhook = z.object(shown).register(z.globalRegistry, { id: 'Webhook' })

export type Webhook = z.infer<typeof Webhook>

export const WebhookWithSecret = z
  .object({ ...shown, secret: z.nullable(z.string()) })
  .register(z.globalRegistry, { id: 'WebhookWithSecret' })

export const WebhookList = listOf(Webhook, 'Webhook')

export const WebhookPath = z.object({ id: IdText })

/** A list of different values. */
const distinct = <Item extends z.ZodMiniType>(
  item: Item,
  maximum: number,
  field: string,
  items: object,
) => {
  const check: Check = (values, payload) =>
    refuseRepeats(
      values,
      (index) => [index],
      (index) => `${field}.${index}`,
      payload,
    )
  const override = { type: 'array', items, minItems: 1, maxItems: maximum, uniqueItems: true }
  return boundedArray(item, { minimum: 1, maximum }, check).check(
    z.meta({ override: override as never }),
  )
}

const Events = distinct(Wanted, EVENT_TYPES.length, 'events', {
  type: 'string',
  enum: [ALL, ...EVENT_TYPES],
})

/** One bit for each type. */
const maskOf = (events: readonly z.infer<typeof Wanted>[]): number =>
  events.reduce((mask, type) => (type === ALL ? ALL_TYPES : mask | (1 << codeOf(type))), 0)

/** The types of a mask, as they are written. */
export const eventsOf = (mask: number): Webhook['events'] =>
  mask === ALL_TYPES ? [ALL] : EVENT_TYPES.filter((type) => (mask >> codeOf(type)) & 1)

const optional = { events: z.nullish(Events), active: z.nullish(z.boolean()) }

export const CreateWebhook = z.pipe(
  z.object({ url: Url, ...optional }).register(z.globalRegistry, { id: 'CreateWebhook' }),
  z.transform(({ url, events, active }) => ({
    url,
    types: maskOf(events ?? [ALL]),
    isActive: active ?? true,
  })),
)

export type CreateWebhook = z.output<typeof CreateWebhook>

export const UpdateWebhook = z.pipe(
  z
    .object({ url: z.nullish(Url), ...optional })
    .register(z.globalRegistry, { id: 'UpdateWebhook' }),
  z.transform(({ url, events, active }) => ({
    url: url ?? null,
    types: events ? maskOf(events) : null,
    isActive: active ?? null,
  })),
)

export type UpdateWebhook = z.output<typeof UpdateWebhook>

export const WebhooksQuery = z.pipe(
  listQuery(['id_webhook'], 'id_webhook', {}),
  z.transform((query) => pageRequestOf(query)),
)

export type WebhooksQuery = z.output<typeof WebhooksQuery>

/** Why no answer came. */
const NoAnswer = z.nullable(z.enum(['timeout', 'unreachable']))

export const Trial = z
  .object({
    status: z.nullable(z.int()),
    error: NoAnswer,
    milliseconds: z.int(),
    body: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'WebhookTrial' })

/** What may have become of an event, by the code that the object keeps. */
export const STATES = ['waiting', 'failed', 'delivered', 'dead'] as const

export type State = (typeof STATES)[number]

export const Delivery = z
  .object({
    id_event: z.int(),
    webhook_id: z.string(),
    type: z.enum(EVENT_TYPES),
    state: z.enum(STATES),
    tries: z.int(),
    status: z.nullable(z.int()),
    error: NoAnswer,
    milliseconds: z.nullable(z.int()),
    date_insert: DateTime,
    date_last_try: z.nullable(DateTime),
    date_next_try: z.nullable(DateTime),
  })
  .register(z.globalRegistry, { id: 'Delivery' })

export type Delivery = z.infer<typeof Delivery>

export const DeliveryList = listOf(Delivery, 'Delivery')

export const DeliveriesQuery = z.pipe(
  listQuery(['id_event'], '-id_event', { state: several(z.enum(STATES)) }),
  z.transform((query) => ({ ...pageRequestOf(query), states: query['filter[state]'] ?? STATES })),
)

export type DeliveriesQuery = z.output<typeof DeliveriesQuery>

const EventIds = distinct(integer(1, INT32_MAX), MOST_REPLAYED, 'ids_events', {
  type: 'integer',
  format: 'int32',
  minimum: 1,
  maximum: INT32_MAX,
})

const isGiven = (value: unknown): boolean => value !== undefined && value !== null

export const ReplayWebhook = z.pipe(
  z
    .object({
      since: z.nullish(z.string().check(z.regex(CURSOR, 'must be a cursor'))),
      ids_events: z.nullish(EventIds),
    })
    .check(
      z.superRefine(({ since, ids_events: ids }, context) => {
        if (isGiven(since) !== isGiven(ids)) return
        for (const field of ['since', 'ids_events']) {
          const message = 'must be sent, or else the other of since and ids_events'
          context.addIssue({ code: 'custom', path: [field], message })
        }
      }),
    )
    .register(z.globalRegistry, { id: 'ReplayWebhook' }),
  z.transform(({ since, ids_events: ids }) => ({
    since: typeof since === 'string' ? decodeCursor(since) : null,
    ids: ids ?? [],
  })),
)

export type ReplayWebhook = z.output<typeof ReplayWebhook>
