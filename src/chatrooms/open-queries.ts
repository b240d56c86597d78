// The SQL that opens rooms. Conditions live in the statements, so that they hold under any concurrency.
import { and, eq, type Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { isUsable } from '../access/queries.ts'
import { LAST_MEMBER, TypeChatroom, TypeDiscussion } from '../contract/codes.ts'
import { ambassadors, brandTagMembers, brandTags, chatroomPivots, chatrooms } from '../db/schema.ts'
import {
  aliased,
  build,
  insertFrom,
  integer,
  json,
  literal,
  nextId,
  select,
  statement,
  text,
} from '../db/statement.ts'
import { appendIfWritten } from '../events/append-queries.ts'
import { roomOf } from './queries.ts'

/** A one-to-many room lists all of its members, so their number has an end. */
export const MOST_MEMBERS = 10_000

/** The discussion of the joined ambassadors: 0 all members, 1 all external, 2 both. */
const typeDiscussion = sql<number>`case
  when max(${ambassadors.status}) <= ${literal(LAST_MEMBER)} then ${literal(TypeDiscussion.members)}
  when min(${ambassadors.status}) > ${literal(LAST_MEMBER)} then ${literal(TypeDiscussion.external)}
  else ${literal(TypeDiscussion.both)} end`

/** The usable ones of a JSON list of ids. `cross join` keeps the list outside: each id is one look-up by key. */
const askedAmbassadors = (idBrand: SQLWrapper, ids: SQLWrapper) =>
  sql`json_each(${ids}) asked cross join ${ambassadors}
    on ${ambassadors.idBrand} = ${idBrand} and ${ambassadors.idAmbassador} = asked.value and ${isUsable}`

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

/** Rooms are dated as they are numbered, whatever the clocks of the edge say: the order of the ids is that of the dates. */
const newestDate = (idBrand: SQLWrapper) => sql`coalesce((
  select newest.date_insert from ${chatrooms} newest
  where newest.id_brand = ${idBrand} order by newest.id_chatroom desc limit 1), 0)`

/** Inserts the room that `ambassadorsFrom` describes, if they are as many as `size` asks and it does not exist yet. */
const insertRoom = (
  { now, ...values }: Record<'idBrand' | 'roomKey' | 'source' | 'now', SQLWrapper>,
  typeChatroom: number,
  ambassadorsFrom: SQL,
  size: SQL,
) =>
  insertFrom(
    chatrooms,
    {
      ...values,
      idChatroom: nextId(chatrooms.idChatroom, values.idBrand),
      typeChatroom: literal(typeChatroom),
      typeDiscussion,
      insertedAt: sql`max(${now}, ${newestDate(values.idBrand)})`,
      memberCount: sql`count(*)`,
    },
    sql`from ${ambassadorsFrom} where true having count(*) ${size}`,
  )
    .onConflictDoNothing()
    .returning(aliased({ idChatroom: chatrooms.idChatroom }))

/** Which of the asked ambassadors a room may be opened with. */
export const findUsableAmbassadors = statement(
  { idBrand: integer, ids: json },
  ({ idBrand, ids }) =>
    select({ idAmbassador: ambassadors.idAmbassador }).from(askedAmbassadors(idBrand, ids)),
)

/** Two ambassadors: the key of their room and a JSON list of their ids, as values or as columns of a table. */
type Pair = Record<'idBrand' | 'roomKey' | 'ids', SQLWrapper>

const NO_TABLE = sql.empty()

/** Inserts the room of a pair; its values may be columns of `table`, which ends in `cross join`. Answers a row if it is new. */
export const pairRoomInsert = (
  { ids, ...values }: Pair & Record<'source' | 'now', SQLWrapper>,
  table: SQL = NO_TABLE,
) =>
  insertRoom(
    values,
    TypeChatroom.oneToOne,
    sql`${table} ${askedAmbassadors(values.idBrand, ids)}`,
    sql`= 2`,
  )

/** Puts both of a pair into their room; nothing if there is no such room, or if they are in it. */
export const pairPivotsInsert = ({ idBrand, roomKey, ids }: Pair, table: SQL = NO_TABLE) =>
  insertFrom(
    chatroomPivots,
    {
      idBrand,
      idChatroom: chatrooms.idChatroom,
      idAmbassador: sql`asked.value`,
      lastActionAt: chatrooms.insertedAt,
    },
    sql`from ${table} ${chatrooms} cross join json_each(${ids}) asked
      where ${chatrooms.idBrand} = ${idBrand} and ${chatrooms.roomKey} = ${roomKey}`,
  ).onConflictDoNothing()

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
