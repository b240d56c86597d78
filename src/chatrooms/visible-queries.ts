// Which rooms a caller may see.
import { and, eq, type SQLWrapper, sql } from 'drizzle-orm'
import { chatroomPivots, chatrooms } from '../db/schema.ts'
import { build, named, statement, type Value } from '../db/statement.ts'

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
  ['idBrand', 'idChatroom', 'viewer'],
  ({ idBrand, idChatroom, viewer }) =>
    build
      .select(named({ idChatroom: chatrooms.idChatroom }))
      .from(chatrooms)
      .where(
        and(
          eq(chatrooms.idBrand, idBrand),
          eq(chatrooms.idChatroom, idChatroom),
          isVisible(idBrand, idChatroom, viewer),
        ),
      ),
)
