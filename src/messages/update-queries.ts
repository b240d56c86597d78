// The SQL that changes a message.
import { and, eq, sql } from 'drizzle-orm'
import { mayPostIn } from '../access/queries.ts'
import { messages } from '../db/conversation-schema.ts'
import { aliased, boolean, build, integer, nullable, statement, text } from '../db/statement.ts'
import { purgedOf } from './queries.ts'

/**
 * Changes what is not null, if `viewer` is null or the author; answers a row if so. An author who does more than delete must be
 * one who may post in the room.
 */
export const updateMessage = statement(
  {
    idBrand: integer,
    idMessage: integer,
    content: nullable(text),
    isActive: nullable(boolean),
    viewer: nullable(integer),
  },
  ({ idBrand, idMessage, content, isActive, viewer }) =>
    build
      .update(messages)
      .set({
        content: sql`coalesce(${content}, ${messages.content})`,
        isActive: sql`coalesce(${isActive}, ${messages.isActive})`,
      })
      .where(
        and(
          eq(messages.idBrand, idBrand),
          eq(messages.idMessage, idMessage),
          sql`(${viewer} is null or (${messages.idAuthor} = ${viewer}
            and ((${content} is null and ${isActive} is not 1)
              or ${mayPostIn({ idBrand, idChatroom: messages.idChatroom }, viewer)})))`,
          sql`${messages.idMessage} > ${purgedOf(idBrand, messages.idChatroom, viewer)}`,
        ),
      )
      .returning(aliased({ idMessage: messages.idMessage })),
)
