// What the OpenAPI document says of the ambassador routes.
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { BrandHeader, OptionalBrandHeader } from '../http/brand.ts'
import { errorResponses, json, jsonBody, pageExample } from '../../scripts/openapi/responses.ts'
import { ambassadorExample } from './example.ts'
import { PutAmbassadorsBody, PutResult } from './put-schema.ts'
import {
  Ambassador,
  AmbassadorList,
  AmbassadorPath,
  AmbassadorsQuery,
  ManagedAmbassadorList,
  ManagedAmbassadorPath,
  ManagedAmbassadorsQuery,
  ShopCustomer,
  UpdateAmbassador,
} from './schema.ts'

const tags = ['Ambassadors']
const managerTags = ['Manager']

const clientExample = {
  ...ambassadorExample,
  id_ambassador: 1_073_741_824,
  image: null,
  firstname: 'Bruno',
  lastname: 'Keller',
  username: null,
  email: null,
  email_tmp: 'bruno.keller@example.com',
  status: 7,
  online: false,
  last_action_date: null,
  customer_id: null,
}

const anonymizedExample = {
  ...clientExample,
  id_ambassador: 8,
  firstname: null,
  lastname: null,
  email_tmp: null,
  status: 0,
  anonymized: true,
}

export const ambassadorPaths: ZodOpenApiPathsObject = {
  '/api/v2/chat/ambassadors': {
    get: {
      operationId: 'listAmbassadors',
      tags,
      summary: 'List the ambassadors of a brand',
      description:
        'Those who acted last come first unless sorted otherwise; who never acted counts as the oldest. Anonymized ambassadors are left out. The ambassador of a `chat:self` token must itself be available.',
      requestParams: { header: BrandHeader, query: AmbassadorsQuery },
      responses: {
        200: json(
          'A page of ambassadors.',
          AmbassadorList,
          pageExample('/api/v2/chat/ambassadors', ambassadorExample),
        ),
        ...errorResponses(),
      },
    },
  },
  '/api/v2/chat/ambassadors/shop-customer': {
    post: {
      operationId: 'getOrCreateShopCustomer',
      tags,
      summary: 'Get or create a client by e-mail',
      description:
        'The client (`status` 7) of the brand with this e-mail, made if there was none. One per e-mail and brand, whatever the concurrency. Only addresses that the brand wrote count, here, with `chat:brand` or by a manager: whoever has set this one for itself with `chat:self` is not meant. The id of a new client is 1073741824 or above, so that it never collides with an id of the brand.',
      requestParams: { header: BrandHeader },
      requestBody: jsonBody(ShopCustomer, {
        email_tmp: 'bruno.keller@example.com',
        firstname: 'Bruno',
        lastname: 'Keller',
      }),
      responses: {
        200: json('The client.', Ambassador, clientExample),
        ...errorResponses(413, 415),
      },
    },
  },
  '/api/v2/chat/ambassadors/{ambassador}': {
    patch: {
      operationId: 'updateAmbassador',
      tags,
      summary: 'Set the temporary e-mail of an ambassador',
      description:
        "With `chat:brand` the address is the brand's: the client can be found by it, and two clients of a brand can not have the same. A `chat:self` token may only set that of its own ambassador. Such an address is shown and finds nobody, may be the same as another's, and leaves the one that the brand wrote in force.",
      requestParams: { header: OptionalBrandHeader, path: AmbassadorPath },
      requestBody: jsonBody(UpdateAmbassador, { email_tmp: 'alice@example.com' }),
      responses: {
        200: json('The ambassador.', Ambassador, {
          ...ambassadorExample,
          email_tmp: 'alice@example.com',
        }),
        ...errorResponses(404, 413, 415),
      },
    },
  },
  '/api/v2/manager/ambassadors': {
    get: {
      operationId: 'listManagedAmbassadors',
      tags: managerTags,
      summary: 'List all ambassadors of a brand',
      description:
        'By id unless sorted otherwise; anonymized ones included. Where an ambassador has set `email_tmp` for itself, `email_tmp_by_brand` has what the brand wrote.',
      requestParams: { header: OptionalBrandHeader, query: ManagedAmbassadorsQuery },
      responses: {
        200: json(
          'A page of ambassadors.',
          ManagedAmbassadorList,
          pageExample('/api/v2/manager/ambassadors', ambassadorExample),
        ),
        ...errorResponses(),
      },
    },
    put: {
      operationId: 'putAmbassadors',
      tags: managerTags,
      summary: 'Create or replace ambassadors',
      description:
        'All of them or, if one is refused, none. An `email_tmp` counts as written by the brand, also in place of one that the ambassador had set for itself. A brand comes to be with its first ambassador. The body may take up to 1024 KiB.',
      requestParams: { header: OptionalBrandHeader },
      requestBody: jsonBody(PutAmbassadorsBody, [
        {
          id_ambassador: 1,
          status: 3,
          firstname: 'Alice',
          lastname: 'Moreau',
          username: 'alice.moreau',
          email: 'alice.moreau@example.com',
          image: 'https://images.example.com/alice.moreau.jpg',
          customer_id: 'C-3-1',
        },
        { id_ambassador: 21, status: 7, active: 0, email_tmp: 'lea.fontaine@example.com' },
      ]),
      responses: {
        200: json('All are written.', PutResult, { created: 1, updated: 1 }),
        ...errorResponses(413, 415),
      },
    },
  },
  '/api/v2/manager/ambassadors/{id}/anonymize': {
    patch: {
      operationId: 'anonymizeAmbassador',
      tags: managerTags,
      summary: 'Anonymize an ambassador',
      description:
        'Removes its personal data for good, in one transaction. Its messages, ratings and places in rooms stay. Needs no body.',
      requestParams: { header: OptionalBrandHeader, path: ManagedAmbassadorPath },
      responses: {
        200: json('The anonymized ambassador.', Ambassador, anonymizedExample),
        ...errorResponses(404),
      },
    },
  },
}
