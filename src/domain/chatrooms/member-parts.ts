// A member and its place in a room beside each other, as SQL makes one JSON value of them.
import type { AmbassadorRow, ChatroomPivotRow } from '../../db/schema.ts'

export type PlaceRow = Pick<
  ChatroomPivotRow,
  'idChatroom' | 'lastReadMessage' | 'isBlocked' | 'isArchived'
>

export interface MemberParts {
  readonly person: AmbassadorRow
  readonly place: PlaceRow
}
