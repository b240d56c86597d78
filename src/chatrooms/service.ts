// Reads a room and sets when its dialogue began. Each verb is one batch.
import type { ServiceContext } from '../context.ts'
import { notFound } from '../contract/failure.ts'
import * as queries from './queries.ts'
import type { MemberRow, RoomRow } from './present.ts'
import type { UpdateChatroom } from './schema.ts'

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
    updated: queries.updateEstablished({
      ...where,
      isGiven: establishedAt !== undefined,
      establishedAt: establishedAt ?? null,
    }),
    changed: queries.appendUpdated({ idBrand, idChatroom, now }),
    rooms: queries.findRoom(where),
    members: queries.listMembers(where),
  })
  if (room === undefined) throw notFound()
  changed.forEach(announce)
  return { room, members }
}
