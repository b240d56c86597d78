// Lists of chatrooms, each of them one batch.
import { findAmbassador } from '../ambassadors/queries.ts'
import { canActFor } from '../auth/caller.ts'
import type { ServiceContext } from '../env.ts'
import { forbidden, notFound } from '../failure.ts'
import { type Slice, sliceOf } from '../lists/slice.ts'
import type { AuthoredMessageRow } from '../messages/present.ts'
import * as queries from './list-queries.ts'
import type { AmbassadorRoomsQuery, ManagerRoomsQuery } from './list-schema.ts'
import { countOfBrand, pageOfBrand } from './manager-page-queries.ts'
import { countOfAmbassador, pageOfAmbassador } from './page-queries.ts'
import type { ListedRoomRow, MemberRow, OwnRoomRow } from './present.ts'

interface RoomsWithMembers<Room> {
  readonly slice: Slice<Room>
  /** The members of each room of the slice, by its id. */
  readonly members: ReadonlyMap<number, readonly MemberRow[]>
}

interface OwnRooms extends RoomsWithMembers<OwnRoomRow> {
  /** The newest message of each room of the slice that has one, by the room's id. */
  readonly lastMessages: ReadonlyMap<number, AuthoredMessageRow>
}

const byRoom = (members: readonly MemberRow[]) =>
  Map.groupBy(members, ({ idChatroom }) => idChatroom)

/**
 * A page of the rooms of an ambassador, as it sees them.
 * Throws 403 when the caller may not act for it, 404 when the brand has no such ambassador.
 */
export const listRoomsOfAmbassador = async (
  { caller, database, idBrand }: ServiceContext,
  idAmbassador: number,
  { page, sort, ...filters }: AmbassadorRoomsQuery,
): Promise<OwnRooms> => {
  if (!canActFor(caller, idAmbassador)) {
    throw forbidden('The token may only list the rooms of its own ambassador.')
  }
  const filter = { ...filters, idBrand, idAmbassador }
  const rooms = pageOfAmbassador(filter, page, sort.isDescending)
  const { owner, counted, found, members, lastMessages } = await database.batch({
    owner: findAmbassador({ idBrand, idAmbassador }),
    counted: countOfAmbassador(filter, page),
    found: queries.listRoomsOf(idBrand, idAmbassador, rooms),
    members: queries.listMembersOfRooms(idBrand, idAmbassador, rooms),
    lastMessages: queries.listLastMessages(idBrand, idAmbassador, rooms),
  })
  if (owner.length === 0) throw notFound()
  return {
    slice: sliceOf(found, page, counted),
    members: byRoom(members),
    lastMessages: new Map(lastMessages.map((message) => [message.idChatroom, message])),
  }
}

/** A page of all rooms of the brand. */
export const listRoomsOfBrand = async (
  { database, idBrand }: ServiceContext,
  { page, sort, ...filters }: ManagerRoomsQuery,
): Promise<RoomsWithMembers<ListedRoomRow>> => {
  const filter = { ...filters, idBrand }
  const rooms = pageOfBrand(filter, page, sort.field, sort.isDescending)
  const { counted, found, members } = await database.batch({
    counted: countOfBrand(filter, page),
    found: queries.listRooms(idBrand, rooms),
    members: queries.listMembersOfRooms(idBrand, null, rooms),
  })
  return { slice: sliceOf(found, page, counted), members: byRoom(members) }
}
