// The list of an ambassador's own rooms, one batch.
import { findAmbassador } from '../domain/ambassadors/queries.ts'
import { canActFor } from '../contract/actor.ts'
import type { ServiceContext } from '../domain/context.ts'
import { forbidden, notFound } from '../contract/failure.ts'
import { type Slice, sliceOf } from '../contract/lists/slice.ts'
import { countOfAmbassador, pageOfAmbassador } from './page-queries.ts'
import type { OwnRoomRow } from './present.ts'
import { listRoomsOf } from './queries.ts'
import type { AmbassadorRoomsQuery } from './schema.ts'

/**
 * A page of the rooms of an ambassador, as it sees them.
 * Throws 403 when the caller may not act for it, 404 when the brand has no such ambassador.
 */
export const listRoomsOfAmbassador = async (
  { actor, database, idBrand }: ServiceContext,
  idAmbassador: number,
  { page, sort, ...filters }: AmbassadorRoomsQuery,
): Promise<Slice<OwnRoomRow>> => {
  if (!canActFor(actor, idAmbassador)) {
    throw forbidden('The token may only list the rooms of its own ambassador.')
  }
  const filter = { ...filters, idBrand, idAmbassador }
  const rooms = pageOfAmbassador(filter, page, sort.isDescending)
  const {
    owner: [owner],
    counted,
    found,
  } = await database.batch({
    owner: findAmbassador({ idBrand, idAmbassador }),
    counted: countOfAmbassador(filter, page, sort.isDescending),
    found: listRoomsOf(idBrand, idAmbassador, rooms),
  })
  if (owner === undefined) throw notFound()
  // Its own place comes with the room: in a large one it need not be among the first.
  const withOwner = (room: OwnRoomRow): OwnRoomRow => ({
    ...room,
    members: [...room.members, { person: owner, place: room }].toSorted(
      (one, other) => one.person.idAmbassador - other.person.idAmbassador,
    ),
  })
  return sliceOf(found.map(withOwner), page, counted)
}
