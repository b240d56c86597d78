// What the OpenAPI document says of the routes of chat topics.
import type { Documentation, Texts } from '../http/operation.ts'
import type { chatTopicRoutes } from './routes.ts'

const example = {
  id_chat_topic: 1,
  color: '#1E90FF',
  contents: [
    { id_i18n_content: 1, lang: 'en_GB', content: 'Sizes' },
    { id_i18n_content: 2, lang: 'fr_FR', content: 'Tailles' },
  ],
  position: 1,
  date_insert: '2023-10-06T13:40:00.000000Z',
  roles: ['seller', 'expert'],
  date_update: '2023-10-06T13:40:00.000000Z',
  active: true,
}

const tag = 'Chat topics'

export const tags: Texts = {
  'Chat topics': 'What a conversation can be about.',
}

export const fields: Texts = {
  color: 'The color that the topic is shown in, `#RRGGBB`.',
  contents: 'One for each language that the topic is shown in.',
  'contents.content': 'The name of the topic in this language.',
  'contents.id_i18n_content': 'The id of the content; it stays when the text changes.',
  'contents.lang': 'The language with its country. A topic has each once at most.',
  position: 'Where the topic stands among the others; several may have the same.',
  roles: 'The roles of the members who take up the topic.',
  'ChatTopic.active': 'Whether the topic is offered; only managers see it otherwise.',
  'ChatTopic.id_chat_topic':
    'The id of the topic, which `id_chat_topic` of the waiting list and `topic` of a summary name.',
  'CreateChatTopic.active': 'Whether the topic is offered; only managers see it otherwise.',
  'UpdateChatTopic.active': 'Whether the topic is offered; only managers see it otherwise.',
}

export const parameters: Texts = {
  'Chat topics.id': 'The topic, by its `id_chat_topic`.',
  'listChatTopics.filter[active]': 'Topics that are active (`true`), or the others (`false`).',
  'filter[chat_topic_search]':
    'Words that all have to be in the contents, whatever the case and accents.',
}

export const operations: Documentation<typeof chatTopicRoutes> = {
  listChatTopics: {
    tag,
    summary: 'List the chat topics',
    description:
      'By id unless sorted otherwise. A token without `manager` sees the active ones alone.',
    answers: { 200: { description: 'A page of chat topics.', item: example } },
  },
  getChatTopic: {
    tag,
    summary: 'Read a chat topic',
    description: 'One that is not active is a 404 for a token without `manager`.',
    answers: { 200: { description: 'The topic.', example } },
  },
  createChatTopic: {
    tag,
    summary: 'Create a chat topic',
    description:
      'From the first topic of a brand on, `id_chat_topic` of the waiting list and `topic` of a summary must name one of its topics.',
    bodies: {
      first: {
        summary: 'In two languages',
        value: {
          color: '#1E90FF',
          contents: [
            { lang: 'en_GB', content: 'Sizes' },
            { lang: 'fr_FR', content: 'Tailles' },
          ],
          position: 1,
          roles: ['seller', 'expert'],
        },
      },
      second: {
        summary: 'What is needed',
        value: { color: '#FF8C00', contents: [{ lang: 'en_GB', content: 'Delivery' }] },
      },
    },
    answers: { 201: { description: 'The new topic.', example } },
  },
  updateChatTopic: {
    tag,
    summary: 'Change a chat topic',
    description: '`contents` and `roles` replace what is there.',
    body: { color: '#1E90FF', contents: [{ lang: 'en_GB', content: 'Sizes' }], roles: ['seller'] },
    answers: {
      200: {
        description: 'The topic.',
        example: { ...example, contents: example.contents.slice(0, 1), roles: ['seller'] },
      },
    },
  },
  deleteChatTopic: {
    tag,
    summary: 'Delete a chat topic',
    description:
      'Refused with 409 while an entry of the waiting list or a summary has the topic; `active` false hides it from the chat instead. A deleted topic is gone for every other request and its id is not given again; deleting it once more is answered alike.',
    answers: {
      200: {
        description: 'The topic is deleted.',
        example: { message: 'Chat topic deleted successfully' },
      },
    },
  },
}
