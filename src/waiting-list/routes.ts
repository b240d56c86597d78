// HTTP for the waiting list: validated values in, one verb, presented rows out.
import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { requireBrand, resolveBrand } from '../http/brand.ts'
import { validate, validateBody } from '../http/validate.ts'
import { IdempotencyHeader } from '../wire.ts'
import { presentEntry } from './present.ts'
import { JoinWaitingList, TakeEntry, WaitingPath, WaitingQuery } from './schema.ts'
import { joinWaitingList, listEntries, takeEntry } from './service.ts'

export const waitingListRoutes = new Hono<AppEnv>()
  .get('/', requireBrand('chat:self', 'chat:brand'), validate('query', WaitingQuery), async (c) => {
    const entries = await listEntries(c.var, c.req.valid('query'))
    return c.json(entries.map(presentEntry))
  })
  .post(
    '/',
    requireBrand('chat:self', 'chat:brand'),
    validateBody(JoinWaitingList),
    validate('header', IdempotencyHeader),
    async (c) => {
      const { 'Idempotency-Key': key } = c.req.valid('header')
      const { entry, isNew } = await joinWaitingList(c.var, c.req.valid('json'), key)
      return c.json(presentEntry(entry), isNew ? 201 : 200)
    },
  )
  .patch(
    '/:id',
    resolveBrand('chat:self', 'chat:brand'),
    validate('param', WaitingPath),
    validateBody(TakeEntry),
    async (c) => {
      const { id_ambassador: idAmbassador } = c.req.valid('json')
      return c.json(presentEntry(await takeEntry(c.var, c.req.valid('param').id, idAmbassador)))
    },
  )
