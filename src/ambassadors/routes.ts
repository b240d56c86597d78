// HTTP for ambassadors: validated values in, one verb, presented rows out.
import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { requireBrand, resolveBrand } from '../http/brand.ts'
import { validate, validateBody } from '../http/validate.ts'
import { envelope } from '../lists/envelope.ts'
import { presentAmbassador, presentManagedAmbassador } from './present.ts'
import { PutAmbassadors } from './put-schema.ts'
import {
  AmbassadorPath,
  AmbassadorsQuery,
  ManagedAmbassadorPath,
  ManagedAmbassadorsQuery,
  ShopCustomer,
  UpdateAmbassador,
} from './schema.ts'
import {
  anonymizeAmbassador,
  getOrCreateClient,
  listAmbassadors,
  listAmbassadorsForChat,
  putAmbassadors,
  updateAmbassador,
} from './service.ts'

/** Bytes that 1,000 ambassadors may take. */
const LARGEST_PUT = 1024 * 1024

/** /chat/ambassadors. */
export const ambassadorRoutes = new Hono<AppEnv>()
  .get(
    '/',
    requireBrand('chat:self', 'chat:brand'),
    validate('query', AmbassadorsQuery),
    async (c) => {
      const query = c.req.valid('query')
      const slice = await listAmbassadorsForChat(c.var, query)
      const data = slice.rows.map((row) => presentAmbassador(row, c.get('now')))
      return c.json(envelope(data, slice, query, c.req.url))
    },
  )
  .post('/shop-customer', requireBrand('chat:brand'), validateBody(ShopCustomer), async (c) =>
    c.json(presentAmbassador(await getOrCreateClient(c.var, c.req.valid('json')), c.get('now'))),
  )
  .patch(
    '/:ambassador',
    resolveBrand('chat:self', 'chat:brand'),
    validate('param', AmbassadorPath),
    validateBody(UpdateAmbassador),
    async (c) => {
      const { ambassador: id } = c.req.valid('param')
      const ambassador = await updateAmbassador(c.var, id, c.req.valid('json'))
      return c.json(presentAmbassador(ambassador, c.get('now')))
    },
  )

/** /manager/ambassadors. */
export const managedAmbassadorRoutes = new Hono<AppEnv>()
  .get('/', resolveBrand('manager'), validate('query', ManagedAmbassadorsQuery), async (c) => {
    const query = c.req.valid('query')
    const slice = await listAmbassadors(c.var, query)
    const data = slice.rows.map((row) => presentManagedAmbassador(row, c.get('now')))
    return c.json(envelope(data, slice, query, c.req.url))
  })
  .put('/', resolveBrand('manager'), validateBody(PutAmbassadors, LARGEST_PUT), async (c) =>
    c.json(await putAmbassadors(c.var, c.req.valid('json'))),
  )
  .patch(
    '/:id/anonymize',
    resolveBrand('manager'),
    validate('param', ManagedAmbassadorPath),
    async (c) => {
      const ambassador = await anonymizeAmbassador(c.var, c.req.valid('param').id)
      return c.json(presentAmbassador(ambassador, c.get('now')))
    },
  )
