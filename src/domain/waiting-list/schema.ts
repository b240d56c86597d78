// The wire shape of an entry of the waiting list.
import * as z from 'zod/mini'
import { Source } from '../../contract/codes.ts'
import { code, DateTime, Id } from '../../contract/fields.ts'

export const WaitingEntry = z
  .object({
    id_waiting: Id,
    id_ambassador: z.nullable(Id),
    id_user: Id,
    id_brand: Id,
    id_chat_topic: z.nullable(Id),
    content: z.nullable(z.string()),
    id_chatroom: z.nullable(Id),
    date_insert: DateTime,
    date_handled: z.nullable(DateTime),
    date_update: DateTime,
    date_delete: z.nullable(DateTime),
    source: z.nullable(code(Source)),
    id_transferrer: z.nullable(Id),
    id_chatroom_transferred: z.nullable(Id),
    comment: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'WaitingEntry' })

export type WaitingEntry = z.infer<typeof WaitingEntry>
