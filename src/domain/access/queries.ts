// Who may do what, as conditions in SQL: every statement that needs one takes it from here.
import { and, eq, gt, gte, lte, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { Active, LAST_MEMBER, Status, TypeChatroom } from '../../contract/codes.ts'
import { ambassadors, chatroomPivots, chatrooms } from '../../db/schema.ts'
import { integer, literal, nullable, select, statement, type Value } from '../../db/statement.ts'

type Id = SQLWrapper | Value

/** A room by its ids, which may be columns of a statement around it. */
type Room = Record<'idBrand' | 'idChatroom', SQLWrapper>

/** An ambassador who is neither shut out nor anonymized. */
export const isUsable = and(
  gte(ambassadors.active, literal(Active.notActivated)),
  eq(ambassadors.isAnonymized, literal(0)),
)

/** One of them who is a member of the brand. */
const isUsableMember = and(isUsable, lte(ambassadors.status, literal(LAST_MEMBER)))

/** One of them who is external to the brand. */
export const isUsableExternal = and(isUsable, gt(ambassadors.status, literal(LAST_MEMBER)))

/** A row if an ambassador of the brand is there and fulfils the condition. */
const ambassadorWho = (idBrand: Id, idAmbassador: Id, condition: SQL | undefined) => sql`
  select 1 from ${ambassadors}
  where ${ambassadors.idBrand} = ${idBrand} and ${ambassadors.idAmbassador} = ${idAmbassador}
    and ${condition}`

/** A row if somebody is an available member of the brand. */
export const memberOf = (idBrand: Id, idAmbassador: Id) =>
  ambassadorWho(idBrand, idAmbassador, isUsableMember)

/** Whether somebody is one. */
export const isMember = (idBrand: Id, idAmbassador: Id) =>
  sql`exists (${memberOf(idBrand, idAmbassador)})`

/** Whether somebody is an available external ambassador of the brand. */
export const isExternal = (idBrand: Id, idAmbassador: Id) =>
  sql`exists (${ambassadorWho(idBrand, idAmbassador, isUsableExternal)})`

/** Whether a status is that of a client. */
export const isClient = (status: SQLWrapper) => sql`${status} = ${literal(Status.client)}`

export const isRoom = ({ idBrand, idChatroom }: Room) =>
  and(eq(chatrooms.idBrand, idBrand), eq(chatrooms.idChatroom, idChatroom))

/** Whether somebody has a place in the room. */
const hasPlace = (
  { idBrand, idChatroom }: Record<'idBrand' | 'idChatroom', Id>,
  idAmbassador: Id,
) =>
  sql`exists (
    select 1 from ${chatroomPivots}
    where ${chatroomPivots.idBrand} = ${idBrand} and ${chatroomPivots.idChatroom} = ${idChatroom}
      and ${chatroomPivots.idAmbassador} = ${idAmbassador})`

/** Whether `viewer` is in the room; a null `viewer` sees every room of the brand. */
export const isVisible = (idBrand: Id, idChatroom: Id, viewer: Id) =>
  sql`(${viewer} is null or ${hasPlace({ idBrand, idChatroom }, viewer)})`

/** The id of a room that `viewer` may see. */
export const findVisibleRoom = statement(
  { idBrand: integer, idChatroom: integer, viewer: nullable(integer) },
  ({ idBrand, idChatroom, viewer }) =>
    select({ idChatroom: chatrooms.idChatroom })
      .from(chatrooms)
      .where(and(isRoom({ idBrand, idChatroom }), isVisible(idBrand, idChatroom, viewer))),
)

/** Whether the ambassador at hand is usable and in the room. */
export const isUsableIn = (room: Room) =>
  sql`(${isUsable} and ${hasPlace(room, ambassadors.idAmbassador)})`

/** Whether somebody usable is in the room. */
export const isInRoom = (room: Room, idAmbassador: SQLWrapper) =>
  sql`exists (${ambassadorWho(room.idBrand, idAmbassador, isUsableIn(room))})`

/** A one-to-one room in which either has blocked the other. */
export const isBlocked = ({ idBrand, idChatroom }: Room) =>
  sql`(${chatrooms.typeChatroom} = ${literal(TypeChatroom.oneToOne)} and exists (
    select 1 from ${chatroomPivots}
    where ${chatroomPivots.idBrand} = ${idBrand} and ${chatroomPivots.idChatroom} = ${idChatroom}
      and ${chatroomPivots.isBlocked} = 1))`

/** The condition on a room under which a message, or a rating between two members, may be written in it. */
export const mayPost = (room: Room, idAuthor: SQLWrapper, idOther: SQLWrapper) =>
  and(
    isRoom(room),
    isInRoom(room, idAuthor),
    // Who writes alone is not looked for twice.
    sql`(${idOther} = ${idAuthor} or ${isInRoom(room, idOther)})`,
    sql`not ${isBlocked(room)}`,
  )

/** The same for one author, in a statement about something else in the room: what is edited in needs what posting needs. */
export const mayPostIn = (room: Room, idAuthor: SQLWrapper) =>
  sql`exists (select 1 from ${chatrooms} where ${mayPost(room, idAuthor, idAuthor)})`
