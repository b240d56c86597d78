// HTTP for messages: validated values in, one verb, presented rows out.
import { route } from '../http/route.ts'
import { envelope } from '../contract/lists/envelope.ts'
import { presentMessage } from '../domain/messages/present.ts'
import { Message } from '../domain/messages/schema.ts'
import {
  MessageList,
  MessagePath,
  MessagesQuery,
  PostMessage,
  RequestRating,
  UpdateMessage,
} from './schema.ts'
import { RoomPath } from '../domain/chatrooms/schema.ts'
import { getMessage, listMessages, postMessage, requestRating, updateMessage } from './service.ts'

const IN_ROOM = '/api/v2/chat/chatrooms/{chatroom}/messages'
const ONE = '/api/v2/chat/messages/{id}'

export const messageRoutes = [
  route(
    {
      id: 'listMessages',
      method: 'get',
      path: IN_ROOM,
      scopes: ['chat:self', 'chat:brand'],
      self: 'seen',
      brand: 'required',
      params: RoomPath,
      query: MessagesQuery,
      answers: { 200: MessageList },
    },
    async (c) => {
      const query = c.req.valid('query')
      const slice = await listMessages(c.var, c.req.valid('param').chatroom, query)
      const data = slice.rows.map((row) => presentMessage(row, c.var))
      return c.json(envelope(data, slice, query, c.req.url))
    },
  ),
  route(
    {
      id: 'postMessage',
      method: 'post',
      path: IN_ROOM,
      scopes: ['chat:self', 'chat:brand'],
      self: 'own',
      brand: 'optional',
      params: RoomPath,
      body: PostMessage,
      answers: { 201: Message },
      events: ['message.created'],
      takesIdempotencyKey: true,
      isRepeatable: false,
    },
    async (c) => {
      const { 'Idempotency-Key': key } = c.req.valid('header')
      const { chatroom } = c.req.valid('param')
      const { message, isNew } = await postMessage(c.var, chatroom, c.req.valid('json'), key)
      return c.json(presentMessage(message, c.var), isNew ? 201 : 200)
    },
  ),
  route(
    {
      id: 'requestRating',
      method: 'post',
      path: '/api/v2/chat/chatrooms/{chatroom}/ratings',
      scopes: ['chat:self', 'chat:brand'],
      self: 'own',
      brand: 'optional',
      params: RoomPath,
      body: RequestRating,
      answers: { 201: Message },
      events: ['message.created'],
      takesIdempotencyKey: true,
      isRepeatable: false,
    },
    async (c) => {
      const { 'Idempotency-Key': key } = c.req.valid('header')
      const { chatroom } = c.req.valid('param')
      const { message, isNew } = await requestRating(c.var, chatroom, c.req.valid('json'), key)
      return c.json(presentMessage(message, c.var), isNew ? 201 : 200)
    },
  ),
  route(
    {
      id: 'getMessage',
      method: 'get',
      path: ONE,
      scopes: ['chat:self', 'chat:brand'],
      self: 'seen',
      brand: 'required',
      params: MessagePath,
      answers: { 200: Message },
    },
    async (c) => c.json(presentMessage(await getMessage(c.var, c.req.valid('param').id), c.var)),
  ),
  route(
    {
      id: 'updateMessage',
      method: 'patch',
      path: ONE,
      scopes: ['chat:self', 'chat:brand'],
      self: 'seen',
      brand: 'optional',
      params: MessagePath,
      body: UpdateMessage,
      answers: { 200: Message },
      events: ['message.updated'],
    },
    async (c) => {
      const message = await updateMessage(c.var, c.req.valid('param').id, c.req.valid('json'))
      return c.json(presentMessage(message, c.var))
    },
  ),
]
