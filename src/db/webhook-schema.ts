// Where a brand wants its events to be sent.
import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { requestColumns, requestKeyIndex } from './columns.ts'
import { ofBrand } from './schema.ts'

/** One endpoint. What has become of its deliveries is in its Durable Object. A deleted one stays as a tombstone: its id is not given again. */
export const webhooks = sqliteTable(
  'webhooks',
  {
    idBrand: ofBrand(),
    idWebhook: integer('id_webhook').notNull(),
    url: text('url').notNull(),
    /** One bit for each type of event, at its place in `EVENT_TYPES`; -1 for all, also those to come. */
    types: integer('types').notNull(),
    /** A deleted one is not. */
    isActive: integer('active', { mode: 'boolean' }).notNull(),
    /** Why it was switched off; null when nobody but a manager did. */
    disabledReason: text('disabled_reason'),
    /** When each of its secrets was made, newest last. They themselves are stored nowhere. */
    secretDates: text('date_secrets', { mode: 'json' }).$type<readonly number[]>().notNull(),
    /** The event behind which it begins. */
    firstEvent: integer('first_event').notNull(),
    insertedAt: integer('date_insert').notNull(),
    updatedAt: integer('date_update').notNull(),
    deletedAt: integer('date_delete'),
    ...requestColumns,
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idWebhook] }),
    // For each event that is appended: who wants it?
    index('webhooks_wanting')
      .on(table.idBrand, table.types, table.idWebhook)
      .where(sql`${table.isActive} = 1`),
    requestKeyIndex('webhooks_request_key', table),
    check('webhooks_active', sql`${table.isActive} in (0, 1)`),
  ],
)

export type WebhookRow = typeof webhooks.$inferSelect
