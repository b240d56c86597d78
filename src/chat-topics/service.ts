// The rules of chat topics. Each verb is one batch.
import type { Actor } from '../contract/actor.ts'
import { conflict, notFound } from '../contract/failure.ts'
import { type ListRow, type Slice, sliceOf } from '../contract/lists/slice.ts'
import { ownKeysOf, requireSame } from '../domain/access/idempotency.ts'
import { fold } from '../domain/ambassadors/search.ts'
import { createBrand } from '../domain/brands/queries.ts'
import type { ServiceContext } from '../domain/context.ts'
import type { ShownTopicRow } from './present.ts'
import * as queries from './queries.ts'
import type { ChatTopicsQuery, CreateChatTopic, UpdateChatTopic } from './schema.ts'

/** Only managers see the topics that are not active. */
const seesAll = ({ scopes }: Actor): boolean => scopes.has('manager')

/** A line for each content, which no word goes across. */
const searchTextOf = (contents: readonly { content: string }[]): string =>
  contents.map(({ content }) => fold(content)).join('\n')

/** A page of the topics of the brand. */
export const listTopics = async (
  { actor, database, idBrand }: ServiceContext,
  { page, sort, ...narrowed }: ChatTopicsQuery,
): Promise<Slice<ShownTopicRow & ListRow>> => {
  const filter = { ...narrowed, idBrand, seesAll: seesAll(actor) }
  const { counted, found } = await database.batch({
    counted: queries.countTopics(filter, page, sort),
    found: queries.listTopics(filter, page, sort),
  })
  return sliceOf(found, page, counted)
}

/** A topic. Throws 404 when the brand has none of this id that the caller sees. */
export const getTopic = async (
  { actor, database, idBrand }: ServiceContext,
  idChatTopic: number,
): Promise<ShownTopicRow> => {
  const {
    found: [topic],
  } = await database.batch({
    found: queries.findTopic({ idBrand, idChatTopic, seesAll: seesAll(actor) }),
  })
  if (topic === undefined) throw notFound()
  return topic
}

/**
 * Makes a topic, and its brand if it is the first thing in it. With an idempotency key a repeat answers the first one.
 * Throws 422 for a key that came with something else.
 */
export const createTopic = async (
  { actor, database, idBrand, now }: ServiceContext,
  body: CreateChatTopic,
  idempotencyKey: string | undefined,
): Promise<{ topic: ShownTopicRow; isNew: boolean }> => {
  const keys = await ownKeysOf(actor, idempotencyKey, body)
  const searchText = searchTextOf(body.contents)
  const {
    inserted,
    found: [topic],
  } = await database.batch({
    brand: createBrand({ idBrand, now }),
    inserted: queries.insertTopic({ ...body, ...keys, searchText, idBrand, now }),
    found: queries.findByRequestKey({ ...keys, idBrand }),
  })
  if (topic === undefined) throw new Error('a topic was not written')
  requireSame(topic, keys)
  return { topic, isNew: inserted.length === 1 }
}

/** Changes a topic. Throws 404 when the brand has none of this id. */
export const updateTopic = async (
  { database, idBrand, now }: ServiceContext,
  idChatTopic: number,
  body: UpdateChatTopic,
): Promise<ShownTopicRow> => {
  const searchText = body.contents && searchTextOf(body.contents)
  const {
    found: [topic],
  } = await database.batch({
    updated: queries.updateTopic({ ...body, searchText, idBrand, idChatTopic, now }),
    found: queries.findTopic({ idBrand, idChatTopic, seesAll: true }),
  })
  if (topic === undefined) throw notFound()
  return topic
}

/**
 * Deletes a topic; one that has been deleted stays so. Throws 404 when the brand has never had one of this id, 409 while an entry
 * of the waiting list or a summary has it.
 */
export const deleteTopic = async (
  { database, idBrand, now }: ServiceContext,
  idChatTopic: number,
): Promise<void> => {
  const topic = { idBrand, idChatTopic }
  const {
    found: [found],
  } = await database.batch({
    deleted: queries.deleteTopic({ ...topic, now }),
    found: queries.findDeletion(topic),
  })
  if (found === undefined) throw notFound()
  if (!found.isDeleted) {
    throw conflict(
      'The topic is in use by the waiting list or by a summary. Set active to false instead.',
    )
  }
}
