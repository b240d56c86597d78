// HTTP for brand tags: validated values in, one verb, presented rows out.
import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { resolveBrand } from '../http/brand.ts'
import { validate, validateBody } from '../http/validate.ts'
import { envelope } from '../lists/envelope.ts'
import { IdempotencyHeader } from '../wire.ts'
import { presentBrandTag } from './present.ts'
import { BrandTagPath, BrandTagsQuery, CreateBrandTag, UpdateBrandTag } from './schema.ts'
import { createBrandTag, listBrandTags, updateBrandTag } from './service.ts'

/** Bytes that a tag with 10,000 members may take. */
const LARGEST_TAG = 256 * 1024

/** /manager/brand-tags. */
export const brandTagRoutes = new Hono<AppEnv>()
  .get('/', resolveBrand('manager'), validate('query', BrandTagsQuery), async (c) => {
    const query = c.req.valid('query')
    const slice = await listBrandTags(c.var, query)
    const data = slice.rows.map((tag) =>
      presentBrandTag({ tag, members: JSON.parse(tag.members) }, c.get('now')),
    )
    return c.json(envelope(data, slice, query, c.req.url))
  })
  .post(
    '/',
    resolveBrand('manager'),
    validateBody(CreateBrandTag, LARGEST_TAG),
    validate('header', IdempotencyHeader),
    async (c) => {
      const { 'Idempotency-Key': key } = c.req.valid('header')
      const created = await createBrandTag(c.var, c.req.valid('json'), key)
      return c.json(presentBrandTag(created, c.get('now')), created.isNew ? 201 : 200)
    },
  )
  .patch(
    '/:id',
    resolveBrand('manager'),
    validate('param', BrandTagPath),
    validateBody(UpdateBrandTag, LARGEST_TAG),
    async (c) => {
      const updated = await updateBrandTag(c.var, c.req.valid('param').id, c.req.valid('json'))
      return c.json(presentBrandTag(updated, c.get('now')))
    },
  )
