// The wire shapes of a chatroom.
import * as z from 'zod/mini'
import { Source, TypeChatroom, TypeDiscussion } from '../contract/codes.ts'
import { Ambassador } from '../ambassadors/schema.ts'
import { code, DateTime, Id, INT32_MAX, IdText, instant, integer } from '../contract/fields.ts'

export const ChatroomPath = z.object({ id: IdText })

const Pair = z.tuple([Id, Id], 'must be an array of exactly two ids').check(
  z.refine(([first, second]) => first !== second, {
    path: [1],
    error: 'must differ from ids_ambassadors.0',
  }),
  z.meta({
    uniqueItems: true,
  }),
)

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

export const UpdateChatroom = z.pipe(
  z
    .object({
      established_dialogue: z.optional(z.nullable(instant)),
    })
    .register(z.globalRegistry, { id: 'UpdateChatroom' }),
  z.transform(({ established_dialogue: establishedAt }) => ({ establishedAt })),
)

export type UpdateChatroom = z.output<typeof UpdateChatroom>

/** Either two ambassadors or a tag, never both or none. Becomes a choice told apart by `kind`. */
export const CreateChatroom = z.pipe(
  z
    .object({
      ids_ambassadors: z.nullish(Pair),
      id_brand_tag: z.nullish(Id),
      source: code(Source),
    })
    .check(z.superRefine(checkExactlyOne, { when: isObject }))
    .register(z.globalRegistry, {
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
    }),
  z.transform(({ ids_ambassadors: pair, id_brand_tag: idBrandTag, source }) =>
    pair
      ? ({ kind: 'pair', ids: pair, source } as const)
      : ({ kind: 'tag', idBrandTag: Number(idBrandTag), source } as const),
  ),
)

export type CreateChatroom = z.output<typeof CreateChatroom>

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
    last_rating: z.nullable(z.object({ value: integer(0, 5), comment: z.nullable(z.string()) })),
    last_summary: z.nullable(
      z.object({
        date_insert: DateTime,
        summary: z.string(),
        anomaly: z.nullable(integer(-INT32_MAX - 1, INT32_MAX)),
        topic: z.nullable(integer(-INT32_MAX - 1, INT32_MAX)),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'Chatroom' })

export type Chatroom = z.infer<typeof Chatroom>
