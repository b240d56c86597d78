// The SQL that inserts a room and the two of a pair.
import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { LAST_MEMBER, TypeChatroom, TypeDiscussion } from '../../contract/codes.ts'
import { ambassadors, chatroomPivots, chatrooms } from '../../db/schema.ts'
import { aliased, insertFrom, literal, nextId } from '../../db/statement.ts'
import { isUsable } from '../access/queries.ts'
import { roomColumns, roomOf } from './queries.ts'

/** The discussion of the joined ambassadors: 0 all members, 1 all external, 2 both. */
export const typeDiscussion = sql<number>`case
  when max(${ambassadors.status}) <= ${literal(LAST_MEMBER)} then ${literal(TypeDiscussion.members)}
  when min(${ambassadors.status}) > ${literal(LAST_MEMBER)} then ${literal(TypeDiscussion.external)}
  else ${literal(TypeDiscussion.both)} end`

/** The room of two ambassadors, by values or by columns of what it is made from. */
type Pair = Record<'idBrand' | 'roomKey', SQLWrapper>

/** The ambassadors of `asked`, which stands outside: each is one look-up by key. */
export const ambassadorsOf = (idBrand: SQLWrapper, asked: SQL) =>
  sql`${asked} cross join ${ambassadors}
    on ${ambassadors.idBrand} = ${idBrand} and ${ambassadors.idAmbassador} = asked.value`

/** Rooms are dated as they are numbered, whatever the clocks of the edge say: the order of the ids is that of the dates. */
const newestDate = (idBrand: SQLWrapper) => sql`coalesce((
  select newest.date_insert from ${chatrooms} newest
  where newest.id_brand = ${idBrand} order by newest.id_chatroom desc limit 1), 0)`

/**
 * Inserts the room of the ambassadors in `from`, if they are as many as `size` asks and it does not exist yet. Answers it if it
 * is new.
 */
export const insertRoom = (
  { now, ...values }: Record<'idBrand' | 'roomKey' | 'source' | 'now', SQLWrapper>,
  typeChatroom: number,
  from: SQL,
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
    sql`from ${from} having count(*) ${size} and not exists ${roomOf(values.idBrand, values.roomKey)}`,
  ).returning(aliased(roomColumns))

/** Inserts the room of the pair in the rows of `asked`. */
export const pairRoomInsert = (values: Pair & Record<'source' | 'now', SQLWrapper>, asked: SQL) =>
  insertRoom(
    values,
    TypeChatroom.oneToOne,
    sql`${ambassadorsOf(values.idBrand, asked)} where ${isUsable}`,
    sql`= 2`,
  )

/** Puts both of a pair into the room that the batch has just made, right behind its event. */
export const pairPivotsInsert = ({ idBrand, roomKey }: Pair, asked: SQL) =>
  insertFrom(
    chatroomPivots,
    {
      idBrand,
      idChatroom: chatrooms.idChatroom,
      idAmbassador: sql`asked.value`,
      lastActionAt: chatrooms.insertedAt,
    },
    sql`from ${asked} cross join ${chatrooms}
      where ${chatrooms.idBrand} = ${idBrand} and ${chatrooms.roomKey} = ${roomKey} and changes() > 0`,
  )
