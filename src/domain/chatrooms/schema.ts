// The wire shapes of a room.
import * as z from 'zod/mini'
import { Source, TypeChatroom, TypeDiscussion } from '../../contract/codes.ts'
import { code, DateTime, Id, IdText } from '../../contract/fields.ts'
import { Ambassador } from '../ambassadors/schema.ts'
import { RatingValue } from '../ratings/schema.ts'
import { LastSummary } from '../summaries/schema.ts'

export const RoomPath = z.object({ chatroom: IdText })

const ChatroomPivot = z
  .object({
    id_chatroom: Id,
    id_ambassador: Id,
    last_read_message: z.nullable(Id),
    is_blocked: z.boolean(),
    archived: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'ChatroomPivot' })

const ChatroomAmbassador = z
  .extend(Ambassador, {
    chatroom_pivot_data: z.array(ChatroomPivot).check(z.length(1)),
  })
  .register(z.globalRegistry, { id: 'ChatroomAmbassador' })

export const Chatroom = z
  .object({
    id_chatroom: Id,
    ambassadors: z.array(ChatroomAmbassador),
    date_insert: DateTime,
    last_message_date: z.nullable(DateTime),
    type_chatroom: code(TypeChatroom),
    type_discussion: code(TypeDiscussion),
    source: code(Source),
    established_dialogue: z.nullable(
      z.string().check(z.regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3}$/)),
    ),
    last_rating: z.nullable(z.object({ value: RatingValue, comment: z.nullable(z.string()) })),
    last_summary: z.nullable(LastSummary),
  })
  .register(z.globalRegistry, { id: 'Chatroom' })

export type Chatroom = z.infer<typeof Chatroom>

/** A room in a list: its first 50 members, and how many there are. */
export const BriefChatroom = z
  .extend(Chatroom, {
    ambassadors_count: z.int(),
  })
  .register(z.globalRegistry, { id: 'BriefChatroom' })

export type BriefChatroom = z.infer<typeof BriefChatroom>
