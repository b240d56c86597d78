// What has happened in a brand, in order. Ids and dates only: what is gone elsewhere is gone from here too.
import { integer, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core'
import { ofBrand } from './schema.ts'

/** One event. `idEvent` counts up inside a brand without a gap, `typeEvent` is a place in `EVENT_TYPES`. */
export const events = sqliteTable(
  'events',
  {
    idBrand: ofBrand(),
    idEvent: integer('id_event').notNull(),
    typeEvent: integer('type_event').notNull(),
    idChatroom: integer('id_chatroom'),
    idMessage: integer('id_message'),
    idAmbassador: integer('id_ambassador'),
    idRating: integer('id_rating'),
    idSummary: integer('id_summary'),
    idWaiting: integer('id_waiting'),
    insertedAt: integer('date_insert').notNull(),
  },
  (table) => [primaryKey({ columns: [table.idBrand, table.idEvent] })],
)

export type EventRow = typeof events.$inferSelect
