// The wire shapes of a chatroom.
import * as z from 'zod/mini'
import { Source } from '../contract/codes.ts'
import { code, Id, IdText, instant } from '../contract/fields.ts'

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
