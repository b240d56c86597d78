// The wire shapes of events. They are the same on every channel.
import * as z from 'zod/mini'
import { Flag } from '../../contract/codes.ts'
import type { EventType } from '../../contract/event-types.ts'
import { code, DateTime, Id } from '../../contract/fields.ts'
import { Ambassador } from '../ambassadors/schema.ts'
import { BriefChatroom } from '../chatrooms/schema.ts'
import { Message } from '../messages/schema.ts'
import { Rating } from '../ratings/schema.ts'
import { Summary } from '../summaries/schema.ts'
import { WaitingEntry } from '../waiting-list/schema.ts'

export const Cursor = z.string().check(z.meta({ example: '412-lnenrx40' }))

const head = {
  id_event: z.int().check(z.minimum(1)),
  cursor: Cursor,
  date_insert: DateTime,
}

const event = <const Type extends EventType, Data extends z.ZodMiniType>(
  types: readonly [Type, ...Type[]],
  data: Data,
) => z.object({ type: z.enum(types), ...head, data })

const room = { id_chatroom: Id }

const Pivot = z.object({
  id_chatroom: Id,
  id_ambassador: Id,
  last_read_message: z.nullable(Id),
})

/** Something that has happened. `data` is what the resource's own route answers. */
export const Event = z
  .union([
    z
      .extend(event(['message.created', 'message.updated'], z.nullable(Message)), {
        ...room,
        id_message: Id,
      })
      .register(z.globalRegistry, { id: 'MessageEvent' }),
    z
      .extend(event(['chatroom.created', 'chatroom.updated'], BriefChatroom), room)
      .register(z.globalRegistry, { id: 'ChatroomEvent' }),
    z.extend(event(['chatroom.read'], Pivot), room).register(z.globalRegistry, { id: 'ReadEvent' }),
    z
      .extend(
        event(
          ['pivot.updated'],
          z.extend(Pivot, {
            is_blocked: z.boolean(),
            archived: z.boolean(),
            flag: z.nullable(code(Flag)),
            purged_message: z.nullable(Id),
          }),
        ),
        room,
      )
      .register(z.globalRegistry, { id: 'PivotEvent' }),
    z
      .extend(event(['rating.updated'], Rating), room)
      .register(z.globalRegistry, { id: 'RatingEvent' }),
    z
      .extend(event(['summary.created'], Summary), room)
      .register(z.globalRegistry, { id: 'SummaryEvent' }),
    event(['waiting.created', 'waiting.handled'], WaitingEntry).register(z.globalRegistry, {
      id: 'WaitingEvent',
    }),
    event(['ambassador.updated'], Ambassador).register(z.globalRegistry, { id: 'AmbassadorEvent' }),
  ])
  .register(z.globalRegistry, { id: 'Event' })

export type Event = z.infer<typeof Event>
