// The SQL that appends a message to a room. A room knows its newest message by `last_message`: what is newer than that has just
// been inserted, so every statement here can be repeated without doing its work twice.
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

type Room = Record<keyof typeof ROOM, Placeholder>

/**
 * What there is to know before a message is written: its author, whether it may be written, and the message that came with the
 * key before, if any, whose author is answered then. No row if `viewer` sees no such room.
 */
export const findPosting = statement(
  { ...ROOM, ...AUTHORS, requestKey: nullable(text), viewer: nullable(integer) },
  ({ viewer, requestKey, idAuthor, idOther, ...room }) =>
    select({
      ...authoredColumns,
      idEarlier: sql<number | null>`${messages.idMessage}`,
      requestKey: messages.requestKey,
      requestHash: messages.requestHash,
      isAuthorMember: holds(isUsableIn(room)),
      isOtherMember: holds(sql`iif(${idOther} = ${idAuthor}, 0, ${isInRoom(room, idOther)})`),
      isBlocked: holds(isBlocked(room)),
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
        insertedAt: sql`max(${now}, coalesce(${chatrooms.lastMessageAt}, 0))`,
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

/** The newest message of the brand. */
const isNewest = (
  idBrand: Placeholder,
) => sql`${messages.idBrand} = ${idBrand} and ${messages.idMessage} = (
  select max(newest.id_message) from ${messages} newest where newest.id_brand = ${idBrand})`

/** The newest message of the brand, if it is in the room, which does not know it yet. */
const isUnnoted = (
  room: Room,
) => sql`${isNewest(room.idBrand)} and ${messages.idChatroom} = ${room.idChatroom}
  and ${messages.idMessage} > coalesce((
    select ${chatrooms.lastMessage} from ${chatrooms} where ${isRoom(room)}), 0)`

/** Appends to the log of the brand that the statement before has inserted a message. */
export const appendCreated = statement({ idBrand: integer }, ({ idBrand }) =>
  appendIfWritten(
    'message.created',
    idBrand,
    { idChatroom: messages.idChatroom, idMessage: messages.idMessage },
    messages.insertedAt,
    sql`from ${messages}`,
    isNewest(idBrand),
  ),
)

/**
 * Lets the places in the room take note of the message: a one-to-one room moves to the top of both lists, any room comes back to
 * those who archived it and did not write, and who wrote has posted. Looks at nobody else.
 */
export const updatePivots = statement(ROOM, (room) => {
  const { idBrand, idChatroom, idAmbassador, isArchived, lastActionAt, hasPosted } = chatroomPivots
  const isHere = and(eq(idBrand, room.idBrand), eq(idChatroom, room.idChatroom))
  const isOfAuthor = sql`${idAmbassador} = ${messages.idAuthor}`
  const oneToOne = sql`(
    select ${chatrooms.idChatroom} from ${chatrooms}
    where ${isRoom(room)} and ${chatrooms.typeChatroom} = ${literal(TypeChatroom.oneToOne)})`
  // Named, or all members of a large room would be looked at.
  const archivers = sql`(
    select archived.id_ambassador from ${chatroomPivots} archived indexed by chatroom_pivots_archived
    where archived.id_brand = ${room.idBrand} and archived.id_chatroom = ${room.idChatroom} and archived.archived = 1)`
  return build
    .update(chatroomPivots)
    .set({
      isArchived: sql`${isArchived} and ${isOfAuthor}`,
      lastActionAt: sql`iif(${lastActionAt} is null, null, ${messages.insertedAt})`,
      hasPosted: sql`${hasPosted} or ${isOfAuthor}`,
    })
    .from(messages)
    .where(
      and(
        isUnnoted(room),
        or(
          sql`${idBrand} = ${room.idBrand} and ${idChatroom} = ${oneToOne}`,
          and(isHere, sql`${idAmbassador} in ${archivers} and not ${isOfAuthor}`),
          and(isHere, isOfAuthor, sql`${hasPosted} = 0`),
        ),
      ),
    )
})

/** Tells the room of the message: its date, and a dialogue when a second author speaks. The last one to ask what is unnoted. */
export const updateRoom = statement(ROOM, (room) =>
  build
    .update(chatrooms)
    .set({
      lastMessage: sql`${messages.idMessage}`,
      lastMessageAt: sql`${messages.insertedAt}`,
      firstAuthor: sql`coalesce(${chatrooms.firstAuthor}, ${messages.idAuthor})`,
      establishedAt: sql`coalesce(${chatrooms.establishedAt},
        case when ${chatrooms.firstAuthor} <> ${messages.idAuthor} then ${messages.insertedAt} end)`,
    })
    .from(messages)
    .where(and(isRoom(room), isUnnoted(room))),
)
