// The members of the rooms of a list.
import type { Slice } from '../../contract/lists/slice.ts'
import type { MemberRow } from './present.ts'

export interface RoomsWithMembers<Room> {
  readonly slice: Slice<Room>
  /** The members of each room of the slice, by its id. */
  readonly members: ReadonlyMap<number, readonly MemberRow[]>
}

/** The members of several rooms by the id of the room, each room's by their own ids. */
export const byRoom = (members: readonly MemberRow[]) =>
  Map.groupBy(
    members.toSorted((left, right) => left.idAmbassador - right.idAmbassador),
    ({ idChatroom }) => idChatroom,
  )
