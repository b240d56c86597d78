// The rules of messages. Each verb is one batch.
import { canActFor } from '../contract/actor.ts'
import { findVisibleRoom } from '../domain/access/queries.ts'
import { TypeMessage } from '../contract/codes.ts'
import type { ServiceContext } from '../domain/context.ts'
import { forbidden, notFound, roomBlocked } from '../contract/failure.ts'
import { keysOf } from '../domain/access/idempotency.ts'
import { type Slice, sliceOf } from '../contract/lists/slice.ts'
import { insertRating } from './append-queries.ts'
import { appendMessage, type Posted } from './append-service.ts'
import type { AuthoredMessageRow } from '../domain/messages/present.ts'
import * as queries from '../domain/messages/queries.ts'
import type { MessagesQuery, PostMessage, RequestRating, UpdateMessage } from './schema.ts'
import * as updating from './update-queries.ts'

/**
 * Posts a message. With an idempotency key a repeat answers the first message.
 * Throws 403 for another author or a blocked room, 404 for a room that the caller may not see, 422 for an author who is not in
 * the room or a key that came with something else.
 */
export const postMessage = async (
  context: ServiceContext,
  idChatroom: number,
  body: PostMessage,
  idempotencyKey: string | undefined,
): Promise<Posted> => {
  const { idAuthor } = body
  if (!canActFor(context.actor, idAuthor)) {
    throw forbidden('The token may only write as its own ambassador.')
  }
  const keys = await keysOf(context.actor, idempotencyKey, [idChatroom, body])
  const message = { ...body, idChatroom, idOther: idAuthor }
  return appendMessage(context, message, keys, { id_ambassador: idAuthor })
}

/**
 * Asks a member of a room to rate another one: a message of the caller's own ambassador, or of the rated one
 * for a token of the whole brand. With an idempotency key a repeat answers the first message.
 * Throws 403 for a token of somebody else or a blocked room, 404 for a room that the caller may not see, 422 for whom is not in
 * the room or a key that came with something else.
 */
export const requestRating = async (
  context: ServiceContext,
  idChatroom: number,
  { idRater, idRated }: RequestRating,
  idempotencyKey: string | undefined,
): Promise<Posted> => {
  const { actor, idBrand, now } = context
  if (!canActFor(actor, idRater) && !canActFor(actor, idRated)) {
    throw forbidden('The token may only ask for ratings that its own ambassador gives or gets.')
  }
  const [idAuthor, idOther] = actor.self === idRater ? [idRater, idRated] : [idRated, idRater]
  const keys = await keysOf(actor, idempotencyKey, [idChatroom, idRater, idRated])
  return appendMessage(
    context,
    { idChatroom, idAuthor, idOther, typeMessage: TypeMessage.rating, content: null },
    keys,
    { id_user_rater: idRater, id_user_rated: idRated },
    insertRating({ ...keys, idBrand, idChatroom, idRater, idRated, now }),
  )
}

/** A page of the messages of a room. Throws 404 when the caller may not see the room. */
export const listMessages = async (
  { actor, database, idBrand }: ServiceContext,
  idChatroom: number,
  { page, sort, ...filters }: MessagesQuery,
): Promise<Slice<AuthoredMessageRow>> => {
  const filter = { ...filters, idBrand, idChatroom, viewer: actor.self }
  const { room, counted, found } = await database.batch({
    room: findVisibleRoom({ idBrand, idChatroom, viewer: actor.self }),
    counted: queries.countMessages(filter, page, sort.isDescending),
    found: queries.listMessages(filter, page, sort.isDescending),
  })
  if (room.length === 0) throw notFound()
  return sliceOf(found, page, counted)
}

/** One message. Throws 404 when the caller may not see it. */
export const getMessage = async (
  { actor, database, idBrand }: ServiceContext,
  idMessage: number,
): Promise<AuthoredMessageRow> => {
  const {
    found: [message],
  } = await database.batch({
    found: queries.findMessage({ idBrand, idMessage, viewer: actor.self }),
  })
  if (message === undefined) throw notFound()
  return message
}

/**
 * Changes or deletes a message. Throws 404 when the caller may not see it, 403 when it is not its own, or when a `chat:self`
 * caller gives it new content or restores it in a blocked room.
 */
export const updateMessage = async (
  { announce, actor, database, idBrand, now }: ServiceContext,
  idMessage: number,
  change: UpdateMessage,
): Promise<AuthoredMessageRow> => {
  const message = { idBrand, idMessage, viewer: actor.self }
  const {
    updated,
    changed,
    found: [found],
  } = await database.batch({
    updated: updating.appendUpdated({ ...message, ...change, now }),
    changed: updating.updateMessage({ ...message, ...change }),
    found: queries.findMessage(message),
  })
  if (found === undefined) throw notFound()
  if (!canActFor(actor, found.idAmbassador)) {
    throw forbidden('A message may only be changed by its author.')
  }
  if (changed.length === 0) throw roomBlocked()
  updated.forEach(announce)
  return found
}
