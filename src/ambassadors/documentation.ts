// What the OpenAPI document says of the ambassador routes.
import type { Documentation } from '../http/documentation.ts'
import { ambassadorExample } from '../domain/ambassadors/example.ts'
import { PatchAmbassadorsBody, PutAmbassadorsBody } from './put-schema.ts'
import type { ambassadorRoutes } from './routes.ts'

const tag = 'Ambassadors'
const managerTag = 'Manager'

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

export const ambassadorDocumentation: Documentation<typeof ambassadorRoutes> = {
  listAmbassadors: {
    tag,
    summary: 'List the ambassadors of a brand',
    description:
      'Those who acted last come first unless sorted otherwise; who never acted counts as the oldest. Anonymized ambassadors are left out.',
    answers: { 200: { description: 'A page of ambassadors.', item: ambassadorExample } },
  },
  getOrCreateShopCustomer: {
    tag,
    summary: 'Get or create a client by e-mail',
    description:
      'The client (`status` 7) of the brand with this e-mail, made if there was none. One per e-mail and brand, whatever the concurrency. Only addresses that the brand wrote count, here, with `chat:brand` or by a manager: whoever has set this one for itself with `chat:self` is not meant. The id of a new client is 1073741824 or above, so that it never collides with an id of the brand.',
    body: { email_tmp: 'bruno.keller@example.com', firstname: 'Bruno', lastname: 'Keller' },
    answers: { 200: { description: 'The client.', example: clientExample } },
  },
  updateAmbassador: {
    tag,
    summary: 'Set the temporary e-mail of an ambassador',
    description:
      "With `chat:brand` the address is the brand's: the client can be found by it, and two clients of a brand can not have the same. A `chat:self` token may only set that of its own ambassador. Such an address is shown and finds nobody, may be the same as another's, and leaves the one that the brand wrote in force.",
    body: { email_tmp: 'alice@example.com' },
    answers: {
      200: {
        description: 'The ambassador.',
        example: { ...ambassadorExample, email_tmp: 'alice@example.com' },
      },
    },
  },
  listManagedAmbassadors: {
    tag: managerTag,
    summary: 'List all ambassadors of a brand',
    description:
      'By id unless sorted otherwise; anonymized ones included. Where an ambassador has set `email_tmp` for itself, `email_tmp_by_brand` has what the brand wrote.',
    answers: { 200: { description: 'A page of ambassadors.', item: ambassadorExample } },
  },
  putAmbassadors: {
    tag: managerTag,
    summary: 'Create or replace ambassadors',
    description:
      'All of them or, if one is refused, none. An `email_tmp` counts as written by the brand, also in place of one that the ambassador had set for itself. A brand is created with its first ambassador.',
    body: [
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
    ],
    bodySchema: PutAmbassadorsBody,
    answers: {
      200: { description: 'All are written.', example: { created: 1, updated: 1, unchanged: 0 } },
    },
  },
  patchAmbassadors: {
    tag: managerTag,
    summary: 'Create or change ambassadors',
    description:
      'Like the PUT, but a field that is absent stays as it is, in each record for itself, and null clears it. Only a new ambassador needs a `status`.',
    body: [
      { id_ambassador: 1, customer_id: 'C-3-1', email: null },
      { id_ambassador: 21, status: 7, email_tmp: 'lea.fontaine@example.com' },
    ],
    bodySchema: PatchAmbassadorsBody,
    answers: {
      200: { description: 'All are written.', example: { created: 1, updated: 1, unchanged: 0 } },
    },
  },
  getManagedAmbassador: {
    tag: managerTag,
    summary: 'Read an ambassador',
    description: 'As in the list, anonymized ones included.',
    answers: { 200: { description: 'The ambassador.', example: ambassadorExample } },
  },
  exportAmbassador: {
    tag: managerTag,
    summary: 'Export all that is held about an ambassador',
    description:
      'For a request under data protection law: the record, tags, places in rooms, messages written (deleted ones too), ratings given and got, and entries of the waiting list, those taken up without the words of who waited. NDJSON: a JSON object a line, told apart by `type`, in no order between the types. It is sent while it is read, page by page. The last line has the type `end`; what ends without it is not whole.',
    answers: {
      200: {
        description: 'Lines, of which the example is one.',
        example: { type: 'ambassador', ...ambassadorExample },
      },
    },
  },
  anonymizeAmbassador: {
    tag: managerTag,
    summary: 'Anonymize an ambassador',
    description:
      'Removes its personal data for good, in one transaction. Its messages, ratings and places in rooms stay. Needs no body.',
    answers: { 200: { description: 'The anonymized ambassador.', example: anonymizedExample } },
  },
}
