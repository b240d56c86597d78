// What the OpenAPI document says of the ambassador routes.
import type { Documentation, Texts } from '../http/operation.ts'
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

export const tags: Texts = {
  Ambassadors: 'The people of a brand.',
  Manager: 'What the people who run a brand do.',
}

const HIDDEN =
  'Null for none, and to a `chat:self` token without `chat:contacts` unless it is that of its own ambassador.'

const PERSON = 'The ambassador, by its `id_ambassador`.'

const STATUSES =
  '0 ambassador, 1 employee, 2 administrator, 3 seller, 4 shop manager, 5 manager, 6 expert, 7 client, 8 temp.'

const STATUS = `${STATUSES} 0 to 6 are members, 7 and 8 are external.`

const ACTIVE =
  '1 active, 0 not activated, -1 blocked, -2 unsubscribed, -3 unsubscribed by the brand.'

/** What a record of an import may hold. */
const imported = (schema: string) => ({
  [`${schema}.customer_id`]:
    "The customer's id in the systems of the brand, at most 100 characters; null for none.",
  [`${schema}.email`]: 'The e-mail address, at most 254 characters; null for none.',
  [`${schema}.email_tmp`]:
    'The address that the ambassador can be reached at for now, in lower case, at most 254 characters; null for none.',
  [`${schema}.email_tmp_by_brand`]:
    'As managers read it. If it is present it is written, and `email_tmp`, which the ambassador has set for itself, is left alone.',
  [`${schema}.id_ambassador`]:
    'An id of the brand, below 1073741824; ids from there on are given out by the service.',
})

export const fields: Texts = {
  active: ACTIVE,
  anonymized: 'True when the personal data has been removed; it is null then.',
  customer_id: `The customer's id in the systems of the brand. ${HIDDEN}`,
  email: `The e-mail address. ${HIDDEN}`,
  email_tmp: `The address that the ambassador can be reached at for now, in lower case. ${HIDDEN}`,
  email_tmp_by_brand:
    'Only where the ambassador has set `email_tmp` for itself: the address that the brand wrote, by which clients are found.',
  firstname: 'The first name, at most 100 characters; null for none.',
  image: 'The http or https URL of a picture, at most 512 characters; null for none.',
  lastname: 'The last name, at most 100 characters; null for none.',
  last_action_date: 'When the ambassador was last seen, to about a minute, in UTC; null for never.',
  online: 'True when last_action_date is less than 5 minutes ago.',
  status: STATUS,
  username: 'The name to show in the chat, at most 100 characters; null for none.',
  'ShopCustomer.email_tmp':
    'The e-mail address that identifies the client. White space around it and upper case do not matter.',
  'ShopCustomer.firstname': 'Used when the client is made.',
  'ShopCustomer.lastname': 'Used when the client is made.',
  'UpdateAmbassador.email_tmp': 'The new address. Null clears it.',
  ...imported('PutAmbassador'),
  ...imported('PatchAmbassador'),
  PutAmbassador: 'A whole record: what is absent becomes null. The last action stays as it is.',
  PatchAmbassador:
    'What is absent stays as it is; null clears it. `status` and `active` cannot be cleared: null counts as absent there.',
  'PutAmbassador.active': `${ACTIVE} 1 by default.`,
  'PatchAmbassador.active': `${ACTIVE} 1 for a new ambassador.`,
  'PatchAmbassador.status': `Required for a new ambassador. ${STATUS}`,
  created: 'How many were new.',
  unchanged: 'How many of the updated ones were already exactly as sent.',
  updated: 'How many existed before.',
  lines: 'How many lines came before this one. What ends without this line is incomplete.',
  'ExportLine.type': 'What the line holds.',
  'ExportLine/message.active': 'False when the message has been deleted.',
  'ExportLine/message.content': 'The text; null for none.',
  'ExportLine/chatroom_pivot.has_posted': 'True once the ambassador has posted in the room.',
  'ExportLine/rating.content': 'The comment of the rater; null for none.',
  'ExportLine/waiting.content': 'What the user wrote on joining; null for nothing.',
  'ExportLine/waiting.id_ambassador': 'The member who has taken the entry.',
  'ExportLine/waiting.id_chatroom': 'The room of both, once the entry is taken.',
}

export const parameters: Texts = {
  'updateAmbassador.ambassador': PERSON,
  'getManagedAmbassador.id': PERSON,
  'exportAmbassador.id': PERSON,
  'anonymizeAmbassador.id': PERSON,
  'query.dry_run': 'With `true` nothing is written, and the answer is what it would otherwise be.',
  'filter[brand_tag]': 'Ambassadors under the brand tag with this id.',
  'filter[exclude]': 'Ambassadors other than those with these ids, separated by commas.',
  'filter[name]':
    'Words in any order: each must be a part of the first name, last name or username. Case, accents and ligatures do not matter.',
  'filter[status]': `Ambassadors with this status: ${STATUSES} Several with commas.`,
  'listManagedAmbassadors.filter[active]': `Ambassadors with this code: ${ACTIVE} Several with commas.`,
}

export const operations: Documentation<typeof ambassadorRoutes> = {
  listAmbassadors: {
    tag,
    summary: 'List the ambassadors of a brand',
    description:
      'Those who acted last come first unless sorted otherwise; those who never acted count as the oldest. Anonymized ambassadors are left out.',
    answers: { 200: { description: 'A page of ambassadors.', item: ambassadorExample } },
  },
  getOrCreateShopCustomer: {
    tag,
    summary: 'Get or create a client by e-mail',
    description:
      'The client (`status` 7) of the brand with this e-mail, made if there was none. One per e-mail and brand, whatever the concurrency. Only addresses that the brand wrote count, here, with `chat:brand` or by a manager: somebody who has set this one for itself with `chat:self` is not found. The id of a new client is 1073741824 or above, so that it never collides with an id of the brand.',
    body: { email_tmp: 'bruno.keller@example.com', firstname: 'Bruno', lastname: 'Keller' },
    answers: { 200: { description: 'The client.', example: clientExample } },
  },
  updateAmbassador: {
    tag,
    summary: 'Set the temporary e-mail of an ambassador',
    description:
      "With `chat:brand` the address is the brand's: the client can be found by it, and two clients of a brand cannot have the same. A `chat:self` token may only set that of its own ambassador. Such an address is shown and finds nobody, may be the same as another's, and leaves the one that the brand wrote in force.",
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
      'Like the PUT, but a field that is absent from a record stays as it is, and null clears it. Only a new ambassador needs a `status`.',
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
      'For a request under data protection law: the record, tags, places in rooms, messages written (deleted ones too), ratings given and got, and entries of the waiting list, those that it took without what the user wrote. NDJSON: a JSON object on each line, of which `type` says what it is, the types in no order. It is sent while it is read, page by page. The last line has the type `end`; an answer that ends without it is incomplete.',
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
