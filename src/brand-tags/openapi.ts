// What the OpenAPI document says of the brand tag routes.
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { ambassadorExample } from '../ambassadors/example.ts'
import { OptionalBrandHeader } from '../http/brand.ts'
import { errorResponses, json, jsonBody, pageExample } from '../../scripts/openapi/responses.ts'
import {
  BrandTag,
  BrandTagList,
  BrandTagPath,
  BrandTagsQuery,
  CreateBrandTag,
  UpdateBrandTag,
} from './schema.ts'
import { IdempotencyHeader } from '../wire.ts'

const tags = ['Brand tags']

const brandTagExample = {
  id_brand_tag: 1,
  name: 'Paris flagship',
  visibility_chat: 1,
  members: [ambassadorExample],
  members_count: 1,
}

const body = { name: 'Paris flagship', ids_members: [1] }

export const brandTagPaths: ZodOpenApiPathsObject = {
  '/api/v2/manager/brand-tags': {
    get: {
      operationId: 'listBrandTags',
      tags,
      summary: 'List the brand tags',
      description: 'By id unless sorted otherwise, each with the first 50 of its members.',
      requestParams: { header: OptionalBrandHeader, query: BrandTagsQuery },
      responses: {
        200: json(
          'A page of brand tags.',
          BrandTagList,
          pageExample('/api/v2/manager/brand-tags', brandTagExample),
        ),
        ...errorResponses(),
      },
    },
    post: {
      operationId: 'createBrandTag',
      tags,
      summary: 'Create a brand tag',
      description:
        'Names need not be unique. The body may take up to 256 KiB. With an `Idempotency-Key` a repeat of the request answers the first tag with 200; the key with another body is a 422.',
      requestParams: { header: OptionalBrandHeader.extend(IdempotencyHeader.shape) },
      requestBody: jsonBody(CreateBrandTag, body),
      responses: {
        201: json('The new tag with all of its members.', BrandTag, brandTagExample),
        200: json('The tag that came with this key before.', BrandTag, brandTagExample),
        ...errorResponses(413, 415),
      },
    },
  },
  '/api/v2/manager/brand-tags/{id}': {
    patch: {
      operationId: 'updateBrandTag',
      tags,
      summary: 'Change a brand tag',
      description:
        '`ids_members` replaces the members. Who is under the tag already may stay although it has been blocked or anonymized since. The body may take up to 256 KiB.',
      requestParams: { header: OptionalBrandHeader, path: BrandTagPath },
      requestBody: jsonBody(UpdateBrandTag, { ids_members: [1] }),
      responses: {
        200: json('The tag with all of its members.', BrandTag, brandTagExample),
        ...errorResponses(404, 413, 415),
      },
    },
  },
}
