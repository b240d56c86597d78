// The wire shapes of chat topics.
import * as z from 'zod/mini'
import { searchWords } from '../domain/ambassadors/schema.ts'
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

const Language = z.enum(LANGUAGES)
const Role = z.enum(ROLES)

const Color = z.string().check(z.regex(/^#[0-9A-Fa-f]{6}$/, 'must be #RRGGBB'))

const Position = integer(0, INT32_MAX)

const ShownContent = z.object({
  id_i18n_content: Id,
  lang: Language,
  content: z.string(),
})

export const ChatTopic = z
  .object({
    id_chat_topic: Id,
    color: Color,
    contents: z.array(ShownContent),
    position: Position,
    date_insert: DateTime,
    roles: z.array(Role),
    date_update: DateTime,
    active: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'ChatTopic' })

export type ChatTopic = z.infer<typeof ChatTopic>

export const ChatTopicList = listOf(ChatTopic, 'ChatTopic')

export const ChatTopicPath = z.object({
  id: IdText,
})

const Content = z.object({ lang: Language, content: filled(text(255, z.string().check(z.trim()))) })

const refuseSameLanguage: Check = (contents, payload) =>
  refuseRepeats(
    contents.map((one) => (one as { lang?: unknown } | null)?.lang ?? null),
    (index) => [index, 'lang'],
    (index) => `contents.${index}.lang`,
    payload,
  )

const refuseSameRole: Check = (roles, payload) =>
  refuseRepeats(
    roles,
    (index) => [index],
    (index) => `roles.${index}`,
    payload,
  )

const Contents = boundedArray(
  Content,
  { minimum: 1, maximum: LANGUAGES.length },
  refuseSameLanguage,
).check(
  z.meta({
    override: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          lang: {
            type: 'string',
            enum: [...LANGUAGES],
          },
          content: { type: 'string', minLength: 1, maxLength: 255 },
        },
        required: ['lang', 'content'],
      },
      minItems: 1,
      maxItems: LANGUAGES.length,
    },
  }),
)

const Roles = boundedArray(Role, { minimum: 0, maximum: ROLES.length }, refuseSameRole).check(
  z.meta({
    override: {
      type: 'array',
      items: { type: 'string', enum: [...ROLES] },
      maxItems: ROLES.length,
      uniqueItems: true,
    },
  }),
)

const optional = {
  position: z.nullish(Position),
  roles: z.nullish(Roles),
  active: z.nullish(z.boolean()),
}

export const CreateChatTopic = z.pipe(
  z
    .object({ color: Color, contents: Contents, ...optional })
    .register(z.globalRegistry, { id: 'CreateChatTopic' }),
  z.transform(({ color, contents, position, roles, active }) => ({
    color,
    contents,
    position: position ?? 0,
    roles: roles ?? [],
    isActive: active ?? true,
  })),
)

export type CreateChatTopic = z.output<typeof CreateChatTopic>

export const UpdateChatTopic = z.pipe(
  z
    .object({ color: z.nullish(Color), contents: z.nullish(Contents), ...optional })
    .register(z.globalRegistry, { id: 'UpdateChatTopic' }),
  z.transform(({ color, contents, position, roles, active }) => ({
    color: color ?? null,
    contents: contents ?? null,
    position: position ?? null,
    roles: roles ?? null,
    isActive: active ?? null,
  })),
)

export type UpdateChatTopic = z.output<typeof UpdateChatTopic>

export const ChatTopicsQuery = z.pipe(
  listQuery(['id_chat_topic', 'position'], 'id_chat_topic', {
    active: flag,
    chat_topic_search: searchWords('size'),
  }),
  z.transform((query) => ({
    ...pageRequestOf(query),
    isActive: query['filter[active]'] ?? null,
    words: query['filter[chat_topic_search]'] ?? [],
  })),
)

export type ChatTopicsQuery = z.output<typeof ChatTopicsQuery>

export const Deleted = z
  .object({ message: z.string() })
  .register(z.globalRegistry, { id: 'Deleted' })
