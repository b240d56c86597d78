// The one place that appends messages to rooms, whoever writes them and for what.
import type { Batch } from '../db/client.ts'
import type { ServiceContext } from '../context.ts'
import { invalid, notFound, roomBlocked } from '../contract/failure.ts'
import { type RequestKeys, requireSame } from '../access/idempotency.ts'
import * as queries from './append-queries.ts'
import type { AuthoredMessageRow } from './present.ts'

export interface NewMessage {
  readonly idChatroom: number
  readonly idAuthor: number
  /** Who must be in the room beside the author; the author again where nobody else must. */
  readonly idOther: number
  readonly typeMessage: number
  readonly content: string | null
}

export interface Posted {
  readonly message: AuthoredMessageRow
  readonly isNew: boolean
}

/** A 422 for each field of `members` that names somebody who is not in the room. */
const requireMembers = (
  members: Readonly<Record<string, number>>,
  available: ReadonlySet<number>,
): void => {
  const absent = Object.keys(members).filter((field) => !available.has(members[field]!))
  if (absent.length === 0) return
  throw invalid(
    Object.fromEntries(
      absent.map((field) => [field, [`${field} is not an available member of this room.`]]),
    ),
  )
}

/**
 * Appends a message to a room, and does what a room does about a new message. With an idempotency key a repeat answers the
 * first one. `members` are the fields of the request that name who must be in the room; `before` is done in the same
 * transaction, in front of the message.
 * Throws 404 for a room that the caller may not see, 422 for a non-member or a key that came with something else,
 * 403 for a blocked room.
 */
export const appendMessage = async (
  { announce, actor, database, idBrand, now }: ServiceContext,
  { idChatroom, ...message }: NewMessage,
  keys: RequestKeys,
  members: Readonly<Record<string, number>>,
  before: Batch = {},
): Promise<Posted> => {
  const send = keys.requestKey === null ? database.batchOnce : database.batch
  const room = { idBrand, idChatroom }
  const {
    rooms: [state],
    earlier: [earlier],
    inserted,
    created: [created],
    posted: [posted],
  } = await send({
    rooms: queries.findPostingRoom({ ...room, ...message, viewer: actor.self }),
    earlier: queries.findByRequestKey({ idBrand, ...keys }),
    ...before,
    inserted: queries.insertMessage({ ...room, ...message, ...keys, now }),
    created: queries.appendCreated(room),
    unarchived: queries.unarchive(room),
    moved: queries.moveInLists(room),
    marked: queries.markPosted(room),
    updated: queries.updateLastMessage(room),
    posted: queries.findPosted({ idBrand, ...keys }),
  })
  if (state === undefined) throw notFound()
  if (earlier === undefined) {
    const available = new Set([
      ...(state.isAuthorMember ? [message.idAuthor] : []),
      ...(state.isOtherMember ? [message.idOther] : []),
    ])
    requireMembers(members, available)
    if (state.isBlocked) throw roomBlocked()
  } else {
    requireSame(earlier, keys)
  }
  const isNew = inserted.length === 1
  if (posted === undefined || isNew !== (earlier === undefined)) {
    throw new Error('an accepted message was not written')
  }
  if (created !== undefined) {
    announce({ ...created, subject: { author: posted, message: posted } })
  }
  return { message: posted, isNew }
}
