// The lines of GET /manager/ambassadors/{id}/export, told apart by `type`.
import * as z from 'zod'
import { Rating } from '../ratings/schema.ts'
import { WaitingEntry } from '../waiting-list/schema.ts'
import { DateTime, Id } from '../contract/fields.ts'
import { ManagedAmbassador } from './schema.ts'

const line = <const Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.object({ type: z.literal(type), ...shape })

export const ExportLine = z
  .discriminatedUnion('type', [
    line('ambassador', ManagedAmbassador.shape),
    line('brand_tag', { id_brand_tag: Id, name: z.string() }),
    line('chatroom_pivot', {
      id_chatroom: Id,
      last_read_message: Id.nullable(),
      is_blocked: z.boolean(),
      archived: z.boolean(),
      flag: z.int().nullable(),
      purged_message: Id.nullable(),
      has_posted: z.boolean(),
      last_action_date: DateTime.nullable(),
    }),
    line('message', {
      id_message: Id,
      id_chatroom: Id,
      date_insert: DateTime,
      content: z.string().nullable(),
      type_message: z.int(),
      status_moderation: z.int(),
      active: z.boolean(),
      id_rating: Id.nullable(),
    }),
    line('rating', { id_chatroom: Id, ...Rating.shape }),
    line('waiting', WaitingEntry.shape),
    line('end', {
      lines: z.int().meta({
        description: 'How many lines came before this one: what ends without it is not whole.',
      }),
    }),
  ])
  .meta({ id: 'ExportLine' })

export type ExportLine = z.infer<typeof ExportLine>
