// The wire shapes of a chatroom.
import * as z from 'zod'
import { Ambassador } from '../ambassadors/schema.ts'
import { code, DateTime, Id, INT32_MAX, IdText, instant, integer } from '../contract/fields.ts'

export const ChatroomPath = z.object({ id: IdText.meta({ description: 'The id of the room.' }) })

const Pair = z
  .tuple([Id, Id], 'must be an array of exactly two ids')
  .refine(([first, second]) => first !== second, {
    path: [1],
    error: 'must differ from ids_ambassadors.0',
  })
  .meta({
    description: 'The two ambassadors of a one-to-one room, in any order.',
    uniqueItems: true,
  })

interface Participants {
  ids_ambassadors?: unknown
  id_brand_tag?: unknown
}

const isObject = ({ value }: { value: unknown }): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Says of both fields what is wrong with them together, whether or not each is well-formed. */
const checkExactlyOne = (body: Participants, context: z.core.$RefinementCtx): void => {
  const hasPair = (body.ids_ambassadors ?? null) !== null
  const hasTag = (body.id_brand_tag ?? null) !== null
  if (hasPair !== hasTag) return
  const messageFor = (other: string) =>
    hasPair ? `must not be sent together with ${other}` : `is required when ${other} is absent`
  context.addIssue({
    code: 'custom',
    path: ['ids_ambassadors'],
    message: messageFor('id_brand_tag'),
  })
  context.addIssue({
    code: 'custom',
    path: ['id_brand_tag'],
    message: messageFor('ids_ambassadors'),
  })
}

const absent = { type: 'null' }
const ids = { type: 'array', items: { type: 'integer' } }

export const UpdateChatroom = z
  .object({
    established_dialogue: instant.nullable().optional().meta({
      description: 'When the dialogue began; null for not yet. Left out, nothing changes.',
    }),
  })
  .meta({ id: 'UpdateChatroom' })
  .transform(({ established_dialogue: establishedAt }) => ({ establishedAt }))

export type UpdateChatroom = z.output<typeof UpdateChatroom>

/** Either two ambassadors or a tag, never both or none. Becomes a choice told apart by `kind`. */
export const CreateChatroom = z
  .object({
    ids_ambassadors: Pair.nullish(),
    id_brand_tag: Id.nullish().meta({
      description: 'The brand tag whose ambassadors share a one-to-many room.',
    }),
    source: code([0, 1, 2]).meta({
      description: 'Where the room comes from: 0 direct, 1 waiting_list, 2 hot_list.',
    }),
  })
  .meta({
    id: 'CreateChatroom',
    oneOf: [
      {
        title: 'One to one',
        description: 'Two ambassadors and no brand tag.',
        required: ['ids_ambassadors'],
        properties: { ids_ambassadors: ids, id_brand_tag: absent },
      },
      {
        title: 'One to many',
        description: 'A brand tag and no ambassadors.',
        required: ['id_brand_tag'],
        properties: { id_brand_tag: { type: 'integer' }, ids_ambassadors: absent },
      },
    ],
  })
  .superRefine(checkExactlyOne, { when: isObject })
  .transform(({ ids_ambassadors: pair, id_brand_tag: idBrandTag, source }) =>
    pair
      ? ({ kind: 'pair', ids: pair, source } as const)
      : ({ kind: 'tag', idBrandTag: Number(idBrandTag), source } as const),
  )

export type CreateChatroom = z.output<typeof CreateChatroom>

const ChatroomPivot = z
  .object({
    id_chatroom: Id,
    id_ambassador: Id,
    last_read_message: Id.nullable().meta({
      description: 'The id of the last message read; null when nothing has been read.',
    }),
    is_blocked: z.boolean(),
    archived: z.boolean(),
  })
  .meta({ id: 'ChatroomPivot' })

const ChatroomAmbassador = Ambassador.extend({
  chatroom_pivot_data: z.array(ChatroomPivot).length(1).meta({
    description: "One object: the ambassador's place in this room.",
  }),
}).meta({ id: 'ChatroomAmbassador' })

export const Chatroom = z
  .object({
    id_chatroom: Id,
    ambassadors: z.array(ChatroomAmbassador).meta({ description: 'By id_ambassador, ascending.' }),
    date_insert: DateTime,
    last_message_date: DateTime.nullable().meta({ description: 'Null until a first message.' }),
    type_chatroom: code([0, 7]).meta({ description: '0 one to one, 7 one to many.' }),
    type_discussion: code([0, 1, 2]).meta({
      description: '0 between members, 1 between external, 2 between members and external.',
    }),
    source: code([0, 1, 2]).meta({ description: '0 direct, 1 waiting_list, 2 hot_list.' }),
    established_dialogue: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3}$/)
      .nullable()
      .meta({
        description:
          "When a second author's first message arrived, in UTC; null while there is at most one author.",
      }),
    last_rating: z
      .object({ value: integer(0, 5), comment: z.string().nullable() })
      .nullable()
      .meta({ description: 'The newest rating that has been given a value.' }),
    last_summary: z
      .object({
        date_insert: DateTime,
        summary: z.string(),
        anomaly: integer(-INT32_MAX - 1, INT32_MAX).nullable(),
        topic: integer(-INT32_MAX - 1, INT32_MAX).nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Chatroom' })

export type Chatroom = z.infer<typeof Chatroom>
