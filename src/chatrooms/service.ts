// Reads a room and sets when its dialogue began. Each verb is one batch.
import { notFound } from '../contract/failure.ts'
import type { MemberRow, RoomRow } from '../domain/chatrooms/present.ts'
import * as queries from '../domain/chatrooms/queries.ts'
import type { ServiceContext } from '../domain/context.ts'
import type { UpdateChatroom } from './schema.ts'
import { appendUpdated, updateEstablished } from './update-queries.ts'

export interface RoomWithMembers {
  readonly room: RoomRow
  readonly members: readonly MemberRow[]
}

/** A room with all of its members. Throws 404 when it does not exist or the caller may not see it. */
export const getChatroom = async (
  { actor, database, idBrand }: ServiceContext,
  idChatroom: number,
): Promise<RoomWithMembers> => {
  const {
    rooms: [room],
    members,
  } = await database.batch({
    rooms: queries.findRoom({ idBrand, idChatroom, viewer: actor.self }),
    members: queries.listMembers({ idBrand, idChatroom }),
  })
  if (room === undefined) throw notFound()
  return { room, members }
}

/** Sets or clears when the dialogue of a room began. Throws 404 when the caller may not see the room. */
export const updateChatroom = async (
  { announce, actor, database, idBrand, now }: ServiceContext,
  idChatroom: number,
  { establishedAt }: UpdateChatroom,
): Promise<RoomWithMembers> => {
  const where = { idBrand, idChatroom, viewer: actor.self }
  const {
    changed,
    rooms: [room],
    members,
  } = await database.batch({
    updated: updateEstablished({
      ...where,
      isGiven: establishedAt !== undefined,
      establishedAt: establishedAt ?? null,
    }),
    changed: appendUpdated({ idBrand, idChatroom, now }),
    rooms: queries.findRoom(where),
    members: queries.listMembers(where),
  })
  if (room === undefined) throw notFound()
  changed.forEach(announce)
  return { room, members }
}
