// The SQL that appends a message to a room. A room knows its newest message by `last_message`: what is newer than that has just
// been inserted, so every statement here can be repeated without doing its work twice.
import { and, eq, type Placeholder, type SQLWrapper, sql } from 'drizzle-orm'
import { isBlocked, isInRoom, isRoom, isVisible, mayPost } from '../access/queries.ts'
import { TypeChatroom, TypeMessage } from '../contract/codes.ts'
import { messages, ratings } from '../db/conversation-schema.ts'
import { chatroomPivots, chatrooms } from '../db/schema.ts'
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
import { appendEvents } from '../events/append-queries.ts'
import { isAuthor, selectMessages } from './queries.ts'

const ROOM = { idBrand: integer, idChatroom: integer }
const AUTHORS = { idAuthor: integer, idOther: integer }
const KEY = { idBrand: integer, requestKey: nullable(text) }

type Room = Record<keyof typeof ROOM, Placeholder>

/** Whether somebody may write in a room; no row if `viewer` sees no such room. */
export const findPostingRoom = statement(
  { ...ROOM, ...AUTHORS, viewer: nullable(integer) },
  ({ viewer, idAuthor, idOther, ...room }) =>
    select({
      isAuthorMember: holds(isInRoom(room, idAuthor)),
      isOtherMember: holds(isInRoom(room, idOther)),
      isBlocked: holds(isBlocked(room)),
    })
      .from(chatrooms)
      .where(and(isRoom(room), isVisible(room.idBrand, room.idChatroom, viewer))),
)

/** The message that came with an idempotency key, if any. */
export const findByRequestKey = statement(KEY, ({ idBrand, requestKey }) =>
  select({
    idMessage: messages.idMessage,
    requestKey: messages.requestKey,
    requestHash: messages.requestHash,
  })
    .from(messages)
    .where(and(eq(messages.idBrand, idBrand), eq(messages.requestKey, requestKey))),
)

/** Whether no message has come with the key, or there is none. */
const isNewRequest = (idBrand: SQLWrapper, requestKey: SQLWrapper) => sql`not exists (
  select 1 from ${messages}
  where ${messages.idBrand} = ${idBrand} and ${messages.requestKey} = ${requestKey})`

/** Inserts a rating without a value under the condition that its message is inserted under. */
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
    ),
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
    ...KEY,
    typeMessage: integer,
    content: nullable(text),
    requestHash: nullable(text),
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
    ).returning(aliased({ idMessage: messages.idMessage })),
)

/** The newest message of the room, if the room does not know it yet. */
const newMessage = ({ idBrand, idChatroom }: Room) =>
  select({
    id: messages.idMessage,
    author: messages.idAuthor,
    sent: messages.insertedAt,
  })
    .from(messages)
    .where(
      and(
        eq(messages.idBrand, idBrand),
        eq(
          messages.idMessage,
          sql`(
          select newest.id_message from ${messages} as newest indexed by messages_chatroom
          where newest.id_brand = ${idBrand} and newest.id_chatroom = ${idChatroom}
          order by newest.date_insert desc, newest.id_message desc limit 1)`,
        ),
        sql`${messages.idMessage} > coalesce((
          select ${chatrooms.lastMessage} from ${chatrooms} where ${isRoom({ idBrand, idChatroom })}), 0)`,
      ),
    )
    .as('new_message')

const isPivotOf = ({ idBrand, idChatroom }: Room) =>
  and(eq(chatroomPivots.idBrand, idBrand), eq(chatroomPivots.idChatroom, idChatroom))

/** Appends to the log of the brand that the message was created. */
export const appendCreated = statement(ROOM, (room) => {
  const message = newMessage(room)
  const subject = { idChatroom: room.idChatroom, idMessage: message.id }
  return appendEvents('message.created', room.idBrand, subject, message.sent, sql`${message}`)
})

/** Brings the room back to those who archived it and did not write the new message. */
export const unarchive = statement(ROOM, (room) => {
  const message = newMessage(room)
  return build
    .update(chatroomPivots)
    .set({ isArchived: false })
    .from(message)
    .where(
      and(
        isPivotOf(room),
        eq(chatroomPivots.isArchived, literal(1)),
        sql`${chatroomPivots.idAmbassador} <> ${message.author}`,
      ),
    )
})

/** Moves a one-to-one room to the top of both lists. */
export const moveInLists = statement(ROOM, (room) => {
  const message = newMessage(room)
  return build
    .update(chatroomPivots)
    .set({ lastActionAt: sql`${message.sent}` })
    .from(message)
    .where(
      and(
        eq(chatroomPivots.idBrand, room.idBrand),
        sql`${chatroomPivots.idChatroom} = (
          select ${chatrooms.idChatroom} from ${chatrooms}
          where ${isRoom(room)} and ${chatrooms.typeChatroom} = ${literal(TypeChatroom.oneToOne)})`,
      ),
    )
})

/** Remembers that the author has posted in the room. */
export const markPosted = statement(ROOM, (room) => {
  const message = newMessage(room)
  return build
    .update(chatroomPivots)
    .set({ hasPosted: true })
    .from(message)
    .where(
      and(
        isPivotOf(room),
        sql`${chatroomPivots.idAmbassador} = ${message.author}`,
        eq(chatroomPivots.hasPosted, literal(0)),
      ),
    )
})

/** Tells the room of the message: its date, and a dialogue when a second author speaks. The last one to need `newMessage`. */
export const updateLastMessage = statement(ROOM, (room) => {
  const message = newMessage(room)
  return build
    .update(chatrooms)
    .set({
      lastMessage: sql`${message.id}`,
      lastMessageAt: sql`${message.sent}`,
      firstAuthor: sql`coalesce(${chatrooms.firstAuthor}, ${message.author})`,
      establishedAt: sql`coalesce(${chatrooms.establishedAt},
        case when ${chatrooms.firstAuthor} <> ${message.author} then ${message.sent} end)`,
    })
    .from(message)
    .where(isRoom(room))
})

/** The message that was just inserted or that came with the key before. */
export const findPosted = statement(KEY, ({ idBrand, requestKey }) =>
  selectMessages().where(
    and(
      eq(messages.idBrand, idBrand),
      sql`${messages.idMessage} = coalesce(
        (select earlier.id_message from ${messages} earlier
          where earlier.id_brand = ${idBrand} and earlier.request_key = ${requestKey}),
        (select max(newest.id_message) from ${messages} newest where newest.id_brand = ${idBrand}))`,
      isAuthor,
    ),
  ),
)
