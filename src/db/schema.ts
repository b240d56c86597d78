// Every table and index on one page. Keys begin with the brand, so a query that forgets it can't use them.
// Times are integers, milliseconds since the epoch. Booleans are 0 or 1. Nothing cascades.
import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'

/** A tenant. Every other row belongs to exactly one. */
export const brands = sqliteTable('brands', {
  idBrand: integer('id_brand').primaryKey(),
  insertedAt: integer('date_insert').notNull(),
})

/** A person of a brand. `status` 0–6 is a member, 7 and 8 are external; `active` below 0 is shut out. */
export const ambassadors = sqliteTable(
  'ambassadors',
  {
    idBrand: integer('id_brand')
      .notNull()
      .references(() => brands.idBrand),
    idAmbassador: integer('id_ambassador').notNull(),
    image: text('image'),
    firstname: text('firstname'),
    lastname: text('lastname'),
    username: text('username'),
    email: text('email'),
    emailTmp: text('email_tmp'),
    active: integer('active').notNull(),
    status: integer('status').notNull(),
    lastActionAt: integer('last_action_date'),
    customerId: text('customer_id'),
    isAnonymized: integer('anonymized').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idAmbassador] }),
    check('ambassadors_active', sql`${table.active} between -3 and 1`),
    check('ambassadors_status', sql`${table.status} between 0 and 8`),
    check('ambassadors_anonymized', sql`${table.isAnonymized} in (0, 1)`),
  ],
)

/** A named group of ambassadors inside a brand. */
export const brandTags = sqliteTable(
  'brand_tags',
  {
    idBrand: integer('id_brand')
      .notNull()
      .references(() => brands.idBrand),
    idBrandTag: integer('id_brand_tag').notNull(),
    name: text('name').notNull(),
    visibilityChat: integer('visibility_chat').notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idBrandTag] }),
    check('brand_tags_visibility_chat', sql`${table.visibilityChat} in (1, 2)`),
  ],
)

export const brandTagMembers = sqliteTable(
  'brand_tag_members',
  {
    idBrand: integer('id_brand').notNull(),
    idBrandTag: integer('id_brand_tag').notNull(),
    idAmbassador: integer('id_ambassador').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idBrandTag, table.idAmbassador] }),
    foreignKey({
      columns: [table.idBrand, table.idBrandTag],
      foreignColumns: [brandTags.idBrand, brandTags.idBrandTag],
    }),
    foreignKey({
      columns: [table.idBrand, table.idAmbassador],
      foreignColumns: [ambassadors.idBrand, ambassadors.idAmbassador],
    }),
  ],
)

/** A room. `roomKey` (`pair:1:2` or `tag:7`) says who is in it and is unique inside a brand. */
export const chatrooms = sqliteTable(
  'chatrooms',
  {
    idBrand: integer('id_brand')
      .notNull()
      .references(() => brands.idBrand),
    idChatroom: integer('id_chatroom').notNull(),
    roomKey: text('room_key').notNull(),
    typeChatroom: integer('type_chatroom').notNull(),
    typeDiscussion: integer('type_discussion').notNull(),
    source: integer('source').notNull(),
    insertedAt: integer('date_insert').notNull(),
    lastMessageAt: integer('last_message_date'),
    establishedAt: integer('established_dialogue'),
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idChatroom] }),
    uniqueIndex('chatrooms_room_key').on(table.idBrand, table.roomKey),
    check('chatrooms_type_chatroom', sql`${table.typeChatroom} in (0, 7)`),
    check('chatrooms_type_discussion', sql`${table.typeDiscussion} in (0, 1, 2)`),
    check('chatrooms_source', sql`${table.source} in (0, 1, 2)`),
  ],
)

/** One ambassador's place in one room. */
export const chatroomPivots = sqliteTable(
  'chatroom_pivots',
  {
    idBrand: integer('id_brand').notNull(),
    idChatroom: integer('id_chatroom').notNull(),
    idAmbassador: integer('id_ambassador').notNull(),
    lastReadMessage: integer('last_read_message'),
    isBlocked: integer('is_blocked').notNull().default(0),
    isArchived: integer('archived').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idChatroom, table.idAmbassador] }),
    foreignKey({
      columns: [table.idBrand, table.idChatroom],
      foreignColumns: [chatrooms.idBrand, chatrooms.idChatroom],
    }),
    foreignKey({
      columns: [table.idBrand, table.idAmbassador],
      foreignColumns: [ambassadors.idBrand, ambassadors.idAmbassador],
    }),
    check('chatroom_pivots_is_blocked', sql`${table.isBlocked} in (0, 1)`),
    check('chatroom_pivots_archived', sql`${table.isArchived} in (0, 1)`),
  ],
)

/** A request to rate, and the rating once `value` is given. */
export const ratings = sqliteTable(
  'ratings',
  {
    idBrand: integer('id_brand').notNull(),
    idRating: integer('id_rating').notNull(),
    idChatroom: integer('id_chatroom').notNull(),
    idRater: integer('id_user_rater').notNull(),
    idRated: integer('id_user_rated').notNull(),
    value: integer('value'),
    content: text('content'),
    insertedAt: integer('date_insert').notNull(),
    updatedAt: integer('date_update').notNull(),
    deletedAt: integer('date_delete'),
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idRating] }),
    foreignKey({
      columns: [table.idBrand, table.idChatroom],
      foreignColumns: [chatrooms.idBrand, chatrooms.idChatroom],
    }),
    foreignKey({
      columns: [table.idBrand, table.idRater],
      foreignColumns: [ambassadors.idBrand, ambassadors.idAmbassador],
    }),
    foreignKey({
      columns: [table.idBrand, table.idRated],
      foreignColumns: [ambassadors.idBrand, ambassadors.idAmbassador],
    }),
    index('ratings_given')
      .on(table.idBrand, table.idChatroom, table.idRating)
      .where(sql`${table.value} is not null and ${table.deletedAt} is null`),
    check('ratings_value', sql`${table.value} between 0 and 5`),
  ],
)

/** What a room was about, written by the brand's own systems. */
export const summaries = sqliteTable(
  'summaries',
  {
    idBrand: integer('id_brand').notNull(),
    idSummary: integer('id_summary').notNull(),
    idChatroom: integer('id_chatroom').notNull(),
    summary: text('summary').notNull(),
    anomaly: integer('anomaly'),
    topic: integer('topic'),
    insertedAt: integer('date_insert').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idSummary] }),
    foreignKey({
      columns: [table.idBrand, table.idChatroom],
      foreignColumns: [chatrooms.idBrand, chatrooms.idChatroom],
    }),
    index('summaries_chatroom').on(table.idBrand, table.idChatroom, table.idSummary),
  ],
)

export type AmbassadorRow = typeof ambassadors.$inferSelect
export type ChatroomRow = typeof chatrooms.$inferSelect
export type ChatroomPivotRow = typeof chatroomPivots.$inferSelect
