// What the document says of fields and parameters whose schemas say nothing themselves, and which several features have; a feature
// says the rest in its documentation.ts. It is kept out of the schemas, which are part of the Worker.
import type { Texts } from '../../src/http/operation.ts'

export const FIELDS: Texts = {
  // Ids and dates
  id_ambassador: 'The id of the ambassador, which the brand has given or `shop-customer` has made.',
  id_brand: 'The brand that it belongs to.',
  id_chatroom: 'The id of the room, which counts up inside the brand.',
  date_delete: 'When it was deleted, in UTC; null while it is not.',
  date_insert: 'When it was created, in UTC.',
  date_update: 'When it was last changed, in UTC.',

  // What a list and a change answer
  current_page: 'The number of this page, from 1.',
  data: 'What is on this page, in the order of `sort`.',
  first_page_url: 'The URL of page 1, with the same sort and filters.',
  from: 'The place in the whole list of the first item on this page, from 1; null on an empty page.',
  last_page: 'The number of the last page, 1 for an empty list.',
  last_page_url: 'The URL of the page with the number `last_page`, with the same sort and filters.',
  links:
    'Links for a pager: the previous page, the first, the last and the near pages, the next one.',
  'links.active': 'True for the current page.',
  'links.label': 'What to show: a page number, `...` for a gap, or previous and next in HTML.',
  'links.url': 'The URL of the page; null where there is none.',
  message: 'What was done.',
  next_cursor: 'The `cursor` of the next page; null on the last one.',
  next_page_url:
    'The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor.',
  path: 'The URL of the list without its query.',
  per_page: 'How many items a page has at most.',
  prev_cursor: 'The `cursor` of the page before; null on the first one.',
  prev_page_url: 'The URL of the page before; null on the first one.',
  to: 'The place in the whole list of the last item on this page; null on an empty page.',
  total:
    'How many items the list has, as far as they are counted: of 10,000 rows, unless it is all rooms or all people of the brand.',
}

export const PARAMETERS: Texts = {
  'header.Idempotency-Key':
    'A repeat of the request with the same key is answered with what the first one made, and 200.',
  'header.X-D1-Bookmark':
    'The header of the same name of the previous answer: what is read is then at least as recent as that answer.',
  'header.X-Popsell-Brand':
    'The brand that the request is about, one of those that the token covers. Where it may be left out, the only one is meant.',
  'path.chatroom': 'The room, by its `id_chatroom`.',
  'query.cursor': 'Empty for the first page, then the `next_cursor` of the previous answer.',
  'query.page': 'The number of the page, from 1. Ignored where there is a `cursor`.',
  'query.per_page': 'How many items a page has at most, 1 to 100.',
  'query.sort': 'The field to sort by, ascending; descending with a `-` before it.',
  'filter[type_chatroom]': 'Rooms of this type: 0 one to one, 7 one to many. Several with commas.',
}
