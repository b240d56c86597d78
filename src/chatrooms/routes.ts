// HTTP for chatrooms: validated values in, one verb, presented rows out.
import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { requireBrand, resolveBrand } from '../http/brand.ts'
import { validate, validateBody } from '../http/validate.ts'
import { envelope } from '../lists/envelope.ts'
import { presentMessage } from '../messages/present.ts'
import { AmbassadorPath, AmbassadorRoomsQuery, ManagerRoomsQuery } from './list-schema.ts'
import { listRoomsOfAmbassador, listRoomsOfBrand } from './list-service.ts'
import { presentBriefChatroom, presentChatroom, presentListedChatroom } from './present.ts'
import { ChatroomPath, CreateChatroom, UpdateChatroom } from './schema.ts'
import { createChatroom, getChatroom, getChatroomWithMessages, updateChatroom } from './service.ts'

export const chatroomRoutes = new Hono<AppEnv>()
  .post('/', requireBrand('chat:self', 'chat:brand'), validateBody(CreateChatroom), async (c) => {
    const { room, members, isNew } = await createChatroom(c.var, c.req.valid('json'))
    return c.json(presentChatroom(room, members, c.get('now')), isNew ? 201 : 200)
  })
  .get(
    '/:id',
    requireBrand('chat:self', 'chat:brand'),
    validate('param', ChatroomPath),
    async (c) => {
      const { room, members } = await getChatroom(c.var, c.req.valid('param').id)
      return c.json(presentChatroom(room, members, c.get('now')))
    },
  )
  .patch(
    '/:id',
    requireBrand('chat:self', 'chat:brand'),
    validate('param', ChatroomPath),
    validateBody(UpdateChatroom),
    async (c) => {
      const { id } = c.req.valid('param')
      const { room, members } = await updateChatroom(c.var, id, c.req.valid('json'))
      return c.json(presentChatroom(room, members, c.get('now')))
    },
  )

/** Below an ambassador: /chat/ambassadors/{ambassador}/chatrooms. */
export const ambassadorRoomRoutes = new Hono<AppEnv>().get(
  '/:ambassador/chatrooms',
  requireBrand('chat:self', 'chat:brand'),
  validate('param', AmbassadorPath),
  validate('query', AmbassadorRoomsQuery),
  async (c) => {
    const now = c.get('now')
    const query = c.req.valid('query')
    const { ambassador } = c.req.valid('param')
    const { slice, members, lastMessages } = await listRoomsOfAmbassador(c.var, ambassador, query)
    const data = slice.rows.map((room) => {
      const { idChatroom: id } = room
      return presentListedChatroom(room, members.get(id) ?? [], lastMessages.get(id), now)
    })
    return c.json(envelope(data, slice, query, c.req.url))
  },
)

/** /manager/chatrooms. */
export const managerRoomRoutes = new Hono<AppEnv>()
  .get('/', resolveBrand('manager'), validate('query', ManagerRoomsQuery), async (c) => {
    const query = c.req.valid('query')
    const { slice, members } = await listRoomsOfBrand(c.var, query)
    const data = slice.rows.map((room) =>
      presentBriefChatroom(room, members.get(room.idChatroom) ?? [], c.get('now')),
    )
    return c.json(envelope(data, slice, query, c.req.url))
  })
  .get('/:id', resolveBrand('manager'), validate('param', ChatroomPath), async (c) => {
    const now = c.get('now')
    const { id } = c.req.valid('param')
    const { room, members, messages } = await getChatroomWithMessages(c.var, id)
    return c.json({
      ...presentChatroom(room, members, now),
      messages: messages.map((message) => presentMessage(message, now)),
    })
  })
