// A message and its author beside each other, as SQL makes one JSON value of them.
import type { MessageRow, RatingRow } from '../../db/conversation-schema.ts'
import type { AmbassadorRow } from '../../db/schema.ts'

export type ShownMessageRow = Pick<
  MessageRow,
  'idMessage' | 'idChatroom' | 'content' | 'typeMessage' | 'statusModeration'
> & {
  sentAt: number
  rating: RatingRow | null
}

export interface MessageParts {
  readonly author: AmbassadorRow
  readonly message: ShownMessageRow
  /** Subject and key of the request that has made it, in JSON, if that had a key. */
  readonly request?: string | null
}

/** The last message of a room in a list of rooms. Of a room for two it has no author: that is one of the members listed. */
export type LastMessageRow = ShownMessageRow & {
  idAuthor: number
  author: AmbassadorRow | null
}
