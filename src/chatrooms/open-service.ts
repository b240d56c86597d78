// Opens rooms: gets or creates them. Each verb is one batch.
import { canActFor } from '../contract/actor.ts'
import {
  type FieldErrors,
  forbidden,
  invalid,
  invalidTag,
  tooManyMembers,
} from '../contract/failure.ts'
import type { MemberRow, RoomRow } from '../domain/chatrooms/present.ts'
import * as queries from '../domain/chatrooms/queries.ts'
import type { ServiceContext } from '../domain/context.ts'
import * as opening from './open-queries.ts'
import type { RoomWithMembers } from './service.ts'

export interface CreatedRoom extends RoomWithMembers {
  readonly isNew: boolean
}

export type NewRoom =
  | { readonly kind: 'pair'; readonly ids: readonly [number, number]; readonly source: number }
  | { readonly kind: 'tag'; readonly idBrandTag: number; readonly source: number }

type PairRoom = Extract<NewRoom, { kind: 'pair' }>
type TagRoom = Extract<NewRoom, { kind: 'tag' }>

const created = (
  inserted: readonly unknown[],
  rooms: readonly RoomRow[],
  members: readonly MemberRow[],
): CreatedRoom => {
  const [room] = rooms
  if (room === undefined) throw new Error('an accepted room was not written')
  return { room, members, isNew: inserted.length === 1 }
}

const unusable = (
  ids: readonly number[],
  usable: readonly { idAmbassador: number }[],
): FieldErrors => {
  const known = new Set(usable.map(({ idAmbassador }) => idAmbassador))
  return Object.fromEntries(
    ids.flatMap((id, index) => {
      const field = `ids_ambassadors.${index}`
      return known.has(id)
        ? []
        : [[field, [`${field} is not an available ambassador of this brand.`]]]
    }),
  )
}

const createPair = async (context: ServiceContext, { ids, source }: PairRoom) => {
  const { announce, actor, database, idBrand, now } = context
  if (!ids.some((id) => canActFor(actor, id))) {
    throw forbidden('The token may only open rooms that its own ambassador is part of.')
  }
  const [idFirst, idSecond] = [Math.min(...ids), Math.max(...ids)]
  const pair = { idBrand, roomKey: `pair:${idFirst}:${idSecond}`, idFirst, idSecond }
  const { inserted, opened, members } = await database.batch({
    inserted: opening.insertPairRoom({ ...pair, source, now }),
    opened: opening.appendCreated({ ...pair, now }),
    joined: opening.insertPairPivots(pair),
    members: opening.listPair(pair),
  })
  const errors = unusable(
    ids,
    members.filter(({ isUsable }) => isUsable),
  )
  if (Object.keys(errors).length > 0) throw invalid(errors)
  opened.forEach(announce)
  return created(inserted, members, members)
}

const createTag = async (context: ServiceContext, { idBrandTag, source }: TagRoom) => {
  const { announce, actor, database, idBrand, now } = context
  if (actor.self !== null) {
    throw forbidden('A room for a brand tag needs a token with the scope chat:brand.')
  }
  const tag = { idBrand, idBrandTag, roomKey: `tag:${idBrandTag}` }
  const { tags, updated, inserted, opened, rooms, members } = await database.batch({
    tags: opening.findTag(tag),
    joined: opening.joinTagRoom(tag),
    counted: opening.updateMembership(tag),
    updated: opening.appendUpdated({ ...tag, now }),
    inserted: opening.insertTagRoom({ ...tag, source, now }),
    opened: opening.appendCreated({ ...tag, now }),
    filled: opening.fillTagRoom(tag),
    rooms: queries.findRoomByKey(tag),
    members: queries.listMembersByKey(tag),
  })
  const [found] = tags
  if (found === undefined) throw invalidTag('is not an available brand tag of this brand')
  if (!found.isUsable) throw invalidTag('has no available ambassador')
  if (rooms.length === 0) throw tooManyMembers()
  for (const event of [...updated, ...opened]) announce(event)
  return created(inserted, rooms, members)
}

/**
 * Gets or creates the room of a pair or of a brand tag: a room is identified by who is in it.
 * Throws 403 for a room that the caller may not open, 422 for ambassadors or a tag that can't have one.
 */
export const createChatroom = (context: ServiceContext, room: NewRoom): Promise<CreatedRoom> =>
  room.kind === 'pair' ? createPair(context, room) : createTag(context, room)
