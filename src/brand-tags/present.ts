// Brand tag rows to the wire.
import { presentAmbassador } from '../ambassadors/present.ts'
import type { AmbassadorRow, BrandTagRow } from '../db/schema.ts'
import type { BrandTag } from './schema.ts'

export type TagRow = BrandTagRow & { memberCount: number }

/** A tag with all of its members, or the first of them. */
export interface TagWithMembers {
  readonly tag: TagRow
  readonly members: readonly AmbassadorRow[]
}

/** A tag as it looks at the time `now` (milliseconds). */
export const presentBrandTag = ({ tag: row, members }: TagWithMembers, now: number): BrandTag => ({
  id_brand_tag: row.idBrandTag,
  name: row.name,
  visibility_chat: row.visibilityChat as BrandTag['visibility_chat'],
  members: members.map((member) => presentAmbassador(member, now)),
  members_count: row.memberCount,
})
