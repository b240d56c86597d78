// Brand tag rows to the wire.
import { presentAmbassador } from '../domain/ambassadors/present.ts'
import type { View } from '../contract/actor.ts'
import type { AmbassadorRow, brandTags } from '../db/schema.ts'
import type { BrandTag } from './schema.ts'

export type TagRow = typeof brandTags.$inferSelect & { memberCount: number }

/** A tag with all of its members, or the first of them. */
export interface TagWithMembers {
  readonly tag: TagRow
  readonly members: readonly AmbassadorRow[]
}

/** A tag as the caller sees it. */
export const presentBrandTag = ({ tag: row, members }: TagWithMembers, view: View): BrandTag => ({
  id_brand_tag: row.idBrandTag,
  name: row.name,
  visibility_chat: row.visibilityChat as BrandTag['visibility_chat'],
  members: members.map((member) => presentAmbassador(member, view)),
  members_count: row.memberCount,
})
