// The SQL that reads rooms.
import {
  and,
  asc,
  eq,
  getTableColumns,
  type Placeholder,
  sql,
  type SQL,
  type SQLWrapper,
} from 'drizzle-orm'
import {
  type LastRatingRow,
  type LastSummaryRow,
  ratings,
  summaries,
} from '../../db/conversation-schema.ts'
import { TypeChatroom } from '../../contract/codes.ts'
import { jsonRow, jsonValue } from '../../db/rows.ts'
import { ambassadors, chatroomPivots, chatrooms, crowdColumns } from '../../db/schema.ts'
import { build, integer, literal, nullable, select, statement, text } from '../../db/statement.ts'
import { isVisible } from '../access/queries.ts'
import type { MemberParts } from './member-parts.ts'

/** The id of the room that a key names, as a subquery. */
export const roomOf = (idBrand: SQLWrapper, roomKey: SQLWrapper) =>
  build
    .select({ idChatroom: chatrooms.idChatroom })
    .from(chatrooms)
    .where(and(eq(chatrooms.idBrand, idBrand), eq(chatrooms.roomKey, roomKey)))

const shownOfSummary = {
  insertedAt: summaries.insertedAt,
  summary: summaries.summary,
  anomaly: summaries.anomaly,
  topic: summaries.topic,
}

/** The newest rating and summary of a room, or null for none. */
export const lastsOf = {
  lastRating: jsonValue<LastRatingRow | null>(sql`(
    select ${jsonRow({ value: ratings.value, comment: ratings.content })} from ${ratings}
    where ${ratings.idBrand} = ${chatrooms.idBrand} and ${ratings.idRating} = ${chatrooms.idLastRating})`),
  lastSummary: jsonValue<LastSummaryRow | null>(sql`(
    select ${jsonRow(shownOfSummary)} from ${summaries}
    where ${summaries.idBrand} = ${chatrooms.idBrand} and ${summaries.idSummary} = ${chatrooms.idLastSummary})`),
}

const {
  idBrand: _,
  roomKey: __,
  lastMessage: ___,
  firstAuthor: ____,
  idLastRating: _____,
  lastRatingValue: ______,
  idLastSummary: _______,
  ...shown
} = getTableColumns(chatrooms)

/** What an answer is made of. */
export const roomColumns = shown

const selectRoom = (idBrand: Placeholder, isWanted: SQL) =>
  select({ ...roomColumns, ...lastsOf })
    .from(chatrooms)
    .where(and(eq(chatrooms.idBrand, idBrand), isWanted))

/** A member's place in a room. */
const placeColumns = {
  idChatroom: chatroomPivots.idChatroom,
  lastReadMessage: chatroomPivots.lastReadMessage,
  isBlocked: chatroomPivots.isBlocked,
  isArchived: chatroomPivots.isArchived,
}

/** A member: the ambassador with its place in the room. */
export const memberColumns = { ...crowdColumns, ...placeColumns }

/** Members that a list or an event shows of a room, by its type. Behind the second of two no third is looked for: a row less is read. */
const SHOWN_MEMBERS = [
  [TypeChatroom.oneToOne, 2],
  [TypeChatroom.oneToMany, 50],
] as const

const firstPlaces = SHOWN_MEMBERS.map(
  ([type, most]) => sql`
    select * from (
      select * from ${chatroomPivots}
      where ${chatroomPivots.idBrand} = ${chatrooms.idBrand} and ${chatroomPivots.idChatroom} = ${chatrooms.idChatroom}
        and ${chatrooms.typeChatroom} = ${literal(type)}
      order by ${chatroomPivots.idAmbassador} limit ${literal(most)})`,
)

/** The first members of the room in scope by id, without the one who is `known` already. In two parts, because a function takes 32 arguments. */
export const firstMembers = (known: number | null = null) =>
  jsonValue<MemberParts[]>(sql`(
  select json_group_array(json_object('person', ${jsonRow(crowdColumns)}, 'place', ${jsonRow(placeColumns)}))
  from (${sql.join(firstPlaces, sql` union all `)}) ${chatroomPivots}
  cross join ${ambassadors}
  where ${chatroomPivots.idAmbassador} is not ${known}
    and ${ambassadors.idBrand} = ${chatrooms.idBrand} and ${ambassadors.idAmbassador} = ${chatroomPivots.idAmbassador})`)

/** The members of a room with their places in it, by id. */
const selectMembers = (idBrand: Placeholder, idChatroom: SQLWrapper) =>
  select(memberColumns)
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

export const findRoomByKey = statement(
  { idBrand: integer, roomKey: text },
  ({ idBrand, roomKey }) => selectRoom(idBrand, eq(chatrooms.roomKey, roomKey)),
)

export const listMembersByKey = statement(
  { idBrand: integer, roomKey: text },
  ({ idBrand, roomKey }) => selectMembers(idBrand, roomOf(idBrand, roomKey)),
)

/** The room, if `viewer` is in it; a null `viewer` sees every room of the brand. */
export const findRoom = statement(
  { idBrand: integer, idChatroom: integer, viewer: nullable(integer) },
  ({ idBrand, idChatroom, viewer }) =>
    selectRoom(
      idBrand,
      sql`${chatrooms.idChatroom} = ${idChatroom} and ${isVisible(idBrand, idChatroom, viewer)}`,
    ),
)

export const listMembers = statement(
  { idBrand: integer, idChatroom: integer },
  ({ idBrand, idChatroom }) => selectMembers(idBrand, idChatroom),
)
