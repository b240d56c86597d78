// What an event tells of, as rows.
import type {
  LastRatingRow,
  LastSummaryRow,
  MessageRow,
  RatingRow,
  SummaryRow,
  WaitingRow,
} from '../../db/conversation-schema.ts'
import type { AmbassadorRow, ChatroomPivotRow } from '../../db/schema.ts'
import type { ShownRoomRow } from '../chatrooms/present.ts'

type MemberPlace = Pick<
  ChatroomPivotRow,
  'idChatroom' | 'lastReadMessage' | 'isBlocked' | 'isArchived'
>

/** By what an event is about; null when that is not to be seen any more. Of two parts where a function took too many arguments. */
export type Subject =
  | {
      readonly author: AmbassadorRow
      readonly message: Pick<
        MessageRow,
        'idMessage' | 'idChatroom' | 'content' | 'typeMessage' | 'statusModeration'
      > & { readonly sentAt: number; readonly rating: RatingRow | null }
    }
  | {
      readonly room: ShownRoomRow
      readonly lasts: { lastRating: LastRatingRow | null; lastSummary: LastSummaryRow | null }
      readonly members: readonly { person: AmbassadorRow; place: MemberPlace }[]
    }
  | { readonly pivot: ChatroomPivotRow }
  | { readonly rating: RatingRow }
  | { readonly summary: SummaryRow }
  | { readonly entry: WaitingRow }
  | { readonly person: AmbassadorRow }
