// Brands, their people and their rooms. Keys begin with the brand, so a query that forgets it can't use them.
// Times are integers, milliseconds since the epoch. Nothing cascades.
import { getTableColumns, sql } from 'drizzle-orm'
import {
  Active,
  Flag,
  Source,
  Status,
  TypeChatroom,
  TypeDiscussion,
  VisibilityChat,
} from '../contract/codes.ts'
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
import { boolean, isInRangeOf, isCodeOf, requestColumns, requestKeyIndex } from './columns.ts'

/** A tenant. Every other row belongs to exactly one. Triggers count its people, and those of them who are anonymized. */
export const brands = sqliteTable('brands', {
  idBrand: integer('id_brand').primaryKey(),
  insertedAt: integer('date_insert').notNull(),
  peopleCount: integer('people_count').notNull().default(0),
  anonymizedCount: integer('anonymized_count').notNull().default(0),
})

/** The brand of a row. */
export const ofBrand = () =>
  integer('id_brand')
    .notNull()
    .references(() => brands.idBrand)

/** A person of a brand. */
export const ambassadors = sqliteTable(
  'ambassadors',
  {
    idBrand: ofBrand(),
    idAmbassador: integer('id_ambassador').notNull(),
    image: text('image'),
    firstname: text('firstname'),
    lastname: text('lastname'),
    username: text('username'),
    email: text('email'),
    /** What the brand wrote: clients are found by it. */
    emailTmp: text('email_tmp'),
    /** What the ambassador has set for itself: shown in place of the other, found by nobody. Empty when it has cleared it. */
    ownEmailTmp: text('own_email_tmp'),
    active: integer('active').notNull(),
    status: integer('status').notNull(),
    lastActionAt: integer('last_action_date'),
    customerId: text('customer_id'),
    isAnonymized: boolean('anonymized', 0),
    searchText: text('search_text'),
    /** The last action as lists sort by it: never null, so that one range of the index lies behind a cursor. */
    lastActionOrder: integer('last_action_order').generatedAlwaysAs(
      sql`coalesce("last_action_date", 0)`,
      { mode: 'virtual' },
    ),
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idAmbassador] }),
    index('ambassadors_last_action').on(table.idBrand, table.lastActionOrder, table.idAmbassador),
    uniqueIndex('ambassadors_client_email')
      .on(table.idBrand, table.emailTmp)
      .where(
        sql`${table.status} = ${sql.raw(`${Status.client}`)} and ${table.emailTmp} is not null`,
      ),
    // Of the rows whose search text begins with no or an older version of the fold; most of the time there are none.
    index('ambassadors_unfolded')
      .on(table.idBrand, table.idAmbassador)
      .where(sql`unicode(${table.searchText}) <> 2`),
    check('ambassadors_active', isInRangeOf(table.active, Active)),
    check('ambassadors_status', isInRangeOf(table.status, Status)),
    check('ambassadors_anonymized', sql`${table.isAnonymized} in (0, 1)`),
  ],
)

export const brandTags = sqliteTable(
  'brand_tags',
  {
    idBrand: ofBrand(),
    idBrandTag: integer('id_brand_tag').notNull(),
    name: text('name').notNull(),
    visibilityChat: integer('visibility_chat').notNull().default(1),
    ...requestColumns,
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idBrandTag] }),
    index('brand_tags_visibility').on(table.idBrand, table.visibilityChat, table.idBrandTag),
    requestKeyIndex('brand_tags_request_key', table),
    check('brand_tags_visibility_chat', isCodeOf(table.visibilityChat, VisibilityChat)),
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

/** A room. `roomKey` (`pair:1:2` or `tag:7`) says who is in it and is unique inside a brand. Triggers keep what it says of the last rating and summary. */
export const chatrooms = sqliteTable(
  'chatrooms',
  {
    idBrand: ofBrand(),
    idChatroom: integer('id_chatroom').notNull(),
    roomKey: text('room_key').notNull(),
    typeChatroom: integer('type_chatroom').notNull(),
    typeDiscussion: integer('type_discussion').notNull(),
    source: integer('source').notNull(),
    insertedAt: integer('date_insert').notNull(),
    lastMessageAt: integer('last_message_date'),
    establishedAt: integer('established_dialogue'),
    /** The newest message that the room and its pivots have taken note of. */
    lastMessage: integer('last_message'),
    firstAuthor: integer('first_author'),
    idLastRating: integer('id_last_rating'),
    lastRatingValue: integer('last_rating'),
    idLastSummary: integer('id_last_summary'),
    memberCount: integer('member_count').notNull().default(2),
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idChatroom] }),
    uniqueIndex('chatrooms_room_key').on(table.idBrand, table.roomKey),
    // Partial, so that opening a room does not pay for them.
    index('chatrooms_last_message_date')
      .on(table.idBrand, table.lastMessageAt, table.idChatroom)
      .where(sql`${table.lastMessageAt} is not null`),
    index('chatrooms_last_rating')
      .on(table.idBrand, table.lastRatingValue, table.idChatroom)
      .where(sql`${table.lastRatingValue} is not null`),
    check('chatrooms_type_chatroom', isCodeOf(table.typeChatroom, TypeChatroom)),
    check('chatrooms_type_discussion', isCodeOf(table.typeDiscussion, TypeDiscussion)),
    check('chatrooms_source', isCodeOf(table.source, Source)),
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
    isBlocked: boolean('is_blocked', 0),
    isArchived: boolean('archived', 0),
    flag: integer('flag'),
    /** Messages up to this one are hidden from the ambassador. */
    purgedMessage: integer('purged_message'),
    hasPosted: boolean('has_posted', 0),
    /** The room's last action, kept here for one-to-one rooms only: the order of an ambassador's list. */
    lastActionAt: integer('last_action_date'),
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
    index('chatroom_pivots_list').on(
      table.idBrand,
      table.idAmbassador,
      table.isArchived,
      table.lastActionAt,
      table.idChatroom,
    ),
    index('chatroom_pivots_flagged')
      .on(
        table.idBrand,
        table.idAmbassador,
        table.flag,
        table.isArchived,
        table.lastActionAt,
        table.idChatroom,
      )
      .where(sql`${table.flag} is not null`),
    index('chatroom_pivots_archived')
      .on(table.idBrand, table.idChatroom)
      .where(sql`${table.isArchived} = 1`),
    check('chatroom_pivots_flag', isCodeOf(table.flag, Flag)),
    check('chatroom_pivots_has_posted', sql`${table.hasPosted} in (0, 1)`),
    check('chatroom_pivots_is_blocked', sql`${table.isBlocked} in (0, 1)`),
    check('chatroom_pivots_archived', sql`${table.isArchived} in (0, 1)`),
  ],
)

const { idBrand: _, searchText: __, lastActionOrder: ___, ...shown } = getTableColumns(ambassadors)

/** What an answer is made of; the other columns of an ambassador are for SQL alone. */
export const ambassadorColumns = shown

/** The same where there may be 10,000 of them: of their two temporary e-mails the one that is shown. */
export const crowdColumns = {
  ...ambassadorColumns,
  emailTmp: sql<string | null>`coalesce(${ambassadors.ownEmailTmp}, ${ambassadors.emailTmp})`,
  ownEmailTmp: sql<null>`null`,
}

export type AmbassadorRow = Pick<typeof ambassadors.$inferSelect, keyof typeof ambassadorColumns>
export type ChatroomPivotRow = typeof chatroomPivots.$inferSelect
