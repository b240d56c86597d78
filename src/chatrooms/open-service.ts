// Opens rooms: gets or creates them. Each verb is one batch.
import { canActFor } from '../contract/actor.ts'
import { type FieldErrors, forbidden, invalid } from '../contract/failure.ts'
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
  const roomKey = `pair:${Math.min(...ids)}:${Math.max(...ids)}`
  const pair = { idBrand, roomKey, ids }
  const { usable, inserted, opened, rooms, members } = await database.batch({
    usable: opening.findUsableAmbassadors(pair),
    inserted: opening.insertPairRoom({ ...pair, source, now }),
    opened: opening.appendCreated({ ...pair, now }),
    joined: opening.insertPairPivots(pair),
    rooms: queries.findRoomByKey(pair),
    members: queries.listMembersByKey(pair),
  })
  const errors = unusable(ids, usable)
  if (Object.keys(errors).length > 0) throw invalid(errors)
  opened.forEach(announce)
  return created(inserted, rooms, members)
}

const createTag = async (context: ServiceContext, { idBrandTag, source }: TagRoom) => {
  const { announce, actor, database, idBrand, now } = context
  if (actor.self !== null) {
    throw forbidden('A room for a brand tag needs a token with the scope chat:brand.')
  }
  const tag = { idBrand, idBrandTag, roomKey: `tag:${idBrandTag}` }
  const { tags, inserted, opened, updated, rooms, members } = await database.batch({
    tags: opening.findTag(tag),
    inserted: opening.insertTagRoom({ ...tag, source, now }),
    opened: opening.appendCreated({ ...tag, now }),
    joined: opening.insertTagPivots(tag),
    counted: opening.updateMembership(tag),
    updated: opening.appendUpdated({ ...tag, now }),
    rooms: queries.findRoomByKey(tag),
    members: queries.listMembersByKey(tag),
  })
  const problem = tagProblem(tags[0])
  if (problem !== null) throw invalid({ id_brand_tag: [`id_brand_tag ${problem}.`] })
  for (const event of [...opened, ...updated]) announce(event)
  return created(inserted, rooms, members)
}

const tagProblem = (tag: { usable: number; members: number } | undefined): string | null => {
  if (tag === undefined) return 'is not an available brand tag of this brand'
  if (tag.usable === 0) return 'has no available ambassador'
  if (tag.members > opening.MOST_MEMBERS) {
    return `makes a room of more than ${opening.MOST_MEMBERS} ambassadors`
  }
  return null
}

/**
 * Gets or creates the room of a pair or of a brand tag: a room is identified by who is in it.
 * Throws 403 for a room that the caller may not open, 422 for ambassadors or a tag that can't have one.
 */
export const createChatroom = (context: ServiceContext, room: NewRoom): Promise<CreatedRoom> =>
  room.kind === 'pair' ? createPair(context, room) : createTag(context, room)
