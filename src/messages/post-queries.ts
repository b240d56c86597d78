// The SQL that puts a message into a room. A room takes note of its messages by `last_message`: what is newer has not been
// noted yet, so every statement here can be repeated without doing its work twice.
import { and, eq, type Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { isUsable } from '../ambassadors/usable-queries.ts'
import { messages, ratings } from '../db/conversation-schema.ts'
import { ambassadors, chatroomPivots, chatrooms } from '../db/schema.ts'
import { build, named, statement } from '../db/statement.ts'
import { isVisible } from '../chatrooms/visible-queries.ts'
import { isAuthor, selectMessages } from './queries.ts'

type Values<Name extends string> = Record<Name, Placeholder>

/** A room by its ids, which may be columns of a statement around it. */
type Room = Record<'idBrand' | 'idChatroom', SQLWrapper>

const isRoom = ({ idBrand, idChatroom }: Room) =>
  and(eq(chatrooms.idBrand, idBrand), eq(chatrooms.idChatroom, idChatroom))

/** A member of the room who is not shut out. */
const isMember = ({ idBrand, idChatroom }: Room, idAmbassador: SQLWrapper) => sql`exists (
  select 1 from ${chatroomPivots} cross join ${ambassadors}
  where ${chatroomPivots.idBrand} = ${idBrand} and ${chatroomPivots.idChatroom} = ${idChatroom}
    and ${chatroomPivots.idAmbassador} = ${idAmbassador}
    and ${ambassadors.idBrand} = ${chatroomPivots.idBrand}
    and ${ambassadors.idAmbassador} = ${chatroomPivots.idAmbassador}
    and ${isUsable})`

/** A one-to-one room in which either has blocked the other. */
const isBlocked = ({ idBrand, idChatroom }: Room) =>
  sql`(${chatrooms.typeChatroom} = 0 and exists (
    select 1 from ${chatroomPivots}
    where ${chatroomPivots.idBrand} = ${idBrand} and ${chatroomPivots.idChatroom} = ${idChatroom}
      and ${chatroomPivots.isBlocked} = 1))`

/** The condition on a room under which a message, or a rating between two members, may be written in it. */
export const mayPost = (room: Room, idAuthor: SQLWrapper, idOther: SQLWrapper) =>
  and(isRoom(room), isMember(room, idAuthor), isMember(room, idOther), sql`not ${isBlocked(room)}`)

/** The same for one author, in a statement about something else in the room: what is edited in needs what posting needs. */
export const mayPostIn = (room: Room, idAuthor: SQLWrapper) =>
  sql`exists (select 1 from ${chatrooms} where ${mayPost(room, idAuthor, idAuthor)})`

/** Whether somebody may write in a room; no row if `viewer` sees no such room. */
export const findPostingRoom = statement(
  ['idBrand', 'idChatroom', 'viewer', 'idAuthor', 'idOther'],
  ({ viewer, idAuthor, idOther, ...room }) =>
    build
      .select({
        isAuthorMember: sql<number>`${isMember(room, idAuthor)}`.as('isAuthorMember'),
        isOtherMember: sql<number>`${isMember(room, idOther)}`.as('isOtherMember'),
        isBlocked: sql<number>`${isBlocked(room)}`.as('isBlocked'),
      })
      .from(chatrooms)
      .where(and(isRoom(room), isVisible(room.idBrand, room.idChatroom, viewer))),
)

/** The message that came with an idempotency key, if any. */
export const findByRequestKey = statement(['idBrand', 'requestKey'], ({ idBrand, requestKey }) =>
  build
    .select(
      named({
        idMessage: messages.idMessage,
        requestKey: messages.requestKey,
        requestHash: messages.requestHash,
      }),
    )
    .from(messages)
    .where(and(eq(messages.idBrand, idBrand), eq(messages.requestKey, requestKey))),
)

/** Whether no message has come with the key, or there is none. */
export const isNewRequest = (idBrand: Placeholder, requestKey: Placeholder) => sql`not exists (
  select 1 from ${messages}
  where ${messages.idBrand} = ${idBrand} and ${messages.requestKey} = ${requestKey})`

const insertValues = [
  'idBrand',
  'idChatroom',
  'idAuthor',
  'idOther',
  'typeMessage',
  'content',
  'now',
  'requestKey',
  'requestHash',
] as const

const insert = (
  { idBrand, idChatroom, idAuthor, idOther, ...values }: Values<(typeof insertValues)[number]>,
  idRating: (idBrand: Placeholder) => SQL,
) => {
  const room = { idBrand, idChatroom }
  return build
    .insert(messages)
    .select(
      sql`select ${idBrand}, (
          select coalesce(max(${messages.idMessage}), 0) + 1 from ${messages}
          where ${messages.idBrand} = ${idBrand}
        ), ${idChatroom}, ${idAuthor}, ${values.typeMessage}, ${values.content}, 0, 1, ${idRating(idBrand)},
        max(${values.now}, coalesce(${chatrooms.lastMessageAt}, 0)), ${values.requestKey}, ${values.requestHash}
        from ${chatrooms} where ${mayPost(room, idAuthor, idOther)}
          and ${isNewRequest(idBrand, values.requestKey)}`,
    )
    .returning(named({ idMessage: messages.idMessage }))
}

/**
 * Inserts a message if its author may write in the room and its key is new. `idOther` must be a member as well: the other one
 * of a rating, or the author again. Answers a row if the message is new.
 */
export const insertMessage = statement(insertValues, (values) => insert(values, () => sql`null`))

/** Inserts the message of the rating that the statement before has inserted. */
export const insertRatingMessage = statement(insertValues, (values) =>
  insert(
    values,
    (idBrand) => sql`(
      select max(${ratings.idRating}) from ${ratings} where ${ratings.idBrand} = ${idBrand})`,
  ),
)

/** The newest message of the room, if the room has not taken note of it. */
const unnoted = ({ idBrand, idChatroom }: Values<'idBrand' | 'idChatroom'>) =>
  build
    .select({
      id: sql<number>`${messages.idMessage}`.as('id'),
      author: sql<number>`${messages.idAuthor}`.as('author'),
      sent: sql<number>`${messages.insertedAt}`.as('sent'),
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
    .as('unnoted')

const isPivotOf = ({ idBrand, idChatroom }: Values<'idBrand' | 'idChatroom'>) =>
  and(eq(chatroomPivots.idBrand, idBrand), eq(chatroomPivots.idChatroom, idChatroom))

/** Brings the room back to those who archived it and did not write the new message. */
export const unarchive = statement(['idBrand', 'idChatroom'], (room) => {
  const message = unnoted(room)
  return build
    .update(chatroomPivots)
    .set({ isArchived: 0 })
    .from(message)
    .where(
      and(
        isPivotOf(room),
        eq(chatroomPivots.isArchived, sql.raw('1')),
        sql`${chatroomPivots.idAmbassador} <> ${message.author}`,
      ),
    )
})

/** Moves a one-to-one room to the top of both lists. */
export const moveInLists = statement(['idBrand', 'idChatroom'], (room) => {
  const message = unnoted(room)
  return build
    .update(chatroomPivots)
    .set({ lastActionAt: sql`${message.sent}` })
    .from(message)
    .where(
      and(
        eq(chatroomPivots.idBrand, room.idBrand),
        sql`${chatroomPivots.idChatroom} = (
          select ${chatrooms.idChatroom} from ${chatrooms}
          where ${isRoom(room)} and ${chatrooms.typeChatroom} = 0)`,
      ),
    )
})

/** Remembers that the author has posted in the room. */
export const markPosted = statement(['idBrand', 'idChatroom'], (room) => {
  const message = unnoted(room)
  return build
    .update(chatroomPivots)
    .set({ hasPosted: 1 })
    .from(message)
    .where(
      and(
        isPivotOf(room),
        sql`${chatroomPivots.idAmbassador} = ${message.author}`,
        eq(chatroomPivots.hasPosted, sql.raw('0')),
      ),
    )
})

/** Lets the room take note of the message: its date, and a dialogue when a second author speaks. */
export const takeNote = statement(['idBrand', 'idChatroom'], (room) => {
  const message = unnoted(room)
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
export const findPosted = statement(['idBrand', 'requestKey'], ({ idBrand, requestKey }) =>
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
