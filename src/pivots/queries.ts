// The SQL of an ambassador's place in a room.
import { and, eq, type Placeholder, sql } from 'drizzle-orm'
import type { SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core'
import { messages } from '../db/conversation-schema.ts'
import { chatroomPivots, chatrooms } from '../db/schema.ts'
import {
  boolean,
  build,
  integer,
  nullable,
  type Parameter,
  select,
  statement,
} from '../db/statement.ts'
import { appendIfWritten } from '../domain/events/append-queries.ts'
import { isAuthor, newestSeen, selectMessages } from '../domain/messages/queries.ts'

type Place = Record<'idBrand' | 'idChatroom' | 'idAmbassador', Placeholder>

const PLACE = { idBrand: integer, idChatroom: integer, idAmbassador: integer }

const isPlace = ({ idBrand, idChatroom, idAmbassador }: Place) =>
  and(
    eq(chatroomPivots.idBrand, idBrand),
    eq(chatroomPivots.idChatroom, idChatroom),
    eq(chatroomPivots.idAmbassador, idAmbassador),
  )

/** A row if the ambassador is in the room. */
export const findPlace = statement(PLACE, (place) =>
  select({ idAmbassador: chatroomPivots.idAmbassador }).from(chatroomPivots).where(isPlace(place)),
)

/** Sets one column of a place to `value`, and writes nothing where it has that value. */
const setColumn = <Value>(
  name: keyof SQLiteUpdateSetSource<typeof chatroomPivots>,
  value: Parameter<Value>,
) =>
  statement({ ...PLACE, value }, (values) =>
    build
      .update(chatroomPivots)
      .set({ [name]: sql`${values.value}` })
      .where(and(isPlace(values), sql`${chatroomPivots[name]} is not ${values.value}`)),
  )

export const setArchived = setColumn('isArchived', boolean)
export const setBlocked = setColumn('isBlocked', boolean)
export const setFlag = setColumn('flag', nullable(integer))

/** Appends to the log that the place was changed by the statement before. */
export const appendUpdated = statement({ ...PLACE, now: integer }, ({ idBrand, now, ...place }) =>
  appendIfWritten('pivot.updated', idBrand, place, now),
)

/** Hides everything said so far in the room from the ambassador. */
export const purge = statement(PLACE, (place) => {
  const newest = sql`(select ${chatrooms.lastMessage} from ${chatrooms}
    where ${chatrooms.idBrand} = ${place.idBrand} and ${chatrooms.idChatroom} = ${place.idChatroom})`
  return build
    .update(chatroomPivots)
    .set({ purgedMessage: newest })
    .where(and(isPlace(place), sql`${chatroomPivots.purgedMessage} is not ${newest}`))
})

const newestOf = ({ idBrand, idChatroom, idAmbassador }: Place) =>
  newestSeen(idBrand, idChatroom, idAmbassador)

/** Marks the newest message as read; never moves backwards. */
export const markRead = statement(PLACE, (place) =>
  build
    .update(chatroomPivots)
    .set({ lastReadMessage: newestOf(place) })
    .where(
      and(isPlace(place), sql`coalesce(${chatroomPivots.lastReadMessage}, 0) < ${newestOf(place)}`),
    ),
)

/** Appends to the log up to where the ambassador has read, if the statement before has moved that. */
export const appendRead = statement({ ...PLACE, now: integer }, ({ now, ...place }) =>
  appendIfWritten(
    'chatroom.read',
    place.idBrand,
    {
      idChatroom: place.idChatroom,
      idAmbassador: place.idAmbassador,
      idMessage: chatroomPivots.lastReadMessage,
    },
    now,
    sql`from ${chatroomPivots}`,
    isPlace(place),
  ),
)

/** The newest message of the room that the ambassador sees. */
export const findNewestSeen = statement(PLACE, (place) =>
  selectMessages().where(
    and(
      eq(messages.idBrand, place.idBrand),
      sql`${messages.idMessage} = ${newestOf(place)}`,
      isAuthor,
    ),
  ),
)
