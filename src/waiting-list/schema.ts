// The wire shapes of the waiting list.
import * as z from 'zod'
import { filterQuery, several } from '../contract/lists/schema.ts'
import { code, DateTime, Id, IdText, instantBound, text } from '../contract/fields.ts'

export const WaitingEntry = z
  .object({
    id_waiting: Id,
    id_ambassador: Id.nullable().meta({ description: 'The member who has taken the entry.' }),
    id_user: Id.meta({ description: 'The external ambassador who waits.' }),
    id_brand: Id,
    id_chat_topic: Id.nullable(),
    content: z.string().nullable(),
    id_chatroom: Id.nullable().meta({ description: 'The room of both, once the entry is taken.' }),
    date_insert: DateTime,
    date_handled: DateTime.nullable(),
    date_update: DateTime,
    date_delete: DateTime.nullable(),
    source: code([0, 1, 2])
      .nullable()
      .meta({ description: '0 direct, 1 waiting_list, 2 hot_list.' }),
    id_transferrer: Id.nullable(),
    id_chatroom_transferred: Id.nullable(),
    comment: z.string().nullable(),
  })
  .meta({ id: 'WaitingEntry' })

export type WaitingEntry = z.infer<typeof WaitingEntry>

export const WaitingPath = z.object({ id: IdText.meta({ description: 'The id of the entry.' }) })

const handled = z
  .union(
    [z.literal('null').transform(() => null), instantBound],
    'must be null or an ISO 8601 date-time',
  )
  .meta({
    override: { type: 'string', examples: ['null', '2024-01-01T00:00:00Z'] },
    description:
      '`null` for what nobody has handled yet, or a date-time for what was handled then or later.',
  })

export const WaitingQuery = filterQuery({
  id_user: several(IdText),
  id_chat_topic: several(IdText),
  date_handled: handled,
}).transform((query) => ({
  idsUsers: query['filter[id_user]'] ?? null,
  idsTopics: query['filter[id_chat_topic]'] ?? null,
  /** Null: not handled. A time: handled then or later. Undefined: either. */
  handledSince: query['filter[date_handled]'],
}))

export type WaitingQuery = z.output<typeof WaitingQuery>

export const JoinWaitingList = z
  .object({
    id_user: Id.meta({ description: 'The external ambassador who waits.' }),
    content: text(2000).nullish(),
    id_chat_topic: Id.nullish(),
    source: code([0, 1, 2]).nullish().meta({
      description: '0 direct, 1 waiting_list, 2 hot_list.',
    }),
  })
  .meta({ id: 'JoinWaitingList' })
  .transform(({ id_user: idUser, content, id_chat_topic: idChatTopic, source }) => ({
    idUser,
    content: content ?? null,
    idChatTopic: idChatTopic ?? null,
    source: source ?? null,
  }))

export type JoinWaitingList = z.output<typeof JoinWaitingList>

export const TakeEntry = z
  .object({ id_ambassador: Id.meta({ description: 'The member who takes the entry.' }) })
  .meta({ id: 'TakeEntry' })
