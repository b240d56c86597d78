// The wire shapes of the waiting list.
import * as z from 'zod/mini'
import { Source } from '../contract/codes.ts'
import { code, Id, IdText, instantBound, text } from '../contract/fields.ts'
import { filterQuery, several } from '../contract/lists/schema.ts'

export const WaitingPath = z.object({ id: IdText })

const handled = z
  .union(
    [
      z.pipe(
        z.literal('null'),
        z.transform(() => null),
      ),
      instantBound,
    ],
    'must be null or an ISO 8601 date-time',
  )
  .check(
    z.meta({
      override: { type: 'string', examples: ['null', '2024-01-01T00:00:00Z'] },
    }),
  )

export const WaitingQuery = z.pipe(
  filterQuery({
    id_user: several(IdText),
    id_chat_topic: several(IdText),
    date_handled: handled,
  }),
  z.transform((query) => ({
    idsUsers: query['filter[id_user]'] ?? null,
    idsTopics: query['filter[id_chat_topic]'] ?? null,
    /** Null: not handled. A time: handled then or later. Undefined: either. */
    handledSince: query['filter[date_handled]'],
  })),
)

export type WaitingQuery = z.output<typeof WaitingQuery>

export const JoinWaitingList = z.pipe(
  z
    .object({
      id_user: Id,
      content: z.nullish(text(2000)),
      id_chat_topic: z.nullish(Id),
      source: z.nullish(code(Source)),
    })
    .register(z.globalRegistry, { id: 'JoinWaitingList' }),
  z.transform(({ id_user: idUser, content, id_chat_topic: idChatTopic, source }) => ({
    idUser,
    content: content ?? null,
    idChatTopic: idChatTopic ?? null,
    source: source ?? null,
  })),
)

export type JoinWaitingList = z.output<typeof JoinWaitingList>

export const TakeEntry = z
  .object({ id_ambassador: Id })
  .register(z.globalRegistry, { id: 'TakeEntry' })
