// Rows of chat topics to the wire.
import type { ChatTopicRow } from '../db/conversation-schema.ts'
import { dateTime } from '../contract/fields.ts'
import { type ChatTopic, LANGUAGES } from './schema.ts'

/** What is shown of a topic. */
export type ShownTopicRow = Pick<
  ChatTopicRow,
  | 'idChatTopic'
  | 'color'
  | 'contents'
  | 'position'
  | 'roles'
  | 'isActive'
  | 'insertedAt'
  | 'updatedAt'
>

/** A topic has an id for each language, whether it has a content in it or not: so they stay, and differ within the brand. */
const presentContent = (
  idChatTopic: number,
  { lang, content }: ShownTopicRow['contents'][number],
) => ({
  id_i18n_content:
    (idChatTopic - 1) * LANGUAGES.length + LANGUAGES.findIndex((one) => one === lang) + 1,
  lang: lang as ChatTopic['contents'][number]['lang'],
  content,
})

export const presentChatTopic = (row: ShownTopicRow): ChatTopic => ({
  id_chat_topic: row.idChatTopic,
  color: row.color,
  contents: row.contents.map((content) => presentContent(row.idChatTopic, content)),
  position: row.position,
  date_insert: dateTime(row.insertedAt),
  roles: [...row.roles] as ChatTopic['roles'],
  date_update: dateTime(row.updatedAt),
  active: row.isActive,
})
