// The wire shapes of messages.
import * as z from 'zod'
import { TypeMessage } from '../contract/codes.ts'
import { Ambassador } from '../ambassadors/schema.ts'
import { listOf } from '../contract/lists/envelope.ts'
import { flag, listQuery, pageRequestOf, several } from '../contract/lists/schema.ts'
import { Rating } from '../ratings/schema.ts'
import {
  blankProblem,
  code,
  DateTime,
  filled,
  Id,
  IdText,
  instantBound,
  integer,
  Text,
} from '../contract/fields.ts'

const TYPES =
  '0 text, 1 picture, 2 rating, 3 product, 4 connection, 5 request, 6 unavailable, 7 video, 8 email, 9 missed.'

export const Message = z
  .object({
    id_message: Id,
    date_insert: DateTime,
    author: Ambassador,
    content: z.string().nullable(),
    type_message: integer(0, 9).meta({ description: TYPES }),
    status_moderation: integer(0, 9).meta({ description: '0 = not moderated.' }),
    rating: Rating.optional().meta({ description: 'Present when type_message is 2.' }),
  })
  .meta({ id: 'Message' })

export type Message = z.infer<typeof Message>

export const MessagePath = z.object({ id: IdText.meta({ description: 'The id of the message.' }) })

export const RoomPath = z.object({ chatroom: IdText.meta({ description: 'The id of the room.' }) })

export const PostMessage = z
  .object({
    id_ambassador: Id.meta({ description: 'The author, a member of the room.' }),
    type_message: code([0, 1, 3, 4, 5, 6, 7, 8, 9]).meta({
      description: `${TYPES} 2 comes from a request to rate alone.`,
    }),
    content: Text.nullish().meta({
      description: 'Required for text: 1 to 20,000 characters, not of white space alone.',
    }),
  })
  .superRefine(
    (body, context) => {
      if (body.type_message !== TypeMessage.text) return
      const content: unknown = body.content ?? ''
      if (typeof content !== 'string') return
      const message = content === '' ? 'is required for a text' : blankProblem(content)
      if (message !== null) context.addIssue({ code: 'custom', path: ['content'], message })
    },
    { when: ({ value }) => typeof value === 'object' && value !== null },
  )
  .meta({ id: 'PostMessage' })
  .transform(({ id_ambassador: idAuthor, type_message: typeMessage, content: text }) => ({
    idAuthor,
    typeMessage,
    content: text ?? null,
  }))

export type PostMessage = z.output<typeof PostMessage>

export const UpdateMessage = z
  .object({
    content: filled(Text).nullish(),
    active: z.boolean().nullish().meta({ description: 'False deletes the message.' }),
  })
  .meta({ id: 'UpdateMessage' })
  .transform(({ content: text, active }) => ({
    content: text ?? null,
    isActive: active ?? null,
  }))

export type UpdateMessage = z.output<typeof UpdateMessage>

export const MessagesQuery = listQuery(['date_insert'], '-date_insert', {
  sent_before: instantBound,
  active: flag,
  type_message: several(
    z.enum(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']).transform(Number),
  ),
}).transform((query) => ({
  ...pageRequestOf(query),
  sentBefore: query['filter[sent_before]'] ?? null,
  isActive: query['filter[active]'] ?? true,
  types: query['filter[type_message]'] ?? null,
}))

export type MessagesQuery = z.output<typeof MessagesQuery>

export const MessageList = listOf(Message, 'Message')

export const RequestRating = z
  .object({
    id_user_rater: Id.meta({ description: 'The member who is asked to rate.' }),
    id_user_rated: Id.meta({ description: 'Another member of the room.' }),
  })
  .refine(({ id_user_rater: rater, id_user_rated: rated }) => rater !== rated, {
    path: ['id_user_rated'],
    error: 'must differ from id_user_rater',
  })
  .meta({ id: 'RequestRating' })
  .transform(({ id_user_rater: idRater, id_user_rated: idRated }) => ({ idRater, idRated }))

export type RequestRating = z.output<typeof RequestRating>
