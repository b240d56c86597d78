// The rules of brand tags. Each verb is one batch.
import type { ServiceContext } from '../domain/context.ts'
import { VisibilityChat } from '../contract/codes.ts'
import { invalidFields, notFound } from '../contract/failure.ts'
import { ownKeysOf, requireSame } from '../domain/access/idempotency.ts'
import { type ListRow, type Slice, sliceOf } from '../contract/lists/slice.ts'
import type { TagRow, TagWithMembers } from './present.ts'
import * as queries from './queries.ts'
import type { BrandTagsQuery, CreateBrandTag, UpdateBrandTag } from './schema.ts'
import * as writing from './write-queries.ts'

/** A page of the tags of the brand with the first members of each. */
export const listBrandTags = async (
  { database, idBrand }: ServiceContext,
  { page, sort }: BrandTagsQuery,
): Promise<Slice<TagRow & ListRow & Pick<TagWithMembers, 'members'>>> => {
  const { counted, found } = await database.batch({
    counted: queries.countBrandTags(idBrand, page, sort),
    found: queries.listBrandTags(idBrand, page, sort),
  })
  return sliceOf(found, page, counted)
}

const refuse = (refused: readonly { position: number }[]): void => {
  if (refused.length === 0) return
  throw invalidFields(
    refused.map(({ position }) => `ids_members.${position}`),
    'is not an available ambassador of this brand',
  )
}

/**
 * Creates a tag; with an idempotency key a repeat answers the first one.
 * Throws 422 for ambassadors who can't come under it or a key that came with something else.
 */
export const createBrandTag = async (
  { actor, database, idBrand, now }: ServiceContext,
  body: CreateBrandTag,
  idempotencyKey: string | undefined,
): Promise<TagWithMembers & { isNew: boolean }> => {
  const { name, idsMembers } = body
  const visibilityChat = body.visibilityChat ?? VisibilityChat.first
  const keys = await ownKeysOf(actor, idempotencyKey, body)
  const asked = { ...keys, idBrand, idBrandTag: null, ids: idsMembers ?? [] }
  const {
    refused,
    inserted,
    tags: [tag],
    members,
  } = await database.batch({
    refused: writing.findRefused(asked),
    brand: writing.createBrand({ ...asked, now }),
    inserted: writing.insertBrandTag({ ...asked, name, visibilityChat }),
    joined: writing.insertFirstMembers(asked),
    finished: writing.finishBrandTag(asked),
    tags: queries.findBrandTag(asked),
    members: queries.listMembers(asked),
  })
  if (tag === undefined) refuse(refused)
  if (tag === undefined) throw new Error('an accepted tag was not written')
  requireSame(tag, keys)
  return { tag, members, isNew: inserted.length === 1 }
}

/** Changes a tag and replaces its members. Throws 404 when there is none, 422 for ambassadors who can't come under it. */
export const updateBrandTag = async (
  { database, idBrand }: ServiceContext,
  idBrandTag: number,
  { name, visibilityChat, idsMembers }: UpdateBrandTag,
): Promise<TagWithMembers> => {
  const asked = { idBrand, idBrandTag, ids: idsMembers, requestKey: null }
  const {
    refused,
    tags: [tag],
    members,
  } = await database.batch({
    refused: writing.findRefused(asked),
    updated: writing.updateBrandTag({ ...asked, name, visibilityChat }),
    removed: writing.removeMembers(asked),
    added: writing.addMembers(asked),
    tags: queries.findBrandTag(asked),
    members: queries.listMembers(asked),
  })
  if (tag === undefined) throw notFound()
  refuse(refused)
  return { tag, members }
}
