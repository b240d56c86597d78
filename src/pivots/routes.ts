// HTTP for what an ambassador does with a room of its own.
import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { requireBrand, resolveBrand } from '../http/brand.ts'
import { validate, validateBody } from '../http/validate.ts'
import { presentMessage } from '../messages/present.ts'
import { Archive, Block, Flag, PivotPath, Purge, PurgePath } from './schema.ts'
import { markRead, purge, setArchived, setBlocked, setFlag } from './service.ts'

const placeOf = ({ chatroom, ambassador }: { chatroom: number; ambassador: number }) => ({
  idChatroom: chatroom,
  idAmbassador: ambassador,
})

/** Below a room: /chat/chatrooms/{chatroom}/… */
export const pivotRoutes = new Hono<AppEnv>()
  .patch(
    '/:chatroom/purge',
    resolveBrand('chat:self', 'chat:brand'),
    validate('param', PurgePath),
    validateBody(Purge),
    async (c) => {
      const { chatroom: idChatroom } = c.req.valid('param')
      await purge(c.var, { idChatroom, ...c.req.valid('json') })
      return c.json({ message: 'Chatroom purged successfully' })
    },
  )
  .patch(
    '/:chatroom/ambassadors/:ambassador/archive',
    requireBrand('chat:self', 'chat:brand'),
    validate('param', PivotPath),
    validateBody(Archive),
    async (c) => {
      const { archive } = c.req.valid('json')
      await setArchived(c.var, placeOf(c.req.valid('param')), Number(archive))
      return c.json({ message: `Chatroom ${archive ? 'archived' : 'unarchived'} successfully` })
    },
  )
  .patch(
    '/:chatroom/ambassadors/:ambassador/block',
    requireBrand('chat:self', 'chat:brand'),
    validate('param', PivotPath),
    validateBody(Block),
    async (c) => {
      const place = placeOf(c.req.valid('param'))
      const { isBlocked } = c.req.valid('json')
      await setBlocked(c.var, place, Number(isBlocked))
      const done = isBlocked ? 'blocked' : 'unblocked'
      const message = `chatroom ${place.idChatroom} ${done} successfully for ambassador ${place.idAmbassador}`
      return c.json({ message })
    },
  )
  .patch(
    '/:chatroom/ambassadors/:ambassador/flag',
    requireBrand('chat:self', 'chat:brand'),
    validate('param', PivotPath),
    validateBody(Flag),
    async (c) => {
      await setFlag(c.var, placeOf(c.req.valid('param')), c.req.valid('json').flag)
      return c.json({ message: 'Chatroom flagged successfully' })
    },
  )
  .post(
    '/:chatroom/ambassadors/:ambassador/read',
    requireBrand('chat:self', 'chat:brand'),
    validate('param', PivotPath),
    async (c) => {
      const message = await markRead(c.var, placeOf(c.req.valid('param')))
      return c.json(message && presentMessage(message, c.get('now')))
    },
  )
