// HTTP for chatrooms: validated values in, one verb, presented rows out.
import { route } from '../http/route.ts'
import { envelope } from '../contract/lists/envelope.ts'
import { presentMessage } from '../domain/messages/present.ts'
import { BriefChatroomList, ManagedChatroom, ManagerRoomsQuery } from './managed-schema.ts'
import { getChatroomWithMessages, listRoomsOfBrand } from './managed-service.ts'
import { createChatroom } from './open-service.ts'
import { presentBriefChatroom, presentChatroom } from '../domain/chatrooms/present.ts'
import { Chatroom } from '../domain/chatrooms/schema.ts'
import { ChatroomPath, CreateChatroom, UpdateChatroom } from './schema.ts'
import { getChatroom, updateChatroom } from './service.ts'

const ALL = '/api/v2/chat/chatrooms'
const MANAGED = '/api/v2/manager/chatrooms'

export const chatroomRoutes = [
  route(
    {
      id: 'createChatroom',
      method: 'post',
      path: ALL,
      scopes: ['chat:self', 'chat:brand'],
      self: 'own',
      brand: 'required',
      body: CreateChatroom,
      answers: { 200: Chatroom, 201: Chatroom },
      events: ['chatroom.created', 'chatroom.updated'],
    },
    async (c) => {
      const { room, members, isNew } = await createChatroom(c.var, c.req.valid('json'))
      return c.json(presentChatroom(room, members, c.var), isNew ? 201 : 200)
    },
  ),
  route(
    {
      id: 'getChatroom',
      method: 'get',
      path: `${ALL}/{id}`,
      scopes: ['chat:self', 'chat:brand'],
      self: 'seen',
      brand: 'required',
      params: ChatroomPath,
      answers: { 200: Chatroom },
    },
    async (c) => {
      const { room, members } = await getChatroom(c.var, c.req.valid('param').id)
      return c.json(presentChatroom(room, members, c.var))
    },
  ),
  route(
    {
      id: 'updateChatroom',
      method: 'patch',
      path: `${ALL}/{id}`,
      scopes: ['chat:self', 'chat:brand'],
      self: 'seen',
      brand: 'required',
      params: ChatroomPath,
      body: UpdateChatroom,
      answers: { 200: Chatroom },
      events: ['chatroom.updated'],
    },
    async (c) => {
      const { id } = c.req.valid('param')
      const { room, members } = await updateChatroom(c.var, id, c.req.valid('json'))
      return c.json(presentChatroom(room, members, c.var))
    },
  ),
  route(
    {
      id: 'listChatroomsOfBrand',
      method: 'get',
      path: MANAGED,
      scopes: ['manager'],
      brand: 'optional',
      query: ManagerRoomsQuery,
      answers: { 200: BriefChatroomList },
    },
    async (c) => {
      const query = c.req.valid('query')
      const slice = await listRoomsOfBrand(c.var, query)
      const data = slice.rows.map((room) => presentBriefChatroom(room, c.var))
      return c.json(envelope(data, slice, query, c.req.url))
    },
  ),
  route(
    {
      id: 'getChatroomOfBrand',
      method: 'get',
      path: `${MANAGED}/{id}`,
      scopes: ['manager'],
      brand: 'optional',
      params: ChatroomPath,
      answers: { 200: ManagedChatroom },
    },
    async (c) => {
      const view = c.var
      const { id } = c.req.valid('param')
      const { room, members, messages } = await getChatroomWithMessages(c.var, id)
      return c.json({
        ...presentChatroom(room, members, view),
        messages: messages.map((message) => presentMessage(message, view)),
      })
    },
  ),
]
