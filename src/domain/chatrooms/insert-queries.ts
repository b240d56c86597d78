// The SQL that inserts a room and the two of a pair.
import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { LAST_MEMBER, TypeChatroom, TypeDiscussion } from '../../contract/codes.ts'
import { ambassadors, chatroomPivots, chatrooms } from '../../db/schema.ts'
import { aliased, insertFrom, literal, nextId } from '../../db/statement.ts'
import { isUsable } from '../access/queries.ts'

/** The discussion of the joined ambassadors: 0 all members, 1 all external, 2 both. */
export const typeDiscussion = sql<number>`case
  when max(${ambassadors.status}) <= ${literal(LAST_MEMBER)} then ${literal(TypeDiscussion.members)}
  when min(${ambassadors.status}) > ${literal(LAST_MEMBER)} then ${literal(TypeDiscussion.external)}
  else ${literal(TypeDiscussion.both)} end`

/** The usable ones of a JSON list of ids. `cross join` keeps the list outside: each id is one look-up by key. */
export const askedAmbassadors = (idBrand: SQLWrapper, ids: SQLWrapper) =>
  sql`json_each(${ids}) asked cross join ${ambassadors}
    on ${ambassadors.idBrand} = ${idBrand} and ${ambassadors.idAmbassador} = asked.value and ${isUsable}`

/** Rooms are dated as they are numbered, whatever the clocks of the edge say: the order of the ids is that of the dates. */
const newestDate = (idBrand: SQLWrapper) => sql`coalesce((
  select newest.date_insert from ${chatrooms} newest
  where newest.id_brand = ${idBrand} order by newest.id_chatroom desc limit 1), 0)`

/** Inserts the room that `ambassadorsFrom` describes, if they are as many as `size` asks and it does not exist yet. */
export const insertRoom = (
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
