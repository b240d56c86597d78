// What a manager sees of chatrooms. Each verb is one batch.
import type { ServiceContext } from '../context.ts'
import { notFound } from '../contract/failure.ts'
import { type Slice, sliceOf } from '../contract/lists/slice.ts'
import * as queries from './list-queries.ts'
import { findRoom, listMembers } from './queries.ts'
import type { RoomWithMembers } from './service.ts'
import type { AuthoredMessageRow } from '../messages/present.ts'
import { listMessages } from '../messages/queries.ts'
import type { ManagerRoomsQuery } from './managed-schema.ts'
import { countOfBrand, pageOfBrand } from './managed-queries.ts'
import type { ListedRoomRow, MemberRow } from './present.ts'

/** Messages that the manager's view of a room shows. */
const SHOWN_MESSAGES = 100

export interface RoomsWithMembers<Room> {
  readonly slice: Slice<Room>
  /** The members of each room of the slice, by its id. */
  readonly members: ReadonlyMap<number, readonly MemberRow[]>
}

/** The members of several rooms, by the id of the room. */
export const byRoom = (members: readonly MemberRow[]) =>
  Map.groupBy(members, ({ idChatroom }) => idChatroom)

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

/** A room of the brand with its newest messages. Throws 404 when there is no such room. */
export const getChatroomWithMessages = async (
  { database, idBrand }: ServiceContext,
  idChatroom: number,
): Promise<RoomWithMembers & { messages: readonly AuthoredMessageRow[] }> => {
  const filter = {
    idBrand,
    idChatroom,
    viewer: null,
    sentBefore: null,
    isActive: true,
    types: null,
  }
  const {
    rooms: [room],
    members,
    messages,
  } = await database.batch({
    rooms: findRoom({ idBrand, idChatroom, viewer: null }),
    members: listMembers({ idBrand, idChatroom }),
    messages: listMessages(filter, { kind: 'page', page: 1, perPage: SHOWN_MESSAGES }, true),
  })
  if (room === undefined) throw notFound()
  return { room, members, messages: messages.slice(0, SHOWN_MESSAGES) }
}
