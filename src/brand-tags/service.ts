// The rules of brand tags. Each verb is one batch.
import type { ServiceContext } from '../env.ts'
import { invalid, notFound } from '../failure.ts'
import { ownKeysOf, requireSame } from '../idempotency.ts'
import { type ListRow, type Slice, sliceOf } from '../lists/slice.ts'
import type { TagRow, TagWithMembers } from './present.ts'
import * as queries from './queries.ts'
import type { BrandTagsQuery, CreateBrandTag, UpdateBrandTag } from './schema.ts'
import * as writing from './write-queries.ts'

const VISIBLE = 1

/** A page of the tags of the brand; the first members of each come as JSON. */
export const listBrandTags = async (
  { database, idBrand }: ServiceContext,
  { page, sort }: BrandTagsQuery,
): Promise<Slice<TagRow & ListRow & { members: string }>> => {
  const [[count], found] = await database.batch([
    queries.countBrandTags(idBrand, page),
    queries.listBrandTags(idBrand, page, sort),
  ])
  return sliceOf(found, page, count?.total ?? null)
}

const refuse = (refused: readonly { position: number }[]): void => {
  if (refused.length === 0) return
  throw invalid(
    Object.fromEntries(
      refused.map(({ position }) => {
        const field = `ids_members.${position}`
        return [field, [`${field} is not an available ambassador of this brand.`]]
      }),
    ),
  )
}

/**
 * Creates a tag; with an idempotency key a repeat answers the first one.
 * Throws 422 for ambassadors who can't come under it or a key that came with something else.
 */
export const createBrandTag = async (
  { caller, database, idBrand, now }: ServiceContext,
  body: CreateBrandTag,
  idempotencyKey: string | undefined,
): Promise<TagWithMembers & { isNew: boolean }> => {
  const { name, idsMembers } = body
  const visibilityChat = body.visibilityChat ?? VISIBLE
  const keys = await ownKeysOf(caller, idempotencyKey, body)
  const asked = { ...keys, idBrand, idBrandTag: null, ids: JSON.stringify(idsMembers ?? []) }
  const [refused, , inserted, , , [tag], members] = await database.batch([
    writing.findRefused(asked),
    writing.createBrand({ ...asked, now }),
    writing.insertBrandTag({ ...asked, name, visibilityChat }),
    writing.insertFirstMembers(asked),
    writing.finishBrandTag(asked),
    queries.findBrandTag(asked),
    queries.listMembers(asked),
  ])
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
  const ids = idsMembers && JSON.stringify(idsMembers)
  const asked = { idBrand, idBrandTag, ids, requestKey: null }
  const [refused, , , , [tag], members] = await database.batch([
    writing.findRefused(asked),
    writing.updateBrandTag({ ...asked, name, visibilityChat }),
    writing.removeMembers(asked),
    writing.addMembers(asked),
    queries.findBrandTag(asked),
    queries.listMembers(asked),
  ])
  if (tag === undefined) throw notFound()
  refuse(refused)
  return { tag, members }
}
