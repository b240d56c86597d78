// HTTP for chatrooms: validated values in, one verb, presented rows out.
import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { requireBrand } from '../http/brand.ts'
import { validate, validateBody } from '../http/validate.ts'
import { presentChatroom } from './present.ts'
import { ChatroomPath, CreateChatroom } from './schema.ts'
import { createChatroom, getChatroom } from './service.ts'

export const chatroomRoutes = new Hono<AppEnv>()
  .post('/', requireBrand('chat:self', 'chat:brand'), validateBody(CreateChatroom), async (c) => {
    const { room, members, isNew } = await createChatroom(c.var, c.req.valid('json'))
    return c.json(presentChatroom(room, members, c.var.now), isNew ? 201 : 200)
  })
  .get(
    '/:id',
    requireBrand('chat:self', 'chat:brand'),
    validate('param', ChatroomPath),
    async (c) => {
      const { room, members } = await getChatroom(c.var, c.req.valid('param').id)
      return c.json(presentChatroom(room, members, c.var.now))
    },
  )
