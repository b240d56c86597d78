// The wire shape of a message.
import * as z from 'zod/mini'
import { TypeMessage } from '../../contract/codes.ts'
import { DateTime, Id, integer } from '../../contract/fields.ts'
import { Ambassador } from '../ambassadors/schema.ts'
import { Rating } from '../ratings/schema.ts'

export const Message = z
  .object({
    id_message: Id,
    date_insert: DateTime,
    author: Ambassador,
    content: z.nullable(z.string()),
    type_message: integer(TypeMessage.text, TypeMessage.missed),
    status_moderation: integer(0, 9),
    rating: z.optional(Rating),
  })
  .register(z.globalRegistry, { id: 'Message' })

export type Message = z.infer<typeof Message>
