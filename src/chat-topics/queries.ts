// The SQL of chat topics.
import { and, eq, getTableColumns, sql, type SQLWrapper } from 'drizzle-orm'
import type { PageRequest, Sort } from '../contract/lists/schema.ts'
import { chatTopics, summaries, waitingList } from '../db/conversation-schema.ts'
import { countOf, rowsOf, type Scan, type Walk } from '../db/keyset.ts'
import { holds } from '../db/rows.ts'
import {
  aliased,
  boolean,
  build,
  unlessNull,
  insertFrom,
  integer,
  json,
  nextId,
  nullable,
  select,
  statement,
  text,
} from '../db/statement.ts'
import { keyedIn, KEYS } from '../domain/access/key-queries.ts'
import { hasWords } from '../domain/ambassadors/search-queries.ts'
import { isOfBrand, isTopic } from '../domain/chat-topics/queries.ts'

/** What a list of topics is narrowed to; null does not narrow. */
export interface TopicFilter {
  readonly idBrand: number
  /** Whether topics that are not active are seen at all. */
  readonly seesAll: boolean
  readonly isActive: boolean | null
  /** All of them must be in the contents, as the search compares them. */
  readonly words: readonly string[]
}

const { searchText: _, ...shownColumns } = getTableColumns(chatTopics)

export type TopicSort = Sort<'id_chat_topic' | 'position'>

const walkOf = ({ field, isDescending }: TopicSort): Walk => ({
  key: field === 'id_chat_topic' ? chatTopics.idChatTopic : chatTopics.position,
  id: chatTopics.idChatTopic,
  isDescending,
})

/** Named, because the planner would otherwise walk the ids and sort. */
const inOrderOf = ({ field }: TopicSort) =>
  field === 'id_chat_topic' ? chatTopics : sql`${chatTopics} indexed by chat_topics_position`

const scanOf = ({ idBrand, seesAll, isActive, words }: TopicFilter, sort: TopicSort): Scan => ({
  walk: walkOf(sort),
  table: chatTopics,
  from: inOrderOf(sort),
  range: isOfBrand(idBrand),
  fits: and(
    seesAll ? undefined : eq(chatTopics.isActive, true),
    isActive === null ? undefined : eq(chatTopics.isActive, isActive),
    hasWords(chatTopics.searchText, words),
  ),
})

/** A page of the topics of a brand. */
export const listTopics = (filter: TopicFilter, page: PageRequest, sort: TopicSort) =>
  rowsOf(shownColumns, scanOf(filter, sort), page)

export const countTopics = (filter: TopicFilter, page: PageRequest, sort: TopicSort) =>
  countOf(page, scanOf(filter, sort))

const TOPIC = { idBrand: integer, idChatTopic: integer }

/** A topic, if the caller sees it. */
export const findTopic = statement({ ...TOPIC, seesAll: boolean }, ({ seesAll, ...topic }) =>
  select(shownColumns)
    .from(chatTopics)
    .where(and(isTopic(topic), sql`(${seesAll} or ${chatTopics.isActive})`)),
)

/** Inserts a topic with the next id of the brand if the key is new; answers a row if so. */
export const insertTopic = statement(
  {
    idBrand: integer,
    color: text,
    contents: json,
    position: integer,
    roles: json,
    isActive: boolean,
    searchText: text,
    now: integer,
    ...KEYS,
  },
  ({ now, ...values }) =>
    insertFrom(
      chatTopics,
      {
        ...values,
        idChatTopic: nextId(chatTopics.idChatTopic, values.idBrand),
        insertedAt: now,
        updatedAt: now,
      },
      sql`where true`,
    )
      .onConflictDoNothing()
      .returning(aliased({ idChatTopic: chatTopics.idChatTopic })),
)

/** The topic that came with an idempotency key. */
export const findByRequestKey = keyedIn(chatTopics, shownColumns)

/** Changes what is not null. */
export const updateTopic = statement(
  {
    ...TOPIC,
    color: nullable(text),
    contents: nullable(json),
    position: nullable(integer),
    roles: nullable(json),
    isActive: nullable(boolean),
    searchText: nullable(text),
    now: integer,
  },
  ({ idBrand, idChatTopic, now, ...changes }) =>
    build
      .update(chatTopics)
      .set({
        ...unlessNull(chatTopics, changes),
        updatedAt: sql`${now}`,
      })
      .where(isTopic({ idBrand, idChatTopic })),
)

const isUsed = ({ idBrand, idChatTopic }: Record<'idBrand' | 'idChatTopic', SQLWrapper>) => sql`(
  exists (select 1 from ${waitingList} indexed by waiting_list_topic
    where ${waitingList.idBrand} = ${idBrand} and ${waitingList.idChatTopic} = ${idChatTopic})
  or exists (select 1 from ${summaries} indexed by summaries_topic
    where ${summaries.idBrand} = ${idBrand} and ${summaries.topic} = ${idChatTopic}))`

/** Makes a tombstone of a topic that no entry of the waiting list and no summary has. */
export const deleteTopic = statement({ ...TOPIC, now: integer }, ({ now, ...topic }) =>
  build
    .update(chatTopics)
    .set({ deletedAt: sql`${now}` })
    .where(and(isTopic(topic), sql`not ${isUsed(topic)}`)),
)

/** Whether there has been such a topic, and whether it has been deleted. */
export const findDeletion = statement(TOPIC, ({ idBrand, idChatTopic }) =>
  select({ isDeleted: holds(sql`${chatTopics.deletedAt} is not null`) })
    .from(chatTopics)
    .where(and(eq(chatTopics.idBrand, idBrand), eq(chatTopics.idChatTopic, idChatTopic))),
)
