// The SQL of a webhook's object: what it is to send where, in one batch.
import { and, asc, eq, getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { events } from '../db/event-schema.ts'
import {
  build,
  integer,
  json,
  literal,
  nullable,
  select,
  statement,
  text,
} from '../db/statement.ts'
import { webhooks } from '../db/webhook-schema.ts'
import { isTold } from '../domain/events/queries.ts'
import { subject } from '../domain/events/subject-queries.ts'
import { isWebhook, WEBHOOK } from './queries.ts'

/** Rows of the log that are looked through at once, wanted or not. */
export const WINDOW = 1000

const { idBrand: _, ...columns } = getTableColumns(events)

/** Behind which event the webhook goes on: `since`, or for null where it began. */
const startOf = (since: SQLWrapper): SQL => sql`coalesce(${since}, ${webhooks.firstEvent})`

const SINCE = { ...WEBHOOK, since: nullable(integer) }

/** The positions of the event that the webhook goes on behind, of the last one of the window and of the newest one, as far as there are such. */
export const findEdges = statement(SINCE, ({ since, ...webhook }) =>
  select({ idEvent: events.idEvent, insertedAt: events.insertedAt })
    .from(webhooks)
    .crossJoin(events)
    .where(
      and(
        isWebhook(webhook),
        eq(events.idBrand, webhook.idBrand),
        sql`${events.idEvent} in (${startOf(since)}, ${startOf(since)} + ${literal(WINDOW)}, (
          select max(newest.id_event) from ${events} newest where newest.id_brand = ${webhook.idBrand}))`,
      ),
    )
    .orderBy(asc(events.idEvent)),
)

/** The next events that an active webhook wants, at most `limit`, filled with what they tell of as that is now. */
export const listWanted = statement({ ...SINCE, limit: integer }, ({ since, limit, ...webhook }) =>
  select({ ...columns, subject })
    .from(webhooks)
    .crossJoin(events)
    .where(
      and(
        isWebhook(webhook),
        sql`${webhooks.isActive} = 1`,
        eq(events.idBrand, webhook.idBrand),
        sql`${events.idEvent} > ${startOf(since)} and ${events.idEvent} <= ${startOf(since)} + ${literal(WINDOW)}`,
        sql`(${webhooks.types} >> ${events.typeEvent}) & 1`,
        isTold,
      ),
    )
    .orderBy(asc(events.idEvent))
    .limit(limit as never),
)

/** Those of a JSON list of ids that are still to be told, filled in the same way. */
export const listAgain = statement({ idBrand: integer, ids: json }, ({ idBrand, ids }) =>
  select({ ...columns, subject })
    .from(sql`json_each(${ids}) asked`)
    .crossJoin(events)
    .where(and(eq(events.idBrand, idBrand), sql`${events.idEvent} = asked.value`, isTold)),
)

/** The newest event that is not younger than `insertedAt`: where to go on after the database was restored. */
export const findBefore = statement(
  { idBrand: integer, insertedAt: integer },
  ({ idBrand, insertedAt }) =>
    select({ idEvent: events.idEvent, insertedAt: events.insertedAt })
      .from(events)
      .where(and(eq(events.idBrand, idBrand), sql`${events.insertedAt} <= ${insertedAt}`))
      .orderBy(sql`${events.idEvent} desc`)
      .limit(1),
)

/** Switches a webhook off, unless a manager has given it another URL meanwhile. */
export const disable = statement(
  { ...WEBHOOK, url: text, reason: text, now: integer },
  ({ url, reason, now, ...webhook }) =>
    build
      .update(webhooks)
      .set({ isActive: false, disabledReason: sql`${reason}`, updatedAt: sql`${now}` })
      .where(and(isWebhook(webhook), sql`${webhooks.isActive} = 1`, eq(webhooks.url, url))),
)
