// What a manager sees of chatrooms. Each verb is one batch.
import { notFound } from '../contract/failure.ts'
import { type Slice, sliceOf } from '../contract/lists/slice.ts'
import { listRooms } from '../domain/chatrooms/list-queries.ts'
import type { ListedRoomRow } from '../domain/chatrooms/present.ts'
import { findRoom, listMembers } from '../domain/chatrooms/queries.ts'
import type { ServiceContext } from '../domain/context.ts'
import type { AuthoredMessageRow } from '../domain/messages/present.ts'
import { listMessages } from '../domain/messages/queries.ts'
import { countOfBrand, pageOfBrand } from './managed-queries.ts'
import type { ManagerRoomsQuery } from './managed-schema.ts'
import type { RoomWithMembers } from './service.ts'

/** Messages that the manager's view of a room shows. */
const SHOWN_MESSAGES = 100

/** A page of all rooms of the brand. */
export const listRoomsOfBrand = async (
  { database, idBrand }: ServiceContext,
  { page, sort, ...filters }: ManagerRoomsQuery,
): Promise<Slice<ListedRoomRow>> => {
  const filter = { ...filters, idBrand }
  const rooms = pageOfBrand(filter, page, sort)
  const { counted, found } = await database.batch({
    counted: countOfBrand(filter, page, sort),
    found: listRooms(rooms),
  })
  return sliceOf(found, page, counted)
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
