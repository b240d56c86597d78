// HTTP for webhooks: validated values in, one verb, presented rows out.
import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { envelope } from '../contract/lists/envelope.ts'
import { dateTime, Done } from '../contract/fields.ts'
import { route } from '../http/route.ts'
import { changeWebhook } from '../domain/webhooks/objects.ts'
import { presentDelivery, presentWebhook } from './present.ts'
import {
  CreateWebhook,
  DeliveriesQuery,
  DeliveryList,
  ReplayWebhook,
  Trial,
  UpdateWebhook,
  Webhook,
  WebhookList,
  WebhookPath,
  WebhooksQuery,
  WebhookWithSecret,
} from './schema.ts'
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listDeliveries,
  listWebhooks,
  renewSecret,
  replayEvents,
  tryWebhook,
  updateWebhook,
} from './service.ts'
import type { Site } from './url.ts'

const ALL = '/api/v2/manager/webhooks'
const ONE = `${ALL}/{id}`

const managing = { scopes: ['manager'], brand: 'optional' } as const

const siteOf = (c: Context<AppEnv>): Site => ({
  host: new URL(c.req.url).host,
  allowsLocal: c.env.ALLOW_LOCALHOST === 'true',
})

/** Lets the webhook's object know of a change, after the answer. */
const tell = (c: Context<AppEnv>, idWebhook: number): void =>
  c.executionCtx.waitUntil(changeWebhook(c.env, { idBrand: c.get('idBrand'), idWebhook }))

export const webhookRoutes = [
  route(
    {
      ...managing,
      id: 'listWebhooks',
      method: 'get',
      path: ALL,
      query: WebhooksQuery,
      answers: { 200: WebhookList },
    },
    async (c) => {
      const query = c.req.valid('query')
      const slice = await listWebhooks(c.var, query)
      return c.json(envelope(slice.rows.map(presentWebhook), slice, query, c.req.url))
    },
  ),
  route(
    {
      ...managing,
      id: 'createWebhook',
      method: 'post',
      path: ALL,
      body: CreateWebhook,
      answers: { 201: WebhookWithSecret },
      refusals: [409],
      takesIdempotencyKey: true,
    },
    async (c) => {
      const { 'Idempotency-Key': key } = c.req.valid('header')
      const more = { site: siteOf(c), key, env: c.env }
      const { webhook, secret, isNew } = await createWebhook(c.var, c.req.valid('json'), more)
      tell(c, webhook.idWebhook)
      return c.json({ ...presentWebhook(webhook), secret }, isNew ? 201 : 200)
    },
  ),
  route(
    {
      ...managing,
      id: 'getWebhook',
      method: 'get',
      path: ONE,
      params: WebhookPath,
      answers: { 200: Webhook },
    },
    async (c) => c.json(presentWebhook(await getWebhook(c.var, c.req.valid('param').id))),
  ),
  route(
    {
      ...managing,
      id: 'updateWebhook',
      method: 'patch',
      path: ONE,
      params: WebhookPath,
      body: UpdateWebhook,
      answers: { 200: Webhook },
    },
    async (c) => {
      const { id } = c.req.valid('param')
      const webhook = await updateWebhook(c.var, id, c.req.valid('json'), siteOf(c))
      tell(c, id)
      return c.json(presentWebhook(webhook))
    },
  ),
  route(
    {
      ...managing,
      id: 'deleteWebhook',
      method: 'delete',
      path: ONE,
      params: WebhookPath,
      answers: { 200: Done },
    },
    async (c) => {
      const { id } = c.req.valid('param')
      await deleteWebhook(c.var, id)
      tell(c, id)
      return c.json({ message: 'Webhook deleted successfully' })
    },
  ),
  route(
    {
      ...managing,
      id: 'renewWebhookSecret',
      method: 'post',
      path: `${ONE}/secret`,
      params: WebhookPath,
      answers: { 200: WebhookWithSecret },
    },
    async (c) => {
      const { webhook, secret } = await renewSecret(c.var, c.req.valid('param').id, c.env)
      return c.json({ ...presentWebhook(webhook), secret })
    },
  ),
  route(
    {
      ...managing,
      id: 'testWebhook',
      method: 'post',
      path: `${ONE}/test`,
      params: WebhookPath,
      answers: { 200: Trial },
    },
    async (c) => {
      const { id } = c.req.valid('param')
      const { outcome, taken } = await tryWebhook(c.var, id, c.env, (webhook) => ({
        type: 'webhook.test',
        date_insert: dateTime(c.get('now')),
        data: presentWebhook(webhook),
      }))
      const { status, error, milliseconds } = outcome
      return c.json({ status, error, milliseconds, body: taken })
    },
  ),
  route(
    {
      ...managing,
      id: 'listDeliveries',
      method: 'get',
      path: `${ONE}/deliveries`,
      params: WebhookPath,
      query: DeliveriesQuery,
      answers: { 200: DeliveryList },
    },
    async (c) => {
      const query = c.req.valid('query')
      const slice = await listDeliveries(c.var, c.req.valid('param').id, query, c.env)
      const data = slice.rows.map((row) => presentDelivery(row, c.get('idBrand')))
      return c.json(envelope(data, slice, query, c.req.url))
    },
  ),
  route(
    {
      ...managing,
      id: 'replayEvents',
      method: 'post',
      path: `${ONE}/replay`,
      params: WebhookPath,
      body: ReplayWebhook,
      answers: { 200: Done },
      refusals: [410],
    },
    async (c) => {
      await replayEvents(c.var, c.req.valid('param').id, c.req.valid('json'), c.env)
      return c.json({ message: 'Replay started' })
    },
  ),
]
