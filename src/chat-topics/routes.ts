// HTTP for chat topics: validated values in, one verb, presented rows out.
import { route } from '../http/route.ts'
import { envelope } from '../contract/lists/envelope.ts'
import { presentChatTopic } from './present.ts'
import {
  ChatTopic,
  ChatTopicList,
  ChatTopicPath,
  ChatTopicsQuery,
  CreateChatTopic,
  Deleted,
  UpdateChatTopic,
} from './schema.ts'
import { createTopic, deleteTopic, getTopic, listTopics, updateTopic } from './service.ts'

const ALL = '/api/v2/manager/chat-topics'
const ONE = `${ALL}/{id}`

/** What reading has in common. */
const reading = {
  method: 'get',
  scopes: ['manager', 'chat:brand', 'chat:self'],
  self: 'everybody',
  brand: 'optional',
} as const

export const chatTopicRoutes = [
  route(
    {
      ...reading,
      id: 'listChatTopics',
      path: ALL,
      query: ChatTopicsQuery,
      answers: { 200: ChatTopicList },
    },
    async (c) => {
      const query = c.req.valid('query')
      const slice = await listTopics(c.var, query)
      return c.json(envelope(slice.rows.map(presentChatTopic), slice, query, c.req.url))
    },
  ),
  route(
    {
      ...reading,
      id: 'getChatTopic',
      path: ONE,
      params: ChatTopicPath,
      answers: { 200: ChatTopic },
    },
    async (c) => c.json(presentChatTopic(await getTopic(c.var, c.req.valid('param').id))),
  ),
  route(
    {
      id: 'createChatTopic',
      method: 'post',
      path: ALL,
      scopes: ['manager'],
      brand: 'optional',
      body: CreateChatTopic,
      answers: { 201: ChatTopic },
      takesIdempotencyKey: true,
    },
    async (c) => {
      const { 'Idempotency-Key': key } = c.req.valid('header')
      const { topic, isNew } = await createTopic(c.var, c.req.valid('json'), key)
      return c.json(presentChatTopic(topic), isNew ? 201 : 200)
    },
  ),
  route(
    {
      id: 'updateChatTopic',
      method: 'patch',
      path: ONE,
      scopes: ['manager'],
      brand: 'optional',
      params: ChatTopicPath,
      body: UpdateChatTopic,
      answers: { 200: ChatTopic },
    },
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(presentChatTopic(await updateTopic(c.var, id, c.req.valid('json'))))
    },
  ),
  route(
    {
      id: 'deleteChatTopic',
      method: 'delete',
      path: ONE,
      scopes: ['manager'],
      brand: 'optional',
      params: ChatTopicPath,
      answers: { 200: Deleted },
      refusals: [409],
    },
    async (c) => {
      await deleteTopic(c.var, c.req.valid('param').id)
      return c.json({ message: 'Chat topic deleted successfully' })
    },
  ),
]
