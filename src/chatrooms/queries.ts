// The SQL that reads rooms.
import {
  and,
  asc,
  eq,
  getTableColumns,
  type Placeholder,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm'
import { ambassadors, chatroomPivots, chatrooms, ratings, summaries } from '../db/schema.ts'
import { build, named, statement } from '../db/statement.ts'

/** The id of the room that a key names, as a subquery. */
export const roomOf = (idBrand: Placeholder, roomKey: Placeholder) =>
  build
    .select({ idChatroom: chatrooms.idChatroom })
    .from(chatrooms)
    .where(and(eq(chatrooms.idBrand, idBrand), eq(chatrooms.roomKey, roomKey)))

const newestRating = sql`
  select json_object('value', ${ratings.value}, 'comment', ${ratings.content}) from ${ratings}
  where ${ratings.idBrand} = ${chatrooms.idBrand} and ${ratings.idChatroom} = ${chatrooms.idChatroom}
    and ${ratings.value} is not null and ${ratings.deletedAt} is null
  order by ${ratings.idRating} desc limit 1`

const newestSummary = sql`
  select json_object('insertedAt', ${summaries.insertedAt}, 'summary', ${summaries.summary},
    'anomaly', ${summaries.anomaly}, 'topic', ${summaries.topic}) from ${summaries}
  where ${summaries.idBrand} = ${chatrooms.idBrand} and ${summaries.idChatroom} = ${chatrooms.idChatroom}
  order by ${summaries.idSummary} desc limit 1`

/** A room with its newest rating and summary as JSON, or null for none. */
const selectRoom = (idBrand: Placeholder, isWanted: SQL) =>
  build
    .select({
      ...named(getTableColumns(chatrooms)),
      lastRating: sql<string | null>`(${newestRating})`.as('lastRating'),
      lastSummary: sql<string | null>`(${newestSummary})`.as('lastSummary'),
    })
    .from(chatrooms)
    .where(and(eq(chatrooms.idBrand, idBrand), isWanted))

/** The members of a room with their places in it, by id. */
const selectMembers = (idBrand: Placeholder, idChatroom: SQLWrapper) =>
  build
    .select({
      ...named(getTableColumns(ambassadors)),
      ...named({
        idChatroom: chatroomPivots.idChatroom,
        lastReadMessage: chatroomPivots.lastReadMessage,
        isBlocked: chatroomPivots.isBlocked,
        isArchived: chatroomPivots.isArchived,
      }),
    })
    .from(chatroomPivots)
    .crossJoin(ambassadors)
    .where(
      and(
        eq(chatroomPivots.idBrand, idBrand),
        eq(chatroomPivots.idChatroom, idChatroom),
        eq(ambassadors.idBrand, chatroomPivots.idBrand),
        eq(ambassadors.idAmbassador, chatroomPivots.idAmbassador),
      ),
    )
    .orderBy(asc(chatroomPivots.idAmbassador))

export const findRoomByKey = statement(['idBrand', 'roomKey'], ({ idBrand, roomKey }) =>
  selectRoom(idBrand, eq(chatrooms.roomKey, roomKey)),
)

export const listMembersByKey = statement(['idBrand', 'roomKey'], ({ idBrand, roomKey }) =>
  selectMembers(idBrand, roomOf(idBrand, roomKey)),
)

/** The room, if `viewer` is in it; a null `viewer` sees every room of the brand. */
export const findRoom = statement(
  ['idBrand', 'idChatroom', 'viewer'],
  ({ idBrand, idChatroom, viewer }) =>
    selectRoom(
      idBrand,
      sql`${chatrooms.idChatroom} = ${idChatroom} and (${viewer} is null or exists (
        select 1 from ${chatroomPivots}
        where ${chatroomPivots.idBrand} = ${idBrand}
          and ${chatroomPivots.idChatroom} = ${idChatroom}
          and ${chatroomPivots.idAmbassador} = ${viewer}))`,
    ),
)

export const listMembers = statement(['idBrand', 'idChatroom'], ({ idBrand, idChatroom }) =>
  selectMembers(idBrand, idChatroom),
)
