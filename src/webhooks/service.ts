// The rules of webhooks. Each verb is one batch.
import { ownKeysOf, requireSame } from '../domain/access/idempotency.ts'
import { createBrand } from '../domain/brands/queries.ts'
import type { ServiceContext } from '../domain/context.ts'
import { conflict, gone, invalidFields, notFound } from '../contract/failure.ts'
import { type ListRow, type Slice, sliceOf } from '../contract/lists/slice.ts'
import { isSame, START } from '../domain/events/cursor.ts'
import { findPositions } from '../domain/events/queries.ts'
import { itemOf } from './event.ts'
import { requireMasters } from '../domain/webhooks/masters.ts'
import { askWebhook } from '../domain/webhooks/objects.ts'
import type { WebhookRow } from './present.ts'
import { tryEvent } from './post.ts'
import * as queries from './queries.ts'
import {
  type CreateWebhook,
  type DeliveriesQuery,
  type ReplayWebhook,
  type UpdateWebhook,
  type WebhooksQuery,
} from './schema.ts'
import { secretOf, signerOf } from './secrets.ts'
import type { DeliveryRow } from './deliveries.ts'
import { placeProblem, type Site } from './url.ts'

type Context = Pick<ServiceContext, 'database' | 'idBrand'>

/** A webhook, and its newest secret where that may be shown. */
interface WithSecret {
  readonly webhook: WebhookRow
  readonly secret: string | null
}

const found = ([webhook]: readonly WebhookRow[]): WebhookRow => {
  if (webhook === undefined) throw notFound()
  return webhook
}

const requirePlace = (url: string, site: Site): void => {
  const problem = placeProblem(url, site)
  if (problem !== null) throw invalidFields(['url'], problem)
}

/** A page of the webhooks of the brand. */
export const listWebhooks = async (
  { database, idBrand }: Context,
  { page, sort }: WebhooksQuery,
): Promise<Slice<WebhookRow & ListRow>> => {
  const { counted, listed } = await database.batch({
    counted: queries.countWebhooks(idBrand, page, sort),
    listed: queries.listWebhooks(idBrand, page, sort),
  })
  return sliceOf(listed, page, counted)
}

/** A webhook. Throws 404 when the brand has none of this id. */
export const getWebhook = async (
  { database, idBrand }: Context,
  idWebhook: number,
): Promise<WebhookRow> => {
  const { one } = await database.batch({ one: queries.findWebhook({ idBrand, idWebhook }) })
  return found(one)
}

/**
 * Makes a webhook, and its brand if it is the first thing in it. With an idempotency key a repeat answers the first one, without
 * its secret. Throws 422 for a URL that leads to the service itself, or a key that came with something else, 409 when the brand
 * has too many.
 */
export const createWebhook = async (
  { actor, database, idBrand, now }: ServiceContext,
  body: CreateWebhook,
  { site, key, env }: { site: Site; key: string | undefined; env: Env },
): Promise<WithSecret & { isNew: boolean }> => {
  requirePlace(body.url, site)
  requireMasters(env)
  const keys = await ownKeysOf(actor, key, body)
  const {
    inserted,
    made: [webhook],
  } = await database.batch({
    brand: createBrand({ idBrand, now }),
    inserted: queries.insertWebhook({ ...body, ...keys, idBrand, now }),
    made: queries.findByRequestKey({ ...keys, idBrand }),
  })
  if (webhook === undefined) {
    throw conflict(`A brand has at most ${queries.MOST_WEBHOOKS} webhooks. Delete one first.`)
  }
  requireSame(webhook, keys)
  // A request without a key of its own is no repeat, also where its batch was sent twice.
  const isNew = inserted.length === 1 || key === undefined
  return { webhook, secret: isNew ? await secretOf(env, webhook) : null, isNew }
}

/** Changes a webhook. Throws 404 when the brand has none of this id, 422 for a URL that leads to the service itself. */
export const updateWebhook = async (
  { database, idBrand, now }: ServiceContext,
  idWebhook: number,
  body: UpdateWebhook,
  site: Site,
): Promise<WebhookRow> => {
  if (body.url !== null) requirePlace(body.url, site)
  const webhook = { idBrand, idWebhook }
  const { one } = await database.batch({
    updated: queries.updateWebhook({ ...body, ...webhook, now }),
    one: queries.findWebhook(webhook),
  })
  return found(one)
}

/** Deletes a webhook; one that has been deleted stays so. Throws 404 when the brand has never had one of this id. */
export const deleteWebhook = async (
  { database, idBrand, now }: ServiceContext,
  idWebhook: number,
): Promise<void> => {
  const webhook = { idBrand, idWebhook }
  const { known } = await database.batch({
    deleted: queries.deleteWebhook({ ...webhook, now }),
    known: queries.findEver(webhook),
  })
  if (known.length === 0) throw notFound()
}

/** Makes a new secret; the one before stays good for a day. Throws 404 when the brand has no webhook of this id. */
export const renewSecret = async (
  { database, idBrand, now }: ServiceContext,
  idWebhook: number,
  env: Env,
): Promise<WithSecret> => {
  requireMasters(env)
  const id = { idBrand, idWebhook }
  const { one } = await database.batch({
    added: queries.addSecret({ ...id, now }),
    one: queries.findWebhook(id),
  })
  const webhook = found(one)
  return { webhook, secret: await secretOf(env, webhook) }
}

/** Sends a `webhook.test` event, and answers what came back. Throws 404 when the brand has no webhook of this id. */
export const tryWebhook = async (
  context: ServiceContext,
  idWebhook: number,
  env: Env,
  describe: (webhook: WebhookRow) => unknown,
) => {
  const { idBrand, now } = context
  const webhook = await getWebhook(context, idWebhook)
  return tryEvent({
    url: webhook.url,
    id: `evt_${idBrand}_test_${now.toString(36)}`,
    body: JSON.stringify(describe(webhook)),
    sign: await signerOf(env, webhook, now),
  })
}

/** A page of what has become of events. Throws 404 when the brand has no webhook of this id. */
export const listDeliveries = async (
  context: Context,
  idWebhook: number,
  { page, sort, states }: DeliveriesQuery,
  env: Env,
): Promise<Slice<DeliveryRow & ListRow>> => {
  const { idBrand } = context
  await getWebhook(context, idWebhook)
  const who = { idBrand, idWebhook }
  const { rows, total } = await askWebhook(env, who, (object) =>
    object.list(who, page, sort.isDescending, states),
  )
  return sliceOf(rows, page, [{ total }])
}

/**
 * Sends events again. Throws 404 when the brand has no webhook of this id, 410 for a cursor that the log does not have, 422 for
 * events that the brand does not have or the webhook does not want.
 */
export const replayEvents = async (
  { database, idBrand }: Context,
  idWebhook: number,
  wanted: ReplayWebhook,
  env: Env,
): Promise<void> => {
  const who = { idBrand, idWebhook }
  const { ids } = wanted
  const since = wanted.since ?? START
  const { one, positions, events } = await database.batch({
    one: queries.findWebhook(who),
    positions: findPositions({ idBrand, one: since.idEvent, other: since.idEvent }),
    events: queries.findEvents({ idBrand, ids }),
  })
  const { types, insertedAt } = found(one)
  const isThere = isSame(since, START) || positions.some((position) => isSame(position, since))
  if (!isThere) throw gone()
  const wants = events.filter(({ typeEvent }) => (types >> typeEvent) & 1)
  const known = new Set(wants.map(({ idEvent }) => idEvent))
  const unwanted = ids.flatMap((id, index) => (known.has(id) ? [] : [`ids_events.${index}`]))
  if (unwanted.length > 0) {
    throw invalidFields(unwanted, 'is not an event that this webhook wants')
  }
  const items = wanted.since === null ? events.map(itemOf) : since
  await askWebhook(env, who, (object) => object.replay(who, items, insertedAt))
}
