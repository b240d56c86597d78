// Which rooms a caller may see.
import { and, eq, type SQLWrapper, sql } from 'drizzle-orm'
import { chatroomPivots, chatrooms } from '../db/schema.ts'
import { integer, nullable, select, statement, type Value } from '../db/statement.ts'

/** Whether `viewer` is in the room; a null `viewer` sees every room of the brand. */
export const isVisible = (
  idBrand: SQLWrapper | Value,
  idChatroom: SQLWrapper | Value,
  viewer: SQLWrapper | Value,
) =>
  sql`(${viewer} is null or exists (
    select 1 from ${chatroomPivots}
    where ${chatroomPivots.idBrand} = ${idBrand} and ${chatroomPivots.idChatroom} = ${idChatroom}
      and ${chatroomPivots.idAmbassador} = ${viewer}))`

/** The id of a room that `viewer` may see. */
export const findVisibleRoom = statement(
  { idBrand: integer, idChatroom: integer, viewer: nullable(integer) },
  ({ idBrand, idChatroom, viewer }) =>
    select({ idChatroom: chatrooms.idChatroom })
      .from(chatrooms)
      .where(
        and(
          eq(chatrooms.idBrand, idBrand),
          eq(chatrooms.idChatroom, idChatroom),
          isVisible(idBrand, idChatroom, viewer),
        ),
      ),
)
