// The rules of brand tags. Each verb is one batch.
import type { ServiceContext } from '../env.ts'
import { invalid, notFound } from '../failure.ts'
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

/** Creates a tag. Throws 422 for ambassadors who can't come under it. */
export const createBrandTag = async (
  { database, idBrand, now }: ServiceContext,
  { name, visibilityChat, idsMembers }: CreateBrandTag,
): Promise<TagWithMembers> => {
  const asked = { idBrand, idBrandTag: null, ids: JSON.stringify(idsMembers ?? []) }
  const [refused, , , , [tag], members] = await database.batch([
    writing.findRefused(asked),
    writing.createBrand({ ...asked, now }),
    writing.insertBrandTag({ ...asked, name, visibilityChat: visibilityChat ?? VISIBLE }),
    writing.insertFirstMembers(asked),
    queries.findBrandTag(asked),
    queries.listMembers(asked),
  ])
  refuse(refused)
  if (tag === undefined) throw new Error('an accepted tag was not written')
  return { tag, members }
}

/** Changes a tag and replaces its members. Throws 404 when there is none, 422 for ambassadors who can't come under it. */
export const updateBrandTag = async (
  { database, idBrand }: ServiceContext,
  idBrandTag: number,
  { name, visibilityChat, idsMembers }: UpdateBrandTag,
): Promise<TagWithMembers> => {
  const asked = { idBrand, idBrandTag, ids: idsMembers && JSON.stringify(idsMembers) }
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
