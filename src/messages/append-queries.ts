// The SQL that appends a message to a room. What comes behind the insertion works only if the statement before has written, so
// that a batch can be repeated without doing its work twice.
import { and, eq, or, type Placeholder, type SQLWrapper, sql } from 'drizzle-orm'
import {
  isBlocked,
  isInRoom,
  isRoom,
  isUsableIn,
  isVisible,
  mayPost,
} from '../domain/access/queries.ts'
import { TypeChatroom, TypeMessage } from '../contract/codes.ts'
import { messages, ratings } from '../db/conversation-schema.ts'
import { ambassadors, chatroomPivots, chatrooms } from '../db/schema.ts'
import { holds } from '../db/rows.ts'
import {
  aliased,
  build,
  insertFrom,
  integer,
  literal,
  nextId,
  nullable,
  select,
  statement,
  text,
} from '../db/statement.ts'
import { appendIfWritten } from '../domain/events/append-queries.ts'
import { ratingColumns } from '../domain/ratings/queries.ts'
import { authoredColumns } from '../domain/messages/queries.ts'

const ROOM = { idBrand: integer, idChatroom: integer }
const AUTHORS = { idAuthor: integer, idOther: integer }

/** Whether a condition holds, asked only where no message was inserted and none had come with the key. */
const ifRefused = (condition: SQLWrapper) =>
  holds(sql`iif(changes() > 0 or ${messages.idMessage} is not null, 0, ${condition})`)

/**
 * The author of the message that the statement before has inserted, if it has; else what was in the way: the message that came
 * with the key before, with its author, or who may not write. No row if `viewer` sees no such room.
 */
export const findPosting = statement(
  { ...ROOM, ...AUTHORS, requestKey: nullable(text), viewer: nullable(integer) },
  ({ viewer, requestKey, idAuthor, idOther, ...room }) =>
    select({
      ...authoredColumns,
      roomKey: chatrooms.roomKey,
      requestKey: messages.requestKey,
      requestHash: messages.requestHash,
      isAuthorMember: ifRefused(isUsableIn(room)),
      isOtherMember: ifRefused(isInRoom(room, idOther)),
      isBlocked: ifRefused(isBlocked(room)),
    })
      .from(chatrooms)
      .leftJoin(
        messages,
        and(eq(messages.idBrand, room.idBrand), eq(messages.requestKey, requestKey)),
      )
      .leftJoin(
        ambassadors,
        and(
          eq(ambassadors.idBrand, room.idBrand),
          sql`${ambassadors.idAmbassador} = coalesce(${messages.idAuthor}, ${idAuthor})`,
        ),
      )
      .where(and(isRoom(room), isVisible(room.idBrand, room.idChatroom, viewer))),
)

/** Whether no message has come with the key, or there is none. */
const isNewRequest = (idBrand: SQLWrapper, requestKey: SQLWrapper) => sql`not exists (
  select 1 from ${messages}
  where ${messages.idBrand} = ${idBrand} and ${messages.requestKey} = ${requestKey})`

/** Inserts a rating without a value under the condition that its message is inserted under. Answers it. */
export const insertRating = statement(
  {
    idBrand: integer,
    idChatroom: integer,
    idRater: integer,
    idRated: integer,
    now: integer,
    requestKey: nullable(text),
  },
  ({ now, requestKey, ...values }) =>
    insertFrom(
      ratings,
      {
        ...values,
        idRating: nextId(ratings.idRating, values.idBrand),
        insertedAt: now,
        updatedAt: now,
      },
      sql`from ${chatrooms} where ${mayPost(values, values.idRater, values.idRated)}
        and ${isNewRequest(values.idBrand, requestKey)}`,
    ).returning(aliased(ratingColumns)),
)

/** When a message is sent: inside a room dates never decrease, whatever the clocks of the edge say. */
const sentAt = (now: Placeholder) => sql`max(${now}, coalesce(${chatrooms.lastMessageAt}, 0))`

/**
 * Inserts a message if its author may write in the room and its key is new. `idOther` must be a member as well: the other one
 * of a rating, or the author again. A request to rate is about the rating that was inserted before it. Answers a row if the
 * message is new.
 */
export const insertMessage = statement(
  {
    ...ROOM,
    ...AUTHORS,
    requestKey: nullable(text),
    typeMessage: integer,
    content: nullable(text),
    requestHash: nullable(text),
    request: nullable(text),
    now: integer,
  },
  ({ now, idOther, ...values }) =>
    insertFrom(
      messages,
      {
        ...values,
        idMessage: nextId(messages.idMessage, values.idBrand),
        idRating: sql`case when ${values.typeMessage} = ${literal(TypeMessage.rating)} then (
          select max(${ratings.idRating}) from ${ratings} where ${ratings.idBrand} = ${values.idBrand}) end`,
        insertedAt: sentAt(now),
      },
      sql`from ${chatrooms} where ${mayPost(values, values.idAuthor, idOther)}
        and ${isNewRequest(values.idBrand, values.requestKey)}`,
    ).returning(
      aliased({
        idMessage: messages.idMessage,
        statusModeration: messages.statusModeration,
        sentAt: messages.insertedAt,
      }),
    ),
)

/** Appends to the log of the brand that the statement before has inserted a message. Leaves the key of its room to who knows it. */
export const appendCreated = statement({ idBrand: integer }, ({ idBrand }) =>
  appendIfWritten(
    'message.created',
    idBrand,
    { idChatroom: messages.idChatroom, idMessage: messages.idMessage, roomKey: sql`null` },
    messages.insertedAt,
    sql`from (
      select * from ${messages} where ${messages.idBrand} = ${idBrand}
      order by ${messages.idMessage} desc limit 1) ${messages}`,
  ),
)

/** Tells the room of the message: its date, and a dialogue when a second author speaks. */
export const updateRoom = statement(
  { ...ROOM, idAuthor: integer, now: integer },
  ({ idAuthor, now, ...room }) =>
    build
      .update(chatrooms)
      .set({
        lastMessage: sql`(
          select max(${messages.idMessage}) from ${messages} where ${messages.idBrand} = ${room.idBrand})`,
        lastMessageAt: sentAt(now),
        firstAuthor: sql`coalesce(${chatrooms.firstAuthor}, ${idAuthor})`,
        establishedAt: sql`coalesce(${chatrooms.establishedAt},
          case when ${chatrooms.firstAuthor} <> ${idAuthor} then ${sentAt(now)} end)`,
      })
      .where(and(isRoom(room), sql`changes() > 0`)),
)

/**
 * Lets the places in the room take note of the message: a one-to-one room moves to the top of both lists, any room comes back to
 * those who archived it and did not write, and who wrote has posted. Looks at nobody else.
 */
export const updatePivots = statement({ ...ROOM, idAuthor: integer }, ({ idAuthor, ...room }) => {
  const { idBrand, idChatroom, idAmbassador, isArchived, lastActionAt, hasPosted } = chatroomPivots
  const isHere = and(eq(idBrand, room.idBrand), eq(idChatroom, room.idChatroom))
  const isOfAuthor = eq(idAmbassador, idAuthor)
  const oneToOne = sql`iif(${chatrooms.typeChatroom} = ${literal(TypeChatroom.oneToOne)}, ${chatrooms.idChatroom}, null)`
  // Named, or all members of a large room would be looked at.
  const archivers = sql`(
    select archived.id_ambassador from ${chatroomPivots} archived indexed by chatroom_pivots_archived
    where archived.id_brand = ${room.idBrand} and archived.id_chatroom = ${room.idChatroom} and archived.archived = 1)`
  return build
    .update(chatroomPivots)
    .set({
      isArchived: sql`${isArchived} and ${isOfAuthor}`,
      lastActionAt: sql`iif(${lastActionAt} is null, null, ${chatrooms.lastMessageAt})`,
      hasPosted: sql`${hasPosted} or ${isOfAuthor}`,
    })
    .from(chatrooms)
    .where(
      and(
        isRoom(room),
        sql`changes() > 0`,
        or(
          sql`${idBrand} = ${room.idBrand} and ${idChatroom} = ${oneToOne}`,
          and(isHere, sql`${idAmbassador} in ${archivers} and not ${isOfAuthor}`),
          and(isHere, isOfAuthor, sql`${hasPosted} = 0`),
        ),
      ),
    )
})
