// The wire shapes of chat topics.
import * as z from 'zod'
import { wordsOf } from '../ambassadors/search.ts'
import { type Check, boundedArray, refuseRepeats } from '../contract/bounded-array.ts'
import { listOf } from '../contract/lists/envelope.ts'
import { flag, listQuery, pageRequestOf } from '../contract/lists/schema.ts'
import { DateTime, filled, Id, IdText, INT32_MAX, integer, text } from '../contract/fields.ts'

export const LANGUAGES = ['en_GB', 'fr_FR', 'es_ES', 'de_DE'] as const

const ROLES = [
  'ambassador',
  'employee',
  'administrator',
  'seller',
  'shop_manager',
  'manager',
  'expert',
] as const

const Language = z.enum(LANGUAGES).meta({ description: 'The language of the content.' })
const Role = z.enum(ROLES)

const Color = z
  .string()
  .regex(/^#[0-9A-Fa-f]{6}$/, 'must be #RRGGBB')
  .meta({ description: 'The color that the topic is shown in, `#RRGGBB`.' })

const Position = integer(0, INT32_MAX).meta({
  description: 'Where the topic stands among the others; several may have the same.',
})

const CONTENT = { description: 'The name of the topic in this language.' }

const ShownContent = z.object({
  id_i18n_content: Id.meta({
    description: 'The id of the content; it stays when the text changes.',
  }),
  lang: Language,
  content: z.string().meta(CONTENT),
})

const ROLES_OF = 'The roles of the members who take up the topic.'

const ACTIVE = { description: 'Whether the topic is offered; only managers see it otherwise.' }

export const ChatTopic = z
  .object({
    id_chat_topic: Id.meta({ description: 'The id of the topic.' }),
    color: Color,
    contents: z
      .array(ShownContent)
      .meta({ description: 'The name of the topic, once a language.' }),
    position: Position,
    date_insert: DateTime,
    roles: z.array(Role).meta({ description: ROLES_OF }),
    date_update: DateTime,
    active: z.boolean().meta(ACTIVE),
  })
  .meta({ id: 'ChatTopic' })

export type ChatTopic = z.infer<typeof ChatTopic>

export const ChatTopicList = listOf(ChatTopic, 'ChatTopic')

export const ChatTopicPath = z.object({
  id: IdText.meta({ description: 'The id of the topic.' }),
})

/** The demo data has a topic to delete. */
export const DeletedTopicPath = z.object({
  id: IdText.meta({ description: 'The id of the topic.', example: 2 }),
})

const Content = z.object({ lang: Language, content: filled(text(255, z.string().trim())) })

const refuseSameLanguage: Check = (contents, context) =>
  refuseRepeats(
    contents.map((one) => (one as { lang?: unknown } | null)?.lang ?? null),
    (index) => [index, 'lang'],
    (index) => `contents.${index}.lang`,
    context,
  )

const refuseSameRole: Check = (roles, context) =>
  refuseRepeats(
    roles,
    (index) => [index],
    (index) => `roles.${index}`,
    context,
  )

const Contents = boundedArray(
  Content,
  { minimum: 1, maximum: LANGUAGES.length },
  refuseSameLanguage,
).meta({
  description: 'One for each language that the topic is shown in.',
  override: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        lang: { type: 'string', enum: [...LANGUAGES], description: 'The language of the content.' },
        content: { type: 'string', minLength: 1, maxLength: 255, ...CONTENT },
      },
      required: ['lang', 'content'],
    },
    minItems: 1,
    maxItems: LANGUAGES.length,
  },
})

const Roles = boundedArray(Role, { minimum: 0, maximum: ROLES.length }, refuseSameRole).meta({
  description: ROLES_OF,
  override: {
    type: 'array',
    items: { type: 'string', enum: [...ROLES] },
    maxItems: ROLES.length,
    uniqueItems: true,
  },
})

const optional = {
  position: Position.nullish(),
  roles: Roles.nullish(),
  active: z.boolean().nullish().meta(ACTIVE),
}

export const CreateChatTopic = z
  .object({ color: Color, contents: Contents, ...optional })
  .meta({ id: 'CreateChatTopic' })
  .transform(({ color, contents, position, roles, active }) => ({
    color,
    contents,
    position: position ?? 0,
    roles: roles ?? [],
    isActive: active ?? true,
  }))

export type CreateChatTopic = z.output<typeof CreateChatTopic>

export const UpdateChatTopic = z
  .object({ color: Color.nullish(), contents: Contents.nullish(), ...optional })
  .meta({ id: 'UpdateChatTopic' })
  .transform(({ color, contents, position, roles, active }) => ({
    color: color ?? null,
    contents: contents ?? null,
    position: position ?? null,
    roles: roles ?? null,
    isActive: active ?? null,
  }))

export type UpdateChatTopic = z.output<typeof UpdateChatTopic>

export const ChatTopicsQuery = listQuery(['id_chat_topic', 'position'], 'id_chat_topic', {
  active: flag.meta({ description: 'Topics that are active (`true`), or the others (`false`).' }),
  chat_topic_search: text(255)
    .transform(wordsOf)
    .meta({
      description: 'Words that all have to be in the contents, whatever the case and accents.',
      examples: ['size'],
    }),
}).transform((query) => ({
  ...pageRequestOf(query),
  isActive: query['filter[active]'] ?? null,
  words: query['filter[chat_topic_search]'] ?? [],
}))

export type ChatTopicsQuery = z.output<typeof ChatTopicsQuery>

export const Deleted = z
  .object({ message: z.string().meta({ description: 'Says that it is done.' }) })
  .meta({ id: 'Deleted' })
