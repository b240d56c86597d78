// HTTP for messages: validated values in, one verb, presented rows out.
import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { requireBrand, resolveBrand } from '../http/brand.ts'
import { validate, validateBody } from '../http/validate.ts'
import { envelope } from '../lists/envelope.ts'
import { presentMessage } from './present.ts'
import { IdempotencyHeader } from '../wire.ts'
import { MessagePath, MessagesQuery, PostMessage, RoomPath, UpdateMessage } from './schema.ts'
import { getMessage, listMessages, postMessage, updateMessage } from './service.ts'

/** Below a room: /chat/chatrooms/{chatroom}/messages. */
export const roomMessageRoutes = new Hono<AppEnv>()
  .get(
    '/:chatroom/messages',
    requireBrand('chat:self', 'chat:brand'),
    validate('param', RoomPath),
    validate('query', MessagesQuery),
    async (c) => {
      const query = c.req.valid('query')
      const slice = await listMessages(c.var, c.req.valid('param').chatroom, query)
      const data = slice.rows.map((row) => presentMessage(row, c.get('now')))
      return c.json(envelope(data, slice, query, c.req.url))
    },
  )
  .post(
    '/:chatroom/messages',
    resolveBrand('chat:self', 'chat:brand'),
    validate('param', RoomPath),
    validateBody(PostMessage),
    validate('header', IdempotencyHeader),
    async (c) => {
      const { 'Idempotency-Key': key } = c.req.valid('header')
      const { chatroom } = c.req.valid('param')
      const { message, isNew } = await postMessage(c.var, chatroom, c.req.valid('json'), key)
      return c.json(presentMessage(message, c.get('now')), isNew ? 201 : 200)
    },
  )

/** /chat/messages. */
export const messageRoutes = new Hono<AppEnv>()
  .get('/:id', requireBrand('chat:self', 'chat:brand'), validate('param', MessagePath), async (c) =>
    c.json(presentMessage(await getMessage(c.var, c.req.valid('param').id), c.get('now'))),
  )
  .patch(
    '/:id',
    resolveBrand('chat:self', 'chat:brand'),
    validate('param', MessagePath),
    validateBody(UpdateMessage),
    async (c) => {
      const message = await updateMessage(c.var, c.req.valid('param').id, c.req.valid('json'))
      return c.json(presentMessage(message, c.get('now')))
    },
  )
