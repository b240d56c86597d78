// The rules of chatrooms. Each verb is one batch.
import { canActFor } from '../auth/caller.ts'
import type { ServiceContext } from '../env.ts'
import { type FieldErrors, forbidden, invalid, notFound } from '../failure.ts'
import type { AuthoredMessageRow } from '../messages/present.ts'
import { listMessages } from '../messages/queries.ts'
import * as creation from './create-queries.ts'
import * as queries from './queries.ts'
import type { MemberRow, RoomRow } from './present.ts'
import type { UpdateChatroom } from './schema.ts'

/** Messages that the manager's view of a room shows. */
const SHOWN_MESSAGES = 100

export interface RoomWithMembers {
  readonly room: RoomRow
  readonly members: readonly MemberRow[]
}

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
  const { caller, database, idBrand, now } = context
  if (!ids.some((id) => canActFor(caller, id))) {
    throw forbidden('The token may only open rooms that its own ambassador is part of.')
  }
  const roomKey = `pair:${Math.min(...ids)}:${Math.max(...ids)}`
  const pair = { idBrand, roomKey, ids }
  const { usable, inserted, rooms, members } = await database.batch({
    usable: creation.findUsableAmbassadors(pair),
    inserted: creation.insertPairRoom({ ...pair, source, now }),
    joined: creation.insertPairPivots(pair),
    rooms: queries.findRoomByKey(pair),
    members: queries.listMembersByKey(pair),
  })
  const errors = unusable(ids, usable)
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return created(inserted, rooms, members)
}

const createTag = async (context: ServiceContext, { idBrandTag, source }: TagRoom) => {
  const { caller, database, idBrand, now } = context
  if (caller.self !== null) {
    throw forbidden('A room for a brand tag needs a token with the scope chat:brand.')
  }
  const tag = { idBrand, idBrandTag, roomKey: `tag:${idBrandTag}` }
  const { tags, inserted, rooms, members } = await database.batch({
    tags: creation.findTag(tag),
    inserted: creation.insertTagRoom({ ...tag, source, now }),
    joined: creation.insertTagPivots(tag),
    counted: creation.updateMembership(tag),
    rooms: queries.findRoomByKey(tag),
    members: queries.listMembersByKey(tag),
  })
  const problem = tagProblem(tags[0])
  if (problem !== null) throw invalid({ id_brand_tag: [`id_brand_tag ${problem}.`] })
  return created(inserted, rooms, members)
}

const tagProblem = (tag: { usable: number; members: number } | undefined): string | null => {
  if (tag === undefined) return 'is not an available brand tag of this brand'
  if (tag.usable === 0) return 'has no available ambassador'
  if (tag.members > creation.MOST_MEMBERS) {
    return `makes a room of more than ${creation.MOST_MEMBERS} ambassadors`
  }
  return null
}

/**
 * Gets or creates the room of a pair or of a brand tag: a room is identified by who is in it.
 * Throws 403 for a room that the caller may not open, 422 for ambassadors or a tag that can't have one.
 */
export const createChatroom = (context: ServiceContext, room: NewRoom): Promise<CreatedRoom> =>
  room.kind === 'pair' ? createPair(context, room) : createTag(context, room)

/** A room with all of its members. Throws 404 when it does not exist or the caller may not see it. */
export const getChatroom = async (
  { caller, database, idBrand }: ServiceContext,
  idChatroom: number,
): Promise<RoomWithMembers> => {
  const {
    rooms: [room],
    members,
  } = await database.batch({
    rooms: queries.findRoom({ idBrand, idChatroom, viewer: caller.self }),
    members: queries.listMembers({ idBrand, idChatroom }),
  })
  if (room === undefined) throw notFound()
  return { room, members }
}

/** Sets or clears when the dialogue of a room began. Throws 404 when the caller may not see the room. */
export const updateChatroom = async (
  { caller, database, idBrand }: ServiceContext,
  idChatroom: number,
  { establishedAt }: UpdateChatroom,
): Promise<RoomWithMembers> => {
  const where = { idBrand, idChatroom, viewer: caller.self }
  const {
    rooms: [room],
    members,
  } = await database.batch({
    updated: queries.updateEstablished({
      ...where,
      isGiven: establishedAt !== undefined,
      establishedAt: establishedAt ?? null,
    }),
    rooms: queries.findRoom(where),
    members: queries.listMembers(where),
  })
  if (room === undefined) throw notFound()
  return { room, members }
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
    rooms: queries.findRoom({ idBrand, idChatroom, viewer: null }),
    members: queries.listMembers({ idBrand, idChatroom }),
    messages: listMessages(filter, { kind: 'page', page: 1, perPage: SHOWN_MESSAGES }, true),
  })
  if (room === undefined) throw notFound()
  return { room, members, messages: messages.slice(0, SHOWN_MESSAGES) }
}
