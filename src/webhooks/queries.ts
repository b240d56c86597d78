// The SQL of webhooks as managers see them.
import { and, eq, getTableColumns, isNull, type SQLWrapper, sql } from 'drizzle-orm'
import { keyedIn, KEYS } from '../domain/access/key-queries.ts'
import type { PageRequest, Sort } from '../contract/lists/schema.ts'
import { events } from '../db/event-schema.ts'
import { countOf, rowsOf, type Scan } from '../db/keyset.ts'
import {
  aliased,
  boolean,
  build,
  unlessNull,
  insertFrom,
  integer,
  json,
  literal,
  nextId,
  nullable,
  select,
  statement,
  text,
} from '../db/statement.ts'
import { webhooks } from '../db/webhook-schema.ts'

/** Each one costs every event that it wants a call. */
export const MOST_WEBHOOKS = 20

/** More than this many secrets of a webhook are good at no time. */
const MOST_SECRETS = 5

type Webhook = Record<'idBrand' | 'idWebhook', SQLWrapper>

export const WEBHOOK = { idBrand: integer, idWebhook: integer }

const shownColumns = getTableColumns(webhooks)

const isOfBrand = (idBrand: SQLWrapper | number) =>
  and(eq(webhooks.idBrand, idBrand), isNull(webhooks.deletedAt))

export const isWebhook = ({ idBrand, idWebhook }: Webhook) =>
  and(isOfBrand(idBrand), eq(webhooks.idWebhook, idWebhook))

export type WebhookSort = Sort<'id_webhook'>

const scanOf = (idBrand: number, { isDescending }: WebhookSort): Scan => ({
  walk: { key: webhooks.idWebhook, id: webhooks.idWebhook, isDescending },
  table: webhooks,
  from: webhooks,
  range: isOfBrand(idBrand),
  fits: undefined,
})

/** A page of the webhooks of a brand. */
export const listWebhooks = (idBrand: number, page: PageRequest, sort: WebhookSort) =>
  rowsOf(shownColumns, scanOf(idBrand, sort), page)

export const countWebhooks = (idBrand: number, page: PageRequest, sort: WebhookSort) =>
  countOf(page, scanOf(idBrand, sort))

export const findWebhook = statement(WEBHOOK, (webhook) =>
  select(shownColumns).from(webhooks).where(isWebhook(webhook)),
)

/** Inserts a webhook that begins behind the newest event, if the key is new and the brand has few enough; answers a row if so. */
export const insertWebhook = statement(
  {
    idBrand: integer,
    url: text,
    types: integer,
    isActive: boolean,
    now: integer,
    ...KEYS,
  },
  ({ now, ...values }) =>
    insertFrom(
      webhooks,
      {
        ...values,
        idWebhook: nextId(webhooks.idWebhook, values.idBrand),
        secretDates: sql`json_array(cast(${now} as integer))`,
        firstEvent: sql`coalesce((
          select max(${events.idEvent}) from ${events} where ${eq(events.idBrand, values.idBrand)}), 0)`,
        insertedAt: now,
        updatedAt: now,
      },
      sql`where (select count(*) from ${webhooks} where ${isOfBrand(values.idBrand)}) < ${literal(MOST_WEBHOOKS)}`,
    )
      .onConflictDoNothing()
      .returning(aliased({ idWebhook: webhooks.idWebhook })),
)

/** The webhook that came with an idempotency key, whatever has become of it. */
export const findByRequestKey = keyedIn(webhooks, shownColumns)

/** Changes what is not null. Switching it on takes away why it was off. */
export const updateWebhook = statement(
  {
    ...WEBHOOK,
    url: nullable(text),
    types: nullable(integer),
    isActive: nullable(boolean),
    now: integer,
  },
  ({ url, types, isActive, now, ...webhook }) =>
    build
      .update(webhooks)
      .set({
        ...unlessNull(webhooks, { url, types, isActive }),
        disabledReason: sql`case when ${isActive} is null then ${webhooks.disabledReason} end`,
        updatedAt: sql`${now}`,
      })
      .where(isWebhook(webhook)),
)

/** Adds a secret that is made now. */
export const addSecret = statement({ ...WEBHOOK, now: integer }, ({ now, ...webhook }) =>
  build
    .update(webhooks)
    .set({
      secretDates: sql`json_insert((
        select json_group_array(value) from (
          select value from json_each(${webhooks.secretDates})
          order by value desc limit ${literal(MOST_SECRETS - 1)})
        ), '$[#]', cast(${now} as integer))`,
      updatedAt: sql`${now}`,
    })
    .where(
      and(
        isWebhook(webhook),
        sql`not exists (select 1 from json_each(${webhooks.secretDates}) where value >= ${now})`,
      ),
    ),
)

/** Makes a tombstone of a webhook, which does not tell where it led to. */
export const deleteWebhook = statement({ ...WEBHOOK, now: integer }, ({ now, ...webhook }) =>
  build
    .update(webhooks)
    .set({ url: '', isActive: false, deletedAt: sql`${now}` })
    .where(isWebhook(webhook)),
)

/** The id of a webhook that the brand has, or has ever had. */
export const findEver = statement(WEBHOOK, ({ idBrand, idWebhook }) =>
  select({ idWebhook: webhooks.idWebhook })
    .from(webhooks)
    .where(and(eq(webhooks.idBrand, idBrand), eq(webhooks.idWebhook, idWebhook))),
)

/** The events of a JSON list of ids, with what tells which room they are in. */
export const findEvents = statement({ idBrand: integer, ids: json }, ({ idBrand, ids }) =>
  select(getTableColumns(events))
    .from(sql`json_each(${ids}) asked`)
    .crossJoin(events)
    .where(and(eq(events.idBrand, idBrand), sql`${events.idEvent} = asked.value`)),
)
