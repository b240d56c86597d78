// The wire shapes of brand tags.
import * as z from 'zod/mini'
import { MOST_MEMBERS, VisibilityChat } from '../contract/codes.ts'
import { Ambassador } from '../domain/ambassadors/schema.ts'
import { type Check, boundedArray, refuseRepeats } from '../contract/bounded-array.ts'
import { listOf } from '../contract/lists/envelope.ts'
import { listQuery, pageRequestOf } from '../contract/lists/schema.ts'
import { code, filled, Id, IdText, INT32_MAX, text } from '../contract/fields.ts'

const Visibility = code(VisibilityChat)

export const BrandTag = z
  .object({
    id_brand_tag: Id,
    name: z.string(),
    visibility_chat: Visibility,
    members: z.array(Ambassador),
    members_count: z.int(),
  })
  .register(z.globalRegistry, { id: 'BrandTag' })

export type BrandTag = z.infer<typeof BrandTag>

export const BrandTagList = listOf(BrandTag, 'BrandTag')

export const BrandTagPath = z.object({ id: IdText })

const Name = filled(text(255, z.string().check(z.trim())))

const checkRepeats: Check = (ids, payload) => {
  const keys = ids.map((id) => (typeof id === 'number' ? id : null))
  refuseRepeats(
    keys,
    (index) => [index],
    (index) => `ids_members.${index}`,
    payload,
  )
}

const IdsMembers = boundedArray(Id, { minimum: 0, maximum: MOST_MEMBERS }, checkRepeats).check(
  z.meta({
    override: {
      type: 'array',
      items: { type: 'integer', format: 'int32', minimum: 1, maximum: INT32_MAX },
      maxItems: MOST_MEMBERS,
      uniqueItems: true,
    },
  }),
)

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
  visibility_chat: z.nullish(Visibility),
  ids_members: z.nullish(IdsMembers),
}

export const CreateBrandTag = z.pipe(
  z.object({ name: Name, ...optional }).register(z.globalRegistry, { id: 'CreateBrandTag' }),
  z.transform((body) => ({ ...changesOf(body), name: body.name })),
)

export type CreateBrandTag = z.output<typeof CreateBrandTag>

export const UpdateBrandTag = z.pipe(
  z
    .object({ name: z.nullish(Name), ...optional })
    .register(z.globalRegistry, { id: 'UpdateBrandTag' }),
  z.transform(changesOf),
)

export type UpdateBrandTag = z.output<typeof UpdateBrandTag>

export const BrandTagsQuery = z.pipe(
  listQuery(['id_brand_tag', 'visibility_chat'], 'id_brand_tag', {}),
  z.transform(pageRequestOf),
)

export type BrandTagsQuery = z.output<typeof BrandTagsQuery>
