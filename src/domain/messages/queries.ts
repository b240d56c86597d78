// The SQL that reads messages.
import { and, eq, type SQLWrapper, sql } from 'drizzle-orm'
import { messages } from '../../db/conversation-schema.ts'
import { countOf, edgeColumns, keyBelow, pageOf, type Scan, type Walk } from '../../db/keyset.ts'
import { jsonRow } from '../../db/rows.ts'
import { ambassadorColumns, ambassadors, chatroomPivots } from '../../db/schema.ts'
import {
  type Value,
  bound,
  integer,
  isOneOf,
  nullable,
  select,
  statement,
} from '../../db/statement.ts'
import type { PageRequest } from '../../contract/lists/schema.ts'
import { isVisible } from '../access/queries.ts'
import { ratingRow } from '../ratings/queries.ts'

/** What a message is made of, but for its author. */
export const messageColumns = {
  idMessage: messages.idMessage,
  idChatroom: messages.idChatroom,
  content: messages.content,
  typeMessage: messages.typeMessage,
  statusModeration: messages.statusModeration,
  sentAt: messages.insertedAt,
  rating: ratingRow(messages.idBrand, messages.idRating),
}

/** What a message with its author is made of. */
export const authoredColumns = { ...ambassadorColumns, ...messageColumns }

/** The same as JSON, in two parts, because a function takes 32 arguments, and the request that has made it. */
export const messageParts = sql`json_object('author', ${jsonRow(ambassadorColumns)},
  'message', ${jsonRow(messageColumns)}, 'request', ${messages.request})`

/** Joins each message with its author. */
export const isAuthor = and(
  eq(ambassadors.idBrand, messages.idBrand),
  eq(ambassadors.idAmbassador, messages.idAuthor),
)

/** Messages with their authors. */
export const selectMessages = () =>
  select(authoredColumns).from(messages).crossJoin(ambassadors).$dynamic()

/** The newest message id that an ambassador has purged from a room, or 0. */
export const purgedOf = (
  idBrand: SQLWrapper | Value,
  idChatroom: SQLWrapper | Value,
  viewer: SQLWrapper | Value,
) =>
  sql<number>`coalesce((
    select ${chatroomPivots.purgedMessage} from ${chatroomPivots}
    where ${chatroomPivots.idBrand} = ${idBrand} and ${chatroomPivots.idChatroom} = ${idChatroom}
      and ${chatroomPivots.idAmbassador} = ${viewer}), 0)`

/** The date of that message. Inside a room dates never decrease as ids grow, so the index can begin there. */
const purgedAt = (
  idBrand: SQLWrapper | Value,
  idChatroom: SQLWrapper | Value,
  viewer: SQLWrapper | Value,
) => sql`coalesce((
  select purged.date_insert from ${messages} purged
  where purged.id_brand = ${idBrand} and purged.id_message = ${purgedOf(idBrand, idChatroom, viewer)}), 0)`

/** The id of the newest message of a room that `viewer` sees: neither deleted nor purged. */
export const newestSeen = (
  idBrand: SQLWrapper | Value,
  idChatroom: SQLWrapper | Value,
  viewer: SQLWrapper | Value,
) => sql`(
  select newest.id_message from ${messages} as newest indexed by messages_chatroom
  where newest.id_brand = ${idBrand} and newest.id_chatroom = ${idChatroom} and newest.active = 1
    and newest.date_insert >= ${purgedAt(idBrand, idChatroom, viewer)}
    and newest.id_message > ${purgedOf(idBrand, idChatroom, viewer)}
  order by newest.date_insert desc, newest.id_message desc limit 1)`

/** A message that `viewer` may see: in a room of its own, not purged, and if deleted its own. A null viewer sees all. */
export const findMessage = statement(
  { idBrand: integer, idMessage: integer, viewer: nullable(integer) },
  ({ idBrand, idMessage, viewer }) =>
    selectMessages().where(
      and(
        eq(messages.idBrand, idBrand),
        eq(messages.idMessage, idMessage),
        isAuthor,
        isVisible(idBrand, messages.idChatroom, viewer),
        sql`(${viewer} is null or ${messages.isActive} = 1 or ${messages.idAuthor} = ${viewer})`,
        sql`${messages.idMessage} > ${purgedOf(idBrand, messages.idChatroom, viewer)}`,
      ),
    ),
)

/** What a list of messages is narrowed to. */
export interface MessageFilter {
  readonly idBrand: number
  readonly idChatroom: number
  readonly viewer: number | null
  readonly sentBefore: number | null
  readonly isActive: boolean
  readonly types: readonly number[] | null
}

/** What the viewer has purged is hidden from it. Of what is deleted it sees its own. */
const isUnpurged = ({ idBrand, idChatroom, viewer }: MessageFilter) =>
  viewer === null
    ? undefined
    : and(
        sql`${messages.insertedAt} >= ${purgedAt(idBrand, idChatroom, viewer)}`,
        sql`${messages.idMessage} > ${purgedOf(idBrand, idChatroom, viewer)}`,
      )

/** Named, because the planner, which has no statistics, would walk all of the brand's messages by id. */
const inRoomOrder = sql`${messages} indexed by messages_chatroom`

/** The messages of a room. Those that are not deleted are told apart by the index alone, and not asked each. */
const scanOf = (filter: MessageFilter, page: PageRequest, isDescending: boolean): Scan => {
  const walk: Walk = { key: messages.insertedAt, id: messages.idMessage, isDescending }
  const { idBrand, idChatroom, viewer, isActive, types } = filter
  return {
    walk,
    table: messages,
    from: inRoomOrder,
    range: and(
      eq(messages.idBrand, idBrand),
      eq(messages.idChatroom, idChatroom),
      isActive ? eq(messages.isActive, true) : undefined,
      isUnpurged(filter),
      keyBelow(walk, page, filter.sentBefore),
    ),
    fits: and(
      isActive ? undefined : eq(messages.isActive, false),
      isActive || viewer === null ? undefined : eq(messages.idAuthor, viewer),
      isOneOf(messages.typeMessage, types),
    ),
  }
}

/** A page of the messages of a room. */
export const listMessages = (filter: MessageFilter, page: PageRequest, isDescending: boolean) =>
  bound(
    select({ ...authoredColumns, ...edgeColumns, sortId: messages.idMessage })
      .from(pageOf(scanOf(filter, page, isDescending), page))
      .crossJoin(ambassadors)
      .where(isAuthor),
  )

export const countMessages = (filter: MessageFilter, page: PageRequest, isDescending: boolean) =>
  countOf(page, scanOf(filter, page, isDescending))
