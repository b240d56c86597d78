// What the OpenAPI document says of the brand tag routes.
import { ambassadorExample } from '../domain/ambassadors/example.ts'
import type { Documentation, Texts } from '../http/operation.ts'
import type { brandTagRoutes } from './routes.ts'

const example = {
  id_brand_tag: 1,
  name: 'Paris flagship',
  visibility_chat: 1,
  members: [ambassadorExample],
  members_count: 1,
}

const tag = 'Brand tags'

export const tags: Texts = {
  'Brand tags': 'Named groups of ambassadors.',
}

export const fields: Texts = {
  id_brand_tag: 'The id of the tag, by which `POST /chat/chatrooms` opens its room.',
  ids_members: 'The ambassadors under the tag; those who are not named leave it.',
  members:
    'The ambassadors under the tag, by `id_ambassador`, ascending; a list of tags shows the first 50 of each.',
  members_count: 'How many members the tag has, also where `members` has the first of them alone.',
  name: 'The name of the tag, in 1 to 255 characters.',
  visibility_chat:
    'A code, 1 or 2, that apps give a meaning. 1 for a new tag that is not given one.',
}

export const parameters: Texts = {
  'Brand tags.id': 'The tag, by its `id_brand_tag`.',
}

export const operations: Documentation<typeof brandTagRoutes> = {
  listBrandTags: {
    tag,
    summary: 'List the brand tags',
    description: 'By id unless sorted otherwise, each with the first 50 of its members.',
    answers: { 200: { description: 'A page of brand tags.', item: example } },
  },
  createBrandTag: {
    tag,
    summary: 'Create a brand tag',
    description: 'Names need not be unique.',
    bodies: {
      first: { summary: 'With a member', value: { name: 'Paris flagship', ids_members: [1] } },
      second: { summary: 'Empty', value: { name: 'Lyon' } },
    },
    answers: { 201: { description: 'The new tag with all of its members.', example } },
  },
  updateBrandTag: {
    tag,
    summary: 'Change a brand tag',
    description:
      '`ids_members` replaces the members. Who is under the tag already may stay although it has been blocked or anonymized since.',
    body: { ids_members: [1] },
    answers: { 200: { description: 'The tag with all of its members.', example } },
  },
}
