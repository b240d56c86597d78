// The SQL that opens rooms. Conditions live in the statements, so that they hold under any concurrency.
import { and, eq, type Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { MOST_MEMBERS, TypeChatroom } from '../contract/codes.ts'
import { TOO_MANY_MEMBERS } from '../db/faults.ts'
import { holds } from '../db/rows.ts'
import { ambassadors, brandTagMembers, brandTags, chatroomPivots, chatrooms } from '../db/schema.ts'
import {
  build,
  insertFrom,
  integer,
  literal,
  orFail,
  select,
  statement,
  text,
} from '../db/statement.ts'
import { isUsable } from '../domain/access/queries.ts'
import {
  ambassadorsOf,
  insertRoom,
  pairPivotsInsert,
  pairRoomInsert,
  typeDiscussion,
} from '../domain/chatrooms/insert-queries.ts'
import { lastsOf, memberColumns, roomColumns, roomOf } from '../domain/chatrooms/queries.ts'
import { appendIfWritten } from '../domain/events/append-queries.ts'

/** The number of members, or the failure that says that they are too many. */
const fits = (count: SQLWrapper) =>
  sql`iif(${orFail(sql`${count} <= ${literal(MOST_MEMBERS)}`, TOO_MANY_MEMBERS)} is null, null, ${count})`

/** Those two as rows of `value`. D1 counts no row for them, as it would for those of a list. */
const askedOf = ({ idFirst, idSecond }: Record<'idFirst' | 'idSecond', SQLWrapper>) =>
  sql`(select ${idFirst} as value union all select ${idSecond}) asked`

/** The usable ones under a tag. */
const taggedAmbassadors = (idBrand: Placeholder, idBrandTag: Placeholder) =>
  sql`${brandTagMembers} cross join ${ambassadors}
    on ${brandTagMembers.idBrand} = ${idBrand} and ${brandTagMembers.idBrandTag} = ${idBrandTag}
    and ${ambassadors.idBrand} = ${brandTagMembers.idBrand}
    and ${ambassadors.idAmbassador} = ${brandTagMembers.idAmbassador} and ${isUsable}`

const pair = { idBrand: integer, roomKey: text, idFirst: integer, idSecond: integer }

export const insertPairRoom = statement(
  { ...pair, source: integer, now: integer },
  ({ idFirst, idSecond, ...values }) => pairRoomInsert(values, askedOf({ idFirst, idSecond })),
)

export const insertPairPivots = statement(pair, ({ idFirst, idSecond, ...values }) =>
  pairPivotsInsert(values, askedOf({ idFirst, idSecond })),
)

/**
 * Those of a pair whom the brand has, in the order in which they are asked for: each with whether a room may be opened with it, and
 * with the room and its place in it if there is one.
 */
export const listPair = statement(pair, ({ idBrand, roomKey, ...ids }) =>
  select({ ...roomColumns, ...lastsOf, ...memberColumns, isUsable: holds(isUsable!) })
    .from(ambassadorsOf(idBrand, askedOf(ids)))
    .leftJoin(chatrooms, and(eq(chatrooms.idBrand, idBrand), eq(chatrooms.roomKey, roomKey)))
    .leftJoin(
      chatroomPivots,
      and(
        eq(chatroomPivots.idBrand, idBrand),
        eq(chatroomPivots.idChatroom, chatrooms.idChatroom),
        eq(chatroomPivots.idAmbassador, ambassadors.idAmbassador),
      ),
    ),
)

/** Appends to the log what the statement before has done with the room of a key, if anything. */
const appendOfRoom = (type: 'chatroom.created' | 'chatroom.updated') =>
  statement({ idBrand: integer, roomKey: text, now: integer }, ({ idBrand, roomKey, now }) =>
    appendIfWritten(
      type,
      idBrand,
      { idChatroom: sql`(${roomOf(idBrand, roomKey)})`, roomKey },
      now,
    ),
  )

export const appendCreated = appendOfRoom('chatroom.created')
export const appendUpdated = appendOfRoom('chatroom.updated')

const tag = { idBrand: integer, idBrandTag: integer, roomKey: text }

/** The tag, and whether anybody under it may be in a room; no row if the brand has no such tag. */
export const findTag = statement({ idBrand: integer, idBrandTag: integer }, (values) =>
  select({
    isUsable: holds(
      sql`exists (select 1 from ${taggedAmbassadors(values.idBrand, values.idBrandTag)})`,
    ),
  })
    .from(brandTags)
    .where(and(eq(brandTags.idBrand, values.idBrand), eq(brandTags.idBrandTag, values.idBrandTag))),
)

/** The id of the room that a key names, or null, as what a walk begins with: a condition on it is asked once, not of each member. */
const roomFirst = ({ idBrand, roomKey }: Record<'idBrand' | 'roomKey', SQLWrapper>) =>
  sql`(select ${roomOf(idBrand, roomKey)} as id) room`

/** Inserts the room of a tag, unless there is one or it would have too many members. */
export const insertTagRoom = statement(
  { ...tag, source: integer, now: integer },
  ({ idBrandTag, ...values }) =>
    insertRoom(
      values,
      TypeChatroom.oneToMany,
      sql`${roomFirst(values)} cross join ${taggedAmbassadors(values.idBrand, idBrandTag)}
        where room.id is null`,
      sql`between 1 and ${literal(MOST_MEMBERS)}`,
    ),
)

/** Lets those who are under the tag into its room, if there is one and `isWanted` holds. */
const insertTagPivots = (isWanted: SQL) =>
  statement(tag, ({ idBrandTag, ...room }) =>
    insertFrom(
      chatroomPivots,
      {
        idBrand: room.idBrand,
        idChatroom: sql`room.id`,
        idAmbassador: ambassadors.idAmbassador,
      },
      sql`from ${roomFirst(room)} cross join ${taggedAmbassadors(room.idBrand, idBrandTag)}
        where room.id is not null and ${isWanted}`,
    ),
  )

/** Into a room that there is. Who is in it is not looked up among the ambassadors. */
export const joinTagRoom = insertTagPivots(sql`not exists (
  select 1 from ${chatroomPivots}
  where ${chatroomPivots.idBrand} = ${brandTagMembers.idBrand} and ${chatroomPivots.idChatroom} = room.id
    and ${chatroomPivots.idAmbassador} = ${brandTagMembers.idAmbassador})`)

/** Into one that the batch has just made, right behind its event. */
export const fillTagRoom = insertTagPivots(sql`changes() > 0`)

/**
 * Counts the members of a tag's room again and works out their discussion, if the statement before has let somebody in. Fails,
 * and rolls its batch back, when they have become too many.
 */
export const updateMembership = statement(
  { idBrand: integer, roomKey: text },
  ({ idBrand, roomKey }) => {
    const membership = select({ type: typeDiscussion, count: sql<number>`count(*)` })
      .from(roomFirst({ idBrand, roomKey }))
      .crossJoin(chatroomPivots)
      .crossJoin(ambassadors)
      .where(
        and(
          sql`changes() > 0`,
          eq(chatroomPivots.idBrand, idBrand),
          eq(chatroomPivots.idChatroom, sql`room.id`),
          eq(ambassadors.idBrand, idBrand),
          eq(ambassadors.idAmbassador, chatroomPivots.idAmbassador),
        ),
      )
      .having(sql`count(*) > 0`)
      .as('membership')
    return build
      .update(chatrooms)
      .set({ typeDiscussion: sql`${membership.type}`, memberCount: fits(membership.count) })
      .from(membership)
      .where(and(eq(chatrooms.idBrand, idBrand), eq(chatrooms.roomKey, roomKey)))
  },
)
