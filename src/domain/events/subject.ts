// What an event tells of, as rows.
import type {
  LastRatingRow,
  LastSummaryRow,
  RatingRow,
  SummaryRow,
  WaitingRow,
} from '../../db/conversation-schema.ts'
import type { AmbassadorRow, ChatroomPivotRow } from '../../db/schema.ts'
import type { MemberParts } from '../chatrooms/member-parts.ts'
import type { ShownRoomRow } from '../chatrooms/present.ts'
import type { MessageParts } from '../messages/parts.ts'

/** By what an event is about; null when that is not to be seen any more. Of two parts where a function took too many arguments. */
export type Subject =
  | MessageParts
  | {
      readonly room: ShownRoomRow
      readonly lasts: { lastRating: LastRatingRow | null; lastSummary: LastSummaryRow | null }
      readonly members: readonly MemberParts[]
    }
  | { readonly pivot: ChatroomPivotRow }
  | { readonly rating: RatingRow }
  | { readonly summary: SummaryRow }
  | { readonly entry: WaitingRow }
  | { readonly person: AmbassadorRow }
