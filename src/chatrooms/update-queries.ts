// The SQL that changes rooms.
import { and, sql } from 'drizzle-orm'
import { chatrooms } from '../db/schema.ts'
import { boolean, build, integer, nullable, statement } from '../db/statement.ts'
import { isRoom, isVisible } from '../domain/access/queries.ts'
import { appendIfWritten } from '../domain/events/append-queries.ts'

/** Sets the moment of the dialogue, if `isGiven`, in a room that `viewer` may see. */
export const updateEstablished = statement(
  {
    idBrand: integer,
    idChatroom: integer,
    viewer: nullable(integer),
    isGiven: boolean,
    establishedAt: nullable(integer),
  },
  ({ idBrand, idChatroom, viewer, isGiven, establishedAt }) =>
    build
      .update(chatrooms)
      .set({ establishedAt: sql`${establishedAt}` })
      .where(
        and(
          isRoom({ idBrand, idChatroom }),
          sql`${isGiven} = 1 and ${chatrooms.establishedAt} is not ${establishedAt}`,
          isVisible(idBrand, idChatroom, viewer),
        ),
      ),
)

/** Appends to the log that the statement before has changed the room. */
export const appendUpdated = statement(
  { idBrand: integer, idChatroom: integer, now: integer },
  ({ idBrand, idChatroom, now }) =>
    appendIfWritten('chatroom.updated', idBrand, { idChatroom }, now),
)
