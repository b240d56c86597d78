// The SQL that tells whether something may be about a topic.
import { and, eq, isNull, sql, type SQLWrapper } from 'drizzle-orm'
import { chatTopics } from '../../db/conversation-schema.ts'
import { holds } from '../../db/rows.ts'
import { integer, literal, nullable, select, statement } from '../../db/statement.ts'

/** The topics of a brand. Tombstones are none of them. */
export const isOfBrand = (idBrand: SQLWrapper | number) =>
  and(eq(chatTopics.idBrand, idBrand), isNull(chatTopics.deletedAt))

export const isTopic = ({ idBrand, idChatTopic }: Record<'idBrand' | 'idChatTopic', SQLWrapper>) =>
  and(isOfBrand(idBrand), eq(chatTopics.idChatTopic, idChatTopic))

/** The condition under which a topic, or none, may be named: any may until the brand has its first one. */
export const mayName = (idBrand: SQLWrapper, idChatTopic: SQLWrapper) => sql`(
  ${idChatTopic} is null
  or exists (select 1 from ${chatTopics} where ${isTopic({ idBrand, idChatTopic })})
  or not exists (
    select 1 from ${chatTopics} indexed by chat_topics_position where ${isOfBrand(idBrand)}))`

/** Whether it holds: for the answer to who has named another. */
export const findNameable = statement(
  { idBrand: integer, idChatTopic: nullable(integer) },
  ({ idBrand, idChatTopic }) =>
    select({ isNameable: holds(mayName(idBrand, idChatTopic)) }).from(sql`(select ${literal(1)})`),
)
