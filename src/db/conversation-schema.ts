// What is said in rooms, about rooms and while waiting for one. The rules of schema.ts hold here too.
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
import { TypeMessage } from '../contract/codes.ts'
import { boolean, isInRangeOf, requestColumns, requestKeyIndex } from './columns.ts'
import { ambassadors, chatroomPivots, chatrooms, ofBrand } from './schema.ts'

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
    index('ratings_commented')
      .on(table.idBrand, table.idChatroom)
      .where(sql`${table.content} <> '' and ${table.deletedAt} is null`),
    // For all that is held about one person.
    index('ratings_rater').on(table.idBrand, table.idRater, table.idRating),
    index('ratings_rated').on(table.idBrand, table.idRated, table.idRating),
    check('ratings_value', sql`${table.value} between 0 and 5`),
  ],
)

/** What somebody said in a room. Inside a room, `date_insert` never decreases as `id_message` grows. */
export const messages = sqliteTable(
  'messages',
  {
    idBrand: integer('id_brand').notNull(),
    idMessage: integer('id_message').notNull(),
    idChatroom: integer('id_chatroom').notNull(),
    idAuthor: integer('id_ambassador').notNull(),
    typeMessage: integer('type_message').notNull(),
    content: text('content'),
    statusModeration: integer('status_moderation').notNull().default(0),
    isActive: boolean('active', 1),
    idRating: integer('id_rating'),
    insertedAt: integer('date_insert').notNull(),
    ...requestColumns,
    /** What `request_key` is the hash of: the subject and its key, in JSON, for the event that tells of the message. */
    request: text('request'),
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idMessage] }),
    foreignKey({
      columns: [table.idBrand, table.idChatroom, table.idAuthor],
      foreignColumns: [
        chatroomPivots.idBrand,
        chatroomPivots.idChatroom,
        chatroomPivots.idAmbassador,
      ],
    }),
    foreignKey({
      columns: [table.idBrand, table.idRating],
      foreignColumns: [ratings.idBrand, ratings.idRating],
    }),
    // Serves the list of a room and, without a look at the table, the count of its unread messages.
    index('messages_chatroom').on(
      table.idBrand,
      table.idChatroom,
      table.insertedAt,
      table.idMessage,
      table.isActive,
      table.idAuthor,
    ),
    requestKeyIndex('messages_request_key', table),
    index('messages_request_author')
      .on(table.idBrand, table.idAuthor)
      .where(sql`${table.requestKey} is not null`),
    check('messages_type_message', isInRangeOf(table.typeMessage, TypeMessage)),
    check('messages_active', sql`${table.isActive} in (0, 1)`),
  ],
)

/** The text of a topic in one language. */
export interface TopicContent {
  readonly lang: string
  readonly content: string
}

/** What a conversation can be about. A deleted one stays as a row, so that its id is not given again. */
export const chatTopics = sqliteTable(
  'chat_topics',
  {
    idBrand: ofBrand(),
    idChatTopic: integer('id_chat_topic').notNull(),
    color: text('color').notNull(),
    contents: text('contents', { mode: 'json' }).$type<readonly TopicContent[]>().notNull(),
    position: integer('position').notNull(),
    roles: text('roles', { mode: 'json' }).$type<readonly string[]>().notNull(),
    isActive: integer('active', { mode: 'boolean' }).notNull(),
    /** A line for each content, as the search compares it. */
    searchText: text('search_text').notNull(),
    insertedAt: integer('date_insert').notNull(),
    updatedAt: integer('date_update').notNull(),
    deletedAt: integer('date_delete'),
    ...requestColumns,
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idChatTopic] }),
    index('chat_topics_position')
      .on(table.idBrand, table.position, table.idChatTopic)
      .where(sql`${table.deletedAt} is null`),
    requestKeyIndex('chat_topics_request_key', table),
    check('chat_topics_active', sql`${table.isActive} in (0, 1)`),
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
    ...requestColumns,
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idSummary] }),
    foreignKey({
      columns: [table.idBrand, table.idChatroom],
      foreignColumns: [chatrooms.idBrand, chatrooms.idChatroom],
    }),
    index('summaries_chatroom').on(table.idBrand, table.idChatroom, table.idSummary),
    index('summaries_topic')
      .on(table.idBrand, table.topic)
      .where(sql`${table.topic} is not null`),
    requestKeyIndex('summaries_request_key', table),
  ],
)

/** An external ambassador waiting for a member to take up the conversation. */
export const waitingList = sqliteTable(
  'waiting_list',
  {
    idBrand: integer('id_brand').notNull(),
    idWaiting: integer('id_waiting').notNull(),
    idUser: integer('id_user').notNull(),
    idAmbassador: integer('id_ambassador'),
    idChatTopic: integer('id_chat_topic'),
    content: text('content'),
    idChatroom: integer('id_chatroom'),
    source: integer('source'),
    idTransferrer: integer('id_transferrer'),
    idChatroomTransferred: integer('id_chatroom_transferred'),
    comment: text('comment'),
    insertedAt: integer('date_insert').notNull(),
    handledAt: integer('date_handled'),
    updatedAt: integer('date_update').notNull(),
    deletedAt: integer('date_delete'),
    ...requestColumns,
  },
  (table) => [
    primaryKey({ columns: [table.idBrand, table.idWaiting] }),
    foreignKey({
      columns: [table.idBrand, table.idUser],
      foreignColumns: [ambassadors.idBrand, ambassadors.idAmbassador],
    }),
    foreignKey({
      columns: [table.idBrand, table.idAmbassador],
      foreignColumns: [ambassadors.idBrand, ambassadors.idAmbassador],
    }),
    foreignKey({
      columns: [table.idBrand, table.idChatroom],
      foreignColumns: [chatrooms.idBrand, chatrooms.idChatroom],
    }),
    index('waiting_list_user').on(table.idBrand, table.idUser, table.idWaiting),
    index('waiting_list_taker')
      .on(table.idBrand, table.idAmbassador, table.idWaiting)
      .where(sql`${table.idAmbassador} is not null`),
    index('waiting_list_open')
      .on(table.idBrand, table.idWaiting)
      .where(sql`${table.handledAt} is null`),
    // One open entry a user and topic, no topic being one too: ids begin with 1.
    uniqueIndex('waiting_list_open_user')
      .on(table.idBrand, table.idUser, sql`coalesce(${table.idChatTopic}, 0)`)
      .where(sql`${table.handledAt} is null and ${table.deletedAt} is null`),
    index('waiting_list_topic')
      .on(table.idBrand, table.idChatTopic)
      .where(sql`${table.idChatTopic} is not null`),
    requestKeyIndex('waiting_list_request_key', table),
  ],
)

export type MessageRow = typeof messages.$inferSelect
/** Without its place, which is not shown. */
export type RatingRow = Omit<typeof ratings.$inferSelect, 'idBrand' | 'idChatroom'>
/** Without what only the search needs. */
export type ChatTopicRow = Omit<typeof chatTopics.$inferSelect, 'searchText'>
export type SummaryRow = typeof summaries.$inferSelect
export type WaitingRow = typeof waitingList.$inferSelect

/** What a room shows of its newest rating. */
export interface LastRatingRow {
  readonly value: number
  readonly comment: string | null
}

/** What a room shows of its newest summary. */
export type LastSummaryRow = Pick<SummaryRow, 'insertedAt' | 'summary' | 'anomaly' | 'topic'>
