// The one place that appends messages to rooms, whoever writes them and for what.
import type { ServiceContext } from '../domain/context.ts'
import { invalidFields, notFound, roomBlocked } from '../contract/failure.ts'
import { type RequestKeys, requireSame } from '../domain/access/idempotency.ts'
import * as queries from './append-queries.ts'
import type { AuthoredMessageRow } from '../domain/messages/present.ts'

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

/**
 * Appends a message to a room, and does what a room does about a new message. With an idempotency key a repeat answers the
 * first one. `members` are the fields of the request that name who must be in the room; `request` is the insertion of the rating
 * that the message is about, if it is about one.
 * Throws 404 for a room that the caller may not see, 422 for a non-member or a key that came with something else,
 * 403 for a blocked room.
 */
export const appendMessage = async (
  { announce, actor, database, idBrand, now }: ServiceContext,
  { idChatroom, ...message }: NewMessage,
  keys: RequestKeys,
  members: Readonly<Record<string, number>>,
  request?: ReturnType<typeof queries.insertRating>,
): Promise<Posted> => {
  const send = keys.requestKey === null ? database.batchOnce : database.batch
  const room = { idBrand, idChatroom }
  const {
    requested: [rating = null] = [],
    inserted: [inserted],
    known: [known],
    created: [created],
  } = await send({
    ...(request === undefined ? {} : { requested: request }),
    inserted: queries.insertMessage({ ...room, ...message, ...keys, now }),
    known: queries.findPosting({ ...room, ...message, ...keys, viewer: actor.self }),
    created: queries.appendCreated(room),
    updated: queries.updateRoom({ ...room, ...message, now }),
    moved: queries.updatePivots({ ...room, ...message }),
  })
  if (known === undefined) throw notFound()
  const { roomKey, isAuthorMember, isOtherMember, isBlocked, ...earlier } = known
  if (created !== undefined) {
    const posted = { ...earlier, ...message, ...inserted!, idChatroom, rating }
    const subject = { author: posted, message: posted, request: keys.request }
    announce({ ...created, roomKey, subject })
    return { message: posted, isNew: true }
  }
  if (earlier.requestKey !== null) {
    requireSame(earlier, keys)
    return { message: earlier, isNew: false }
  }
  const absent = Object.keys(members).filter((field) =>
    members[field] === message.idAuthor ? !isAuthorMember : !isOtherMember,
  )
  if (absent.length > 0) throw invalidFields(absent, 'is not an available member of this room')
  if (isBlocked) throw roomBlocked()
  throw new Error('an accepted message was not written')
}
