// Opens rooms: gets or creates them. Each verb is one batch.
import { canActFor } from '../contract/actor.ts'
import { forbidden, invalidFields, invalidTag, tooManyMembers } from '../contract/failure.ts'
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

/** What a place begins with, where nothing was found of one. */
const NEW_PLACE = { isBlocked: false, isArchived: false }

type PairRoom = Extract<NewRoom, { kind: 'pair' }>
type TagRoom = Extract<NewRoom, { kind: 'tag' }>

const createPair = async (context: ServiceContext, { ids, source }: PairRoom) => {
  const { announce, actor, database, idBrand, now } = context
  if (!ids.some((id) => canActFor(actor, id))) {
    throw forbidden('The token may only open rooms that its own ambassador is part of.')
  }
  const [idFirst, idSecond] = [Math.min(...ids), Math.max(...ids)]
  const pair = { idBrand, roomKey: `pair:${idFirst}:${idSecond}`, idFirst, idSecond }
  const {
    found,
    inserted: [inserted],
    opened,
  } = await database.batch({
    found: opening.listPair(pair),
    inserted: opening.insertPairRoom({ ...pair, source, now }),
    opened: opening.appendCreated({ ...pair, now }),
    joined: opening.insertPairPivots(pair),
  })
  const refused = ids.flatMap((id, index) =>
    found.some(({ idAmbassador, isUsable }) => isUsable && idAmbassador === id)
      ? []
      : [`ids_ambassadors.${index}`],
  )
  if (refused.length > 0) {
    throw invalidFields(refused, 'is not an available ambassador of this brand')
  }
  opened.forEach(announce)
  const members = inserted ? found.map((row) => ({ ...row, ...inserted, ...NEW_PLACE })) : found
  return { room: members[0]!, members, isNew: inserted !== undefined }
}

const createTag = async (context: ServiceContext, { idBrandTag, source }: TagRoom) => {
  const { announce, actor, database, idBrand, now } = context
  if (actor.self !== null) {
    throw forbidden('A room for a brand tag needs a token with the scope chat:brand.')
  }
  const tag = { idBrand, idBrandTag, roomKey: `tag:${idBrandTag}` }
  const {
    tags: [found],
    updated,
    inserted,
    opened,
    rooms: [room],
    members,
  } = await database.batch({
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
  if (found === undefined) throw invalidTag('is not an available brand tag of this brand')
  if (!found.isUsable) throw invalidTag('has no available ambassador')
  if (room === undefined) throw tooManyMembers()
  for (const event of [...updated, ...opened]) announce(event)
  return { room, members, isNew: inserted.length === 1 }
}

/**
 * Gets or creates the room of a pair or of a brand tag: a room is identified by who is in it.
 * Throws 403 for a room that the caller may not open, 422 for ambassadors or a tag that can't have one.
 */
export const createChatroom = (context: ServiceContext, room: NewRoom): Promise<CreatedRoom> =>
  room.kind === 'pair' ? createPair(context, room) : createTag(context, room)
