// The lines of GET /manager/ambassadors/{id}/export, told apart by `type`.
import * as z from 'zod/mini'
import { Rating } from '../domain/ratings/schema.ts'
import { WaitingEntry } from '../domain/waiting-list/schema.ts'
import { DateTime, Id } from '../contract/fields.ts'
import { ManagedAmbassador } from './schema.ts'

const line = <const Type extends string, Shape extends z.core.$ZodShape>(
  type: Type,
  shape: Shape,
) => z.object({ type: z.literal(type), ...shape })

export const ExportLine = z
  .discriminatedUnion('type', [
    line('ambassador', ManagedAmbassador.shape),
    line('brand_tag', { id_brand_tag: Id, name: z.string() }),
    line('chatroom_pivot', {
      id_chatroom: Id,
      last_read_message: z.nullable(Id),
      is_blocked: z.boolean(),
      archived: z.boolean(),
      flag: z.nullable(z.int()),
      purged_message: z.nullable(Id),
      has_posted: z.boolean(),
      last_action_date: z.nullable(DateTime),
    }),
    line('message', {
      id_message: Id,
      id_chatroom: Id,
      date_insert: DateTime,
      content: z.nullable(z.string()),
      type_message: z.int(),
      status_moderation: z.int(),
      active: z.boolean(),
      id_rating: z.nullable(Id),
    }),
    line('rating', { id_chatroom: Id, ...Rating.shape }),
    line('waiting', WaitingEntry.shape),
    line('end', {
      lines: z.int(),
    }),
  ])
  .register(z.globalRegistry, { id: 'ExportLine' })

export type ExportLine = z.infer<typeof ExportLine>
