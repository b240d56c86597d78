// The SQL of an ambassador's place in a room.
import { and, eq, type Placeholder, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core'
import { messages } from '../db/conversation-schema.ts'
import { chatroomPivots, chatrooms } from '../db/schema.ts'
import { build, named, statement } from '../db/statement.ts'
import { isAuthor, newestSeen, selectMessages } from '../messages/queries.ts'

type Place = Record<'idBrand' | 'idChatroom' | 'idAmbassador', Placeholder>

const PLACE = ['idBrand', 'idChatroom', 'idAmbassador'] as const

const isPlace = ({ idBrand, idChatroom, idAmbassador }: Place) =>
  and(
    eq(chatroomPivots.idBrand, idBrand),
    eq(chatroomPivots.idChatroom, idChatroom),
    eq(chatroomPivots.idAmbassador, idAmbassador),
  )

/** A row if the ambassador is in the room. */
export const findPlace = statement(PLACE, (place) =>
  build
    .select(named({ idAmbassador: chatroomPivots.idAmbassador }))
    .from(chatroomPivots)
    .where(isPlace(place)),
)

/** Sets one column of a place to `value`, and writes nothing where it has that value. */
const setColumn = (
  column: SQLiteColumn,
  field: keyof SQLiteUpdateSetSource<typeof chatroomPivots>,
) =>
  statement([...PLACE, 'value'], ({ value, ...place }) =>
    build
      .update(chatroomPivots)
      .set({ [field]: sql`${value}` })
      .where(and(isPlace(place), sql`${column} is not ${value}`)),
  )

export const setArchived = setColumn(chatroomPivots.isArchived, 'isArchived')
export const setBlocked = setColumn(chatroomPivots.isBlocked, 'isBlocked')
export const setFlag = setColumn(chatroomPivots.flag, 'flag')

/** Hides everything said so far in the room from the ambassador. */
export const purge = statement(PLACE, (place) =>
  build
    .update(chatroomPivots)
    .set({
      purgedMessage: sql`(select ${chatrooms.lastMessage} from ${chatrooms}
        where ${chatrooms.idBrand} = ${place.idBrand} and ${chatrooms.idChatroom} = ${place.idChatroom})`,
    })
    .where(isPlace(place)),
)

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
