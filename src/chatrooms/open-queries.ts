// The SQL that opens rooms. Conditions live in the statements, so that they hold under any concurrency.
import { and, eq, type Placeholder, sql } from 'drizzle-orm'
import { TypeChatroom } from '../contract/codes.ts'
import { ambassadors, brandTagMembers, brandTags, chatroomPivots, chatrooms } from '../db/schema.ts'
import {
  build,
  insertFrom,
  integer,
  json,
  literal,
  select,
  statement,
  text,
} from '../db/statement.ts'
import { isUsable } from '../domain/access/queries.ts'
import {
  askedAmbassadors,
  insertRoom,
  pairPivotsInsert,
  pairRoomInsert,
  typeDiscussion,
} from '../domain/chatrooms/insert-queries.ts'
import { roomOf } from '../domain/chatrooms/queries.ts'
import { appendIfWritten } from '../domain/events/append-queries.ts'

/** A one-to-many room lists all of its members, so their number has an end. */
export const MOST_MEMBERS = 10_000

/** The usable ones under a tag. */
const taggedAmbassadors = (idBrand: Placeholder, idBrandTag: Placeholder) =>
  sql`${brandTagMembers} cross join ${ambassadors}
    on ${brandTagMembers.idBrand} = ${idBrand} and ${brandTagMembers.idBrandTag} = ${idBrandTag}
    and ${ambassadors.idBrand} = ${brandTagMembers.idBrand}
    and ${ambassadors.idAmbassador} = ${brandTagMembers.idAmbassador} and ${isUsable}`

/** Everybody who is in the tag's room or would be after the ambassadors of the tag have joined it. */
const membersAfterJoining = (idBrand: Placeholder, idBrandTag: Placeholder, roomKey: Placeholder) =>
  sql`select count(*) from (
    select ${ambassadors.idAmbassador} from ${taggedAmbassadors(idBrand, idBrandTag)}
    union
    select ${chatroomPivots.idAmbassador} from ${chatroomPivots}
    where ${chatroomPivots.idBrand} = ${idBrand}
      and ${chatroomPivots.idChatroom} = ${roomOf(idBrand, roomKey)})`

/** Which of the asked ambassadors a room may be opened with. */
export const findUsableAmbassadors = statement(
  { idBrand: integer, ids: json },
  ({ idBrand, ids }) =>
    select({ idAmbassador: ambassadors.idAmbassador }).from(askedAmbassadors(idBrand, ids)),
)

const pair = { idBrand: integer, roomKey: text, ids: json }

export const insertPairRoom = statement({ ...pair, source: integer, now: integer }, (values) =>
  pairRoomInsert(values),
)

/** Appends to the log what the statement before has done with the room of a key, if anything. */
const appendOfRoom = (type: 'chatroom.created' | 'chatroom.updated') =>
  statement({ idBrand: integer, roomKey: text, now: integer }, ({ idBrand, roomKey, now }) =>
    appendIfWritten(type, idBrand, { idChatroom: sql`(${roomOf(idBrand, roomKey)})` }, now),
  )

export const appendCreated = appendOfRoom('chatroom.created')
export const appendUpdated = appendOfRoom('chatroom.updated')

export const insertPairPivots = statement(pair, (values) => pairPivotsInsert(values))

const tag = { idBrand: integer, idBrandTag: integer, roomKey: text }

/** The tag with the numbers that decide whether it may have a room; no row if the brand has no such tag. */
export const findTag = statement(tag, ({ idBrand, idBrandTag, roomKey }) =>
  select({
    usable: sql<number>`(select count(*) from ${taggedAmbassadors(idBrand, idBrandTag)})`,
    members: sql<number>`(${membersAfterJoining(idBrand, idBrandTag, roomKey)})`,
  })
    .from(brandTags)
    .where(and(eq(brandTags.idBrand, idBrand), eq(brandTags.idBrandTag, idBrandTag))),
)

/** Answers a row if the room is new. */
export const insertTagRoom = statement(
  { ...tag, source: integer, now: integer },
  ({ idBrandTag, ...values }) =>
    insertRoom(
      values,
      TypeChatroom.oneToMany,
      taggedAmbassadors(values.idBrand, idBrandTag),
      sql`between 1 and ${literal(MOST_MEMBERS)}`,
    ),
)

/** Lets those who are under the tag and not yet in its room join it, unless that makes too many. */
export const insertTagPivots = statement(tag, ({ idBrand, idBrandTag, roomKey }) =>
  insertFrom(
    chatroomPivots,
    { idBrand, idChatroom: sql`room.id`, idAmbassador: ambassadors.idAmbassador },
    sql`from (select ${roomOf(idBrand, roomKey)} as id) room
      cross join ${taggedAmbassadors(idBrand, idBrandTag)}
      where room.id is not null
        and (${membersAfterJoining(idBrand, idBrandTag, roomKey)}) <= ${literal(MOST_MEMBERS)}`,
  ).onConflictDoNothing(),
)

/** Counts the members of a tag's room again and works out their discussion; writes only what has changed. */
export const updateMembership = statement(
  { idBrand: integer, roomKey: text },
  ({ idBrand, roomKey }) => {
    const membership = select({ type: typeDiscussion, count: sql<number>`count(*)` })
      .from(chatroomPivots)
      .crossJoin(ambassadors)
      .where(
        and(
          eq(chatroomPivots.idBrand, idBrand),
          eq(chatroomPivots.idChatroom, roomOf(idBrand, roomKey)),
          eq(ambassadors.idBrand, chatroomPivots.idBrand),
          eq(ambassadors.idAmbassador, chatroomPivots.idAmbassador),
        ),
      )
      .as('membership')
    return build
      .update(chatrooms)
      .set({ typeDiscussion: sql`${membership.type}`, memberCount: sql`${membership.count}` })
      .from(membership)
      .where(
        and(
          eq(chatrooms.idBrand, idBrand),
          eq(chatrooms.roomKey, roomKey),
          sql`(${chatrooms.typeDiscussion} <> ${membership.type} or ${chatrooms.memberCount} <> ${membership.count})`,
        ),
      )
  },
)
