// What the OpenAPI document says of the message routes.
import type { Documentation, Texts } from '../http/operation.ts'
import { ratingExample } from '../domain/ratings/example.ts'
import { messageExample } from '../domain/messages/example.ts'
import type { messageRoutes } from './routes.ts'

const tag = 'Messages'

export const tags: Texts = {
  Messages: 'What is said in a room.',
}

const TYPE_MESSAGE =
  '0 text, 1 picture, 2 rating, 3 product, 4 connection, 5 request, 6 unavailable, 7 video, 8 email, 9 missed.'

export const fields: Texts = {
  author: 'The ambassador who posted it.',
  id_message: 'The id of the message. A later message of the room has a higher one.',
  status_moderation: '0 for not moderated, the only code that the service gives.',
  type_message: TYPE_MESSAGE,
  'Message.content':
    'The text, or what the type of the message needs, such as the URL of a picture; null for none.',
  'Message.rating': 'Present when type_message is 2.',
  'PostMessage.content': 'Required for text: 1 to 20,000 characters, not of white space alone.',
  'PostMessage.id_ambassador': 'The author, a member of the room.',
  'PostMessage.type_message': `${TYPE_MESSAGE} 2 comes from a request to rate alone.`,
  'RequestRating.id_user_rated': 'Another member of the room.',
  'RequestRating.id_user_rater': 'The member who is asked to rate.',
  'UpdateMessage.active': 'False deletes the message.',
  'UpdateMessage.content': 'The new text. What was there stays when it is left out.',
}

export const parameters: Texts = {
  'Messages.id': 'The message, by its `id_message`.',
  'filter[active]': 'Messages that are not deleted (`true`), or deleted ones (`false`).',
  'filter[sent_before]': 'Messages posted before this moment; fractions of a second count.',
  'filter[type_message]': `Messages of this type: ${TYPE_MESSAGE} Several with commas.`,
}

export const operations: Documentation<typeof messageRoutes> = {
  listMessages: {
    tag,
    summary: 'List the messages of a chatroom',
    description:
      'Newest first unless sorted otherwise. Deleted messages are listed with `filter[active]=false`, for a `chat:self` token its own alone. What the ambassador of a `chat:self` token has purged is not listed.',
    answers: { 200: { description: 'A page of messages.', item: messageExample } },
  },
  postMessage: {
    tag,
    summary: 'Post a message',
    description:
      'Writes a message in a room that its author is in. In a one-to-one room with a block nobody can write (403).',
    bodies: {
      first: {
        summary: 'A text',
        value: { id_ambassador: 1, type_message: 0, content: 'Hello, how can I help?' },
      },
      second: {
        summary: 'A picture',
        value: {
          id_ambassador: 1,
          type_message: 1,
          content: 'https://images.example.com/jacket.jpg',
        },
      },
    },
    answers: { 201: { description: 'The new message.', example: messageExample } },
  },
  requestRating: {
    tag: 'Ratings',
    summary: 'Ask for a rating',
    reach: 'ratings that it gives or gets',
    description:
      'Writes a message of type 2, whose rating has no value yet. A `chat:self` token asks as its own ambassador, who gives or gets the rating; for a `chat:brand` token the author is the rated one. In a one-to-one room with a block nobody can ask (403).',
    bodies: {
      first: { summary: 'A client rates a member', value: { id_user_rater: 2, id_user_rated: 1 } },
      second: { summary: 'A member rates a client', value: { id_user_rater: 1, id_user_rated: 2 } },
    },
    answers: {
      201: {
        description: 'The request to rate.',
        example: { ...messageExample, content: null, type_message: 2, rating: ratingExample },
      },
    },
  },
  getMessage: {
    tag,
    summary: 'Read a message',
    description: 'A deleted message is there for its author and for `chat:brand` tokens only.',
    answers: { 200: { description: 'The message.', example: messageExample } },
  },
  updateMessage: {
    tag,
    summary: 'Change or delete a message',
    reach: 'messages that it wrote',
    description:
      'Only its author, or a `chat:brand` token. `active: false` deletes the message. With a `chat:self` token, new content and `active: true` need what posting needs (403 in a one-to-one room with a block); deleting does not.',
    body: { content: 'Hello! How can I help you?' },
    answers: { 200: { description: 'The changed message.', example: messageExample } },
  },
}
