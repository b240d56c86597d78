// The wire shapes of messages.
import * as z from 'zod/mini'
import { TypeMessage } from '../contract/codes.ts'
import { blankProblem, code, filled, Id, IdText, instantBound, Text } from '../contract/fields.ts'
import { listOf } from '../contract/lists/envelope.ts'
import { codes, flag, listQuery, pageRequestOf } from '../contract/lists/schema.ts'
import { Message } from '../domain/messages/schema.ts'

export const MessagePath = z.object({ id: IdText })

/** A rating comes from a request to rate alone. */
const { rating: _, ...posted } = TypeMessage

export const PostMessage = z.pipe(
  z
    .object({
      id_ambassador: Id,
      type_message: code(posted),
      content: z.nullish(Text),
    })
    .check(
      z.superRefine(
        (body, context) => {
          if (body.type_message !== TypeMessage.text) return
          const content: unknown = body.content ?? ''
          if (typeof content !== 'string') return
          const message = content === '' ? 'is required for a text' : blankProblem(content)
          if (message !== null) context.addIssue({ code: 'custom', path: ['content'], message })
        },
        { when: ({ value }) => typeof value === 'object' && value !== null },
      ),
    )
    .register(z.globalRegistry, { id: 'PostMessage' }),
  z.transform(({ id_ambassador: idAuthor, type_message: typeMessage, content: text }) => ({
    idAuthor,
    typeMessage,
    content: text ?? null,
  })),
)

export type PostMessage = z.output<typeof PostMessage>

export const UpdateMessage = z.pipe(
  z
    .object({
      content: z.nullish(filled(Text)),
      active: z.nullish(z.boolean()),
    })
    .register(z.globalRegistry, { id: 'UpdateMessage' }),
  z.transform(({ content: text, active }) => ({
    content: text ?? null,
    isActive: active ?? null,
  })),
)

export type UpdateMessage = z.output<typeof UpdateMessage>

export const MessagesQuery = z.pipe(
  listQuery(['date_insert'], '-date_insert', {
    sent_before: instantBound,
    active: flag,
    type_message: codes(TypeMessage),
  }),
  z.transform((query) => ({
    ...pageRequestOf(query),
    sentBefore: query['filter[sent_before]'] ?? null,
    isActive: query['filter[active]'] ?? true,
    types: query['filter[type_message]'] ?? null,
  })),
)

export type MessagesQuery = z.output<typeof MessagesQuery>

export const MessageList = listOf(Message, 'Message')

export const RequestRating = z.pipe(
  z
    .object({
      id_user_rater: Id,
      id_user_rated: Id,
    })
    .check(
      z.refine(({ id_user_rater: rater, id_user_rated: rated }) => rater !== rated, {
        path: ['id_user_rated'],
        error: 'must differ from id_user_rater',
      }),
    )
    .register(z.globalRegistry, { id: 'RequestRating' }),
  z.transform(({ id_user_rater: idRater, id_user_rated: idRated }) => ({ idRater, idRated })),
)

export type RequestRating = z.output<typeof RequestRating>
