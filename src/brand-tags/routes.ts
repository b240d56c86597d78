// HTTP for brand tags: validated values in, one verb, presented rows out.
import { route } from '../http/route.ts'
import { envelope } from '../contract/lists/envelope.ts'
import { presentBrandTag } from './present.ts'
import {
  BrandTag,
  BrandTagList,
  BrandTagPath,
  BrandTagsQuery,
  CreateBrandTag,
  UpdateBrandTag,
} from './schema.ts'
import { createBrandTag, listBrandTags, updateBrandTag } from './service.ts'

const ALL = '/api/v2/manager/brand-tags'

/** Bytes that a tag with 10,000 members may take. */
const LARGEST_TAG = 256 * 1024

export const brandTagRoutes = [
  route(
    {
      id: 'listBrandTags',
      method: 'get',
      path: ALL,
      scopes: ['manager'],
      brand: 'optional',
      query: BrandTagsQuery,
      answers: { 200: BrandTagList },
    },
    async (c) => {
      const query = c.req.valid('query')
      const slice = await listBrandTags(c.var, query)
      const data = slice.rows.map((tag) => presentBrandTag({ tag, members: tag.members }, c.var))
      return c.json(envelope(data, slice, query, c.req.url))
    },
  ),
  route(
    {
      id: 'createBrandTag',
      method: 'post',
      path: ALL,
      scopes: ['manager'],
      brand: 'optional',
      body: CreateBrandTag,
      bodyLimit: LARGEST_TAG,
      answers: { 201: BrandTag },
      takesIdempotencyKey: true,
    },
    async (c) => {
      const { 'Idempotency-Key': key } = c.req.valid('header')
      const created = await createBrandTag(c.var, c.req.valid('json'), key)
      return c.json(presentBrandTag(created, c.var), created.isNew ? 201 : 200)
    },
  ),
  route(
    {
      id: 'updateBrandTag',
      method: 'patch',
      path: `${ALL}/{id}`,
      scopes: ['manager'],
      brand: 'optional',
      params: BrandTagPath,
      body: UpdateBrandTag,
      bodyLimit: LARGEST_TAG,
      answers: { 200: BrandTag },
    },
    async (c) => {
      const updated = await updateBrandTag(c.var, c.req.valid('param').id, c.req.valid('json'))
      return c.json(presentBrandTag(updated, c.var))
    },
  ),
]
