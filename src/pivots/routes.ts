// HTTP for what an ambassador does with a room of its own.
import * as z from 'zod/mini'
import { RoomPath } from '../domain/chatrooms/schema.ts'
import { route } from '../http/route.ts'
import { presentMessage } from '../domain/messages/present.ts'
import { Message } from '../domain/messages/schema.ts'
import { Done } from '../contract/fields.ts'
import { Archive, Block, Flag, PivotPath, Purge } from './schema.ts'
import { markRead, purge, setArchived, setBlocked, setFlag } from './service.ts'

const PLACE = '/api/v2/chat/chatrooms/{chatroom}/ambassadors/{ambassador}'

/** What all of them have in common but the purge. */
const ofPlace = {
  scopes: ['chat:self', 'chat:brand'],
  self: 'own',
  brand: 'required',
  params: PivotPath,
} as const

const placeOf = ({ chatroom, ambassador }: { chatroom: number; ambassador: number }) => ({
  idChatroom: chatroom,
  idAmbassador: ambassador,
})

export const pivotRoutes = [
  route(
    {
      id: 'purgeChatroom',
      method: 'patch',
      path: '/api/v2/chat/chatrooms/{chatroom}/purge',
      scopes: ['chat:self', 'chat:brand'],
      self: 'own',
      brand: 'optional',
      params: RoomPath,
      body: Purge,
      answers: { 200: Done },
      events: ['pivot.updated'],
    },
    async (c) => {
      const { chatroom: idChatroom } = c.req.valid('param')
      await purge(c.var, { idChatroom, ...c.req.valid('json') })
      return c.json({ message: 'Chatroom purged successfully' })
    },
  ),
  route(
    {
      ...ofPlace,
      id: 'archiveChatroom',
      method: 'patch',
      path: `${PLACE}/archive`,
      body: Archive,
      answers: { 200: Done },
      events: ['pivot.updated'],
    },
    async (c) => {
      const { archive } = c.req.valid('json')
      await setArchived(c.var, placeOf(c.req.valid('param')), archive)
      return c.json({ message: `Chatroom ${archive ? 'archived' : 'unarchived'} successfully` })
    },
  ),
  route(
    {
      ...ofPlace,
      id: 'blockChatroom',
      method: 'patch',
      path: `${PLACE}/block`,
      body: Block,
      answers: { 200: Done },
      events: ['pivot.updated'],
    },
    async (c) => {
      const place = placeOf(c.req.valid('param'))
      const { isBlocked } = c.req.valid('json')
      await setBlocked(c.var, place, isBlocked)
      const done = isBlocked ? 'blocked' : 'unblocked'
      const message = `chatroom ${place.idChatroom} ${done} successfully for ambassador ${place.idAmbassador}`
      return c.json({ message })
    },
  ),
  route(
    {
      ...ofPlace,
      id: 'flagChatroom',
      method: 'patch',
      path: `${PLACE}/flag`,
      body: Flag,
      answers: { 200: Done },
      events: ['pivot.updated'],
    },
    async (c) => {
      await setFlag(c.var, placeOf(c.req.valid('param')), c.req.valid('json').flag)
      return c.json({ message: 'Chatroom flagged successfully' })
    },
  ),
  route(
    {
      ...ofPlace,
      id: 'readChatroom',
      method: 'post',
      path: `${PLACE}/read`,
      answers: { 200: z.nullable(Message) },
      events: ['chatroom.read'],
    },
    async (c) => {
      const message = await markRead(c.var, placeOf(c.req.valid('param')))
      return c.json(message && presentMessage(message, c.var))
    },
  ),
]
