// The wire shapes of brand tags.
import * as z from 'zod'
import { Ambassador } from '../ambassadors/schema.ts'
import { type Check, boundedArray, refuseRepeats } from '../contract/bounded-array.ts'
import { listOf } from '../contract/lists/envelope.ts'
import { listQuery, pageRequestOf } from '../contract/lists/schema.ts'
import { code, filled, Id, IdText, INT32_MAX, text } from '../contract/fields.ts'

const MOST_MEMBERS = 10_000

const Visibility = code([1, 2])

export const BrandTag = z
  .object({
    id_brand_tag: Id,
    name: z.string(),
    visibility_chat: Visibility,
    members: z.array(Ambassador).meta({
      description: 'By id_ambassador, ascending; a list of tags shows the first 50 of each.',
    }),
    members_count: z.int().meta({ description: 'How many members the tag has.' }),
  })
  .meta({ id: 'BrandTag' })

export type BrandTag = z.infer<typeof BrandTag>

export const BrandTagList = listOf(BrandTag, 'BrandTag')

export const BrandTagPath = z.object({ id: IdText.meta({ description: 'The id of the tag.' }) })

const Name = filled(text(255, z.string().trim()))

const checkRepeats: Check = (ids, context) => {
  const keys = ids.map((id) => (typeof id === 'number' ? id : null))
  refuseRepeats(
    keys,
    (index) => [index],
    (index) => `ids_members.${index}`,
    context,
  )
}

const IdsMembers = boundedArray(Id, { minimum: 0, maximum: MOST_MEMBERS }, checkRepeats).meta({
  description: 'The ambassadors under the tag; those who are not named leave it.',
  override: {
    type: 'array',
    items: { type: 'integer', format: 'int32', minimum: 1, maximum: INT32_MAX },
    maxItems: MOST_MEMBERS,
    uniqueItems: true,
  },
})

interface Fields {
  name?: string | null | undefined
  visibility_chat?: 1 | 2 | null | undefined
  ids_members?: number[] | null | undefined
}

const changesOf = (body: Fields) => ({
  name: body.name ?? null,
  visibilityChat: body.visibility_chat ?? null,
  idsMembers: body.ids_members ?? null,
})

const optional = {
  visibility_chat: Visibility.nullish(),
  ids_members: IdsMembers.nullish(),
}

export const CreateBrandTag = z
  .object({ name: Name, ...optional })
  .meta({ id: 'CreateBrandTag' })
  .transform((body) => ({ ...changesOf(body), name: body.name }))

export type CreateBrandTag = z.output<typeof CreateBrandTag>

export const UpdateBrandTag = z
  .object({ name: Name.nullish(), ...optional })
  .meta({ id: 'UpdateBrandTag' })
  .transform(changesOf)

export type UpdateBrandTag = z.output<typeof UpdateBrandTag>

export const BrandTagsQuery = listQuery(
  ['id_brand_tag', 'visibility_chat'],
  'id_brand_tag',
  {},
).transform(pageRequestOf)

export type BrandTagsQuery = z.output<typeof BrandTagsQuery>
