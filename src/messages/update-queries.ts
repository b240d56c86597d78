// The SQL that changes a message.
import { and, eq, type Placeholder, sql } from 'drizzle-orm'
import { mayPostIn } from '../domain/access/queries.ts'
import { messages } from '../db/conversation-schema.ts'
import {
  aliased,
  boolean,
  build,
  unlessNull,
  integer,
  nullable,
  statement,
  text,
} from '../db/statement.ts'
import { appendEvents } from '../domain/events/append-queries.ts'
import { purgedOf } from '../domain/messages/queries.ts'

const CHANGE = {
  idBrand: integer,
  idMessage: integer,
  content: nullable(text),
  isActive: nullable(boolean),
  viewer: nullable(integer),
}

type Change = Record<keyof typeof CHANGE, Placeholder>

/** A message of the author's, or any for a null `viewer`. An author who does more than delete must be one who may post. */
const mayChange = ({ idBrand, idMessage, content, isActive, viewer }: Change) =>
  and(
    eq(messages.idBrand, idBrand),
    eq(messages.idMessage, idMessage),
    sql`(${viewer} is null or (${messages.idAuthor} = ${viewer}
      and ((${content} is null and ${isActive} is not 1)
        or ${mayPostIn({ idBrand, idChatroom: messages.idChatroom }, viewer)})))`,
    sql`${messages.idMessage} > ${purgedOf(idBrand, messages.idChatroom, viewer)}`,
  )

const changesOf = ({ content, isActive }: Change) => unlessNull(messages, { content, isActive })

/** Appends to the log that the message is about to be changed, unless it would stay as it is. */
export const appendUpdated = statement({ ...CHANGE, now: integer }, ({ now, ...change }) => {
  const { content, isActive } = changesOf(change)
  const subject = { idChatroom: messages.idChatroom, idMessage: messages.idMessage }
  return appendEvents(
    'message.updated',
    change.idBrand,
    subject,
    now,
    sql`from ${messages} where ${mayChange(change)}
      and (${messages.content} is not ${content} or ${messages.isActive} is not ${isActive})`,
  )
})

/** Changes what is not null; answers a row if that was allowed. */
export const updateMessage = statement(CHANGE, (change) =>
  build
    .update(messages)
    .set(changesOf(change))
    .where(mayChange(change))
    .returning(aliased({ idMessage: messages.idMessage })),
)
