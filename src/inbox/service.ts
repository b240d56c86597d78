// The list of an ambassador's own rooms, one batch.
import { findAmbassador } from '../domain/ambassadors/queries.ts'
import { canActFor } from '../contract/actor.ts'
import { listMembersOfRooms } from '../domain/chatrooms/list-queries.ts'
import { byRoom, type RoomsWithMembers } from '../domain/chatrooms/members.ts'
import type { ServiceContext } from '../domain/context.ts'
import { forbidden, notFound } from '../contract/failure.ts'
import { sliceOf } from '../contract/lists/slice.ts'
import type { AuthoredMessageRow } from '../domain/messages/present.ts'
import { countOfAmbassador, pageOfAmbassador } from './page-queries.ts'
import type { OwnRoomRow } from './present.ts'
import * as queries from './queries.ts'
import type { AmbassadorRoomsQuery } from './schema.ts'

const placeOf = ({ idChatroom, lastReadMessage, isBlocked, isArchived }: OwnRoomRow) => ({
  idChatroom,
  lastReadMessage,
  isBlocked,
  isArchived,
})

interface OwnRooms extends RoomsWithMembers<OwnRoomRow> {
  /** The newest message of each room of the slice that has one, by the room's id. */
  readonly lastMessages: ReadonlyMap<number, AuthoredMessageRow>
}

/**
 * A page of the rooms of an ambassador, as it sees them.
 * Throws 403 when the caller may not act for it, 404 when the brand has no such ambassador.
 */
export const listRoomsOfAmbassador = async (
  { actor, database, idBrand }: ServiceContext,
  idAmbassador: number,
  { page, sort, ...filters }: AmbassadorRoomsQuery,
): Promise<OwnRooms> => {
  if (!canActFor(actor, idAmbassador)) {
    throw forbidden('The token may only list the rooms of its own ambassador.')
  }
  const filter = { ...filters, idBrand, idAmbassador }
  const rooms = pageOfAmbassador(filter, page, sort.isDescending)
  const {
    owner: [owner],
    counted,
    found,
    members,
    lastMessages,
  } = await database.batch({
    owner: findAmbassador({ idBrand, idAmbassador }),
    counted: countOfAmbassador(filter, page),
    found: queries.listRoomsOf(idBrand, idAmbassador, rooms),
    members: listMembersOfRooms(idBrand, rooms),
    lastMessages: queries.listLastMessages(idBrand, idAmbassador, rooms),
  })
  if (owner === undefined) throw notFound()
  // Its own place comes with the room: in a large one it need not be among the first.
  const others = members.filter((member) => member.idAmbassador !== idAmbassador)
  const own = found.map((room) => ({ ...owner, ...placeOf(room) }))
  return {
    slice: sliceOf(found, page, counted),
    members: byRoom([...others, ...own]),
    lastMessages: new Map(lastMessages.map((message) => [message.idChatroom, message])),
  }
}
