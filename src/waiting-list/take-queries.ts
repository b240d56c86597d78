// The SQL that hands an entry over to the member who takes it. Every statement asks for the same open entry, so either all
// of them find it or none does; the last one closes it.
import { and, eq, getTableColumns, type Placeholder, sql } from 'drizzle-orm'
import { isExternal, isMember } from '../domain/access/queries.ts'
import { pairPivotsInsert, pairRoomInsert } from '../domain/chatrooms/insert-queries.ts'
import { roomOf } from '../domain/chatrooms/queries.ts'
import { Source } from '../contract/codes.ts'
import { waitingList } from '../db/conversation-schema.ts'
import { holds } from '../db/rows.ts'
import { build, integer, literal, nullable, select, statement } from '../db/statement.ts'
import { appendIfWritten } from '../domain/events/append-queries.ts'

const TAKING = { idBrand: integer, idWaiting: integer, idAmbassador: integer }

type Taking = Record<keyof typeof TAKING, Placeholder>

const isEntry = ({ idBrand, idWaiting }: Pick<Taking, 'idBrand' | 'idWaiting'>) =>
  and(
    eq(waitingList.idBrand, idBrand),
    eq(waitingList.idWaiting, idWaiting),
    sql`${waitingList.deletedAt} is null`,
  )

/** The user of an open entry and the member who may take it, as the pair of a room; values are bound as REAL, ids are not. */
const takenPair = ({ idAmbassador, ...entry }: Taking) => {
  const taker = sql`cast(${idAmbassador} as integer)`
  return select({
    pairKey: sql<string>`'pair:' || min(${waitingList.idUser}, ${taker}) || ':' || max(${waitingList.idUser}, ${taker})`,
    pairIds: sql<string>`json_array(${waitingList.idUser}, ${taker})`,
  })
    .from(waitingList)
    .where(
      and(
        isEntry(entry),
        sql`${waitingList.handledAt} is null`,
        isMember(entry.idBrand, idAmbassador),
        isExternal(entry.idBrand, waitingList.idUser),
      ),
    )
    .as('taken')
}

/** The same as what the statements of a pair's room read from. */
const takenRoom = (taking: Taking) => {
  const taken = takenPair(taking)
  return {
    pair: { idBrand: taking.idBrand, roomKey: sql`${taken.pairKey}` },
    asked: sql`${taken} cross join json_each(${taken.pairIds}) asked`,
  }
}

/** Opens the room of both, unless they have one. */
export const insertTakenRoom = statement({ ...TAKING, now: integer }, ({ now, ...taking }) => {
  const { pair, asked } = takenRoom(taking)
  return pairRoomInsert({ ...pair, source: literal(Source.waitingList), now }, asked)
})

/** Appends to the log that the room was opened, if the statement before has. */
export const appendRoom = statement({ ...TAKING, now: integer }, ({ now, ...taking }) => {
  const taken = takenPair(taking)
  const idChatroom = sql`(${roomOf(taking.idBrand, sql`${taken.pairKey}`)})`
  return appendIfWritten(
    'chatroom.created',
    taking.idBrand,
    { idChatroom },
    now,
    sql`from ${taken}`,
  )
})

/** Puts both into it. */
export const insertTakenPivots = statement(TAKING, (taking) => {
  const { pair, asked } = takenRoom(taking)
  return pairPivotsInsert(pair, asked)
})

/** Closes the entry with its taker and their room. */
export const closeEntry = statement({ ...TAKING, now: integer }, ({ now, ...taking }) => {
  const taken = takenPair(taking)
  return build
    .update(waitingList)
    .set({
      idAmbassador: sql`${taking.idAmbassador}`,
      idChatroom: sql`${roomOf(taking.idBrand, sql`${taken.pairKey}`)}`,
      handledAt: sql`${now}`,
      updatedAt: sql`${now}`,
    })
    .from(taken)
    .where(isEntry(taking))
})

/** Appends to the log that the entry was taken, if the statement before has closed it. */
export const appendHandled = statement(
  { idBrand: integer, idWaiting: integer, now: integer },
  ({ now, ...entry }) =>
    appendIfWritten(
      'waiting.handled',
      entry.idBrand,
      { idAmbassador: waitingList.idUser, idWaiting: entry.idWaiting },
      now,
      sql`from ${waitingList}`,
      isEntry(entry),
    ),
)

/**
 * The entry, with what may have been in the way of `idAmbassador`; no row if `viewer` may not see it, who is its user, an
 * available member, or null.
 */
export const findTakenEntry = statement(
  { ...TAKING, viewer: nullable(integer) },
  ({ idAmbassador, viewer, ...entry }) =>
    select({
      ...getTableColumns(waitingList),
      isTakerMember: holds(isMember(entry.idBrand, idAmbassador)),
      isUserExternal: holds(isExternal(entry.idBrand, waitingList.idUser)),
    })
      .from(waitingList)
      .where(
        and(
          isEntry(entry),
          sql`(${viewer} is null or ${waitingList.idUser} = ${viewer} or ${isMember(entry.idBrand, viewer)})`,
        ),
      ),
)
