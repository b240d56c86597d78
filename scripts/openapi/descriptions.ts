// What the document says of fields and parameters whose schemas say nothing themselves. It is kept out of the schemas, which are
// part of the Worker. A field is looked up as `Schema.field`, then by its own name.

const CONTACT = 'at most 254 characters; null for none.'

export const DESCRIPTIONS: Readonly<Record<string, string>> = {
  // Ids
  id_ambassador: 'The id of the ambassador, which the brand has given or `shop-customer` has made.',
  id_brand: 'The id of the brand.',
  id_brand_tag: 'The id of the brand tag.',
  id_chat_topic: 'What the user waits to talk about, by the id of the topic; null for anything.',
  id_chatroom: 'The id of the chatroom.',
  id_chatroom_transferred: 'The chatroom that the user was transferred from; null for none.',
  id_message: 'The id of the message. A later message of the room has a higher one.',
  id_rating: 'The id of the rating.',
  id_summary: 'The id of the summary.',
  id_transferrer: 'The ambassador who transferred the user to the waiting list; null for nobody.',
  id_user_rated: 'The member of the room who is rated.',
  id_user_rater: 'The member of the room who rates.',
  id_waiting: 'The id of the entry.',
  'Purge.id_ambassador': 'The member of the room for whom it is purged.',

  // Dates
  date_delete: 'When it was deleted, in UTC; null while it is not.',
  date_handled: 'When a member took the entry, in UTC; null while nobody has.',
  date_insert: 'When it was created, in UTC.',
  date_update: 'When it was last changed, in UTC.',
  last_action_date: 'When the ambassador was last seen, to about a minute, in UTC; null for never.',
  'MessageEvent.date_insert': 'When it happened, in UTC.',

  // Ambassadors
  customer_id:
    "The customer's id in the systems of the brand, at most 255 characters; null for none.",
  email: `The e-mail address, ${CONTACT}`,
  email_tmp: `The address that the ambassador can be reached at for now, in lower case, ${CONTACT}`,
  firstname: 'The first name, at most 255 characters; null for none.',
  image: 'The http or https URL of a picture, at most 2,048 characters; null for none.',
  lastname: 'The last name, at most 255 characters; null for none.',
  username: 'The name to show in the chat, at most 255 characters; null for none.',
  'ShopCustomer.email_tmp':
    'The e-mail address that identifies the client. White space around it and upper case do not matter.',

  // An ambassador's place in a room
  archive: 'True archives the room for the ambassador, false brings it back.',
  archived: 'Whether the ambassador has archived the room.',
  is_blocked: 'Whether the ambassador has blocked the room.',
  'Block.is_blocked': 'True blocks the room for the ambassador, false unblocks it.',

  // Rooms
  comment: 'A remark on the entry; null for none.',
  'last_rating.comment': 'What the rater wrote beside the value; null for nothing.',
  last_summary: 'The newest summary of the room; null while there is none.',

  // Messages
  author: 'The ambassador who posted it.',
  'Message.content':
    'The text, or what the type of the message needs, such as the URL of a picture; null for none.',
  'UpdateMessage.content': 'The new text. What was there stays when it is left out.',
  'MessageEvent.type': 'Whether the message is new, or was changed, deleted or restored.',

  // Ratings, summaries, the waiting list
  anomaly: 'What was unusual, a number that the brand gives a meaning; null for nothing.',
  summary: 'What was said, in 1 to 20,000 characters.',
  topic: 'What it was about, a number that the brand gives a meaning; null for none.',
  value: 'The rating, from 0 to 5.',
  'Rating.content': 'The comment of the rater; null for none.',
  'WaitingEntry.content': 'What the user wrote on joining; null for nothing.',
  'JoinWaitingList.content': 'What the user wants, in at most 2,000 characters.',

  // Brand tags
  name: 'The name of the tag, in 1 to 255 characters.',
  visibility_chat:
    'A code, 1 or 2, that apps give a meaning. 1 for a new tag that is not given one.',

  // What a list and a change answer
  current_page: 'The number of this page.',
  data: 'What is on this page.',
  first_page_url: 'The URL of the first page.',
  from: 'The place in the whole list of the first item on this page, from 1; null on an empty page.',
  last_page: 'The number of the last page, 1 for an empty list.',
  last_page_url: 'The URL of the last page.',
  links:
    'Links for a pager: the previous page, the first, the last and the near pages, the next one.',
  'links.active': 'True for the current page.',
  'links.label': 'What to show: a page number, `...` for a gap, or previous and next in HTML.',
  'links.url': 'The URL of the page; null where there is none.',
  message: 'What was done.',
  next_cursor: 'The `cursor` of the next page; null on the last one.',
  next_page_url: 'The URL of the next page; null on the last one.',
  path: 'The URL of the list without its query.',
  per_page: 'How many items a page has at most.',
  prev_cursor: 'The `cursor` of the page before; null on the first one.',
  prev_page_url: 'The URL of the page before; null on the first one.',
  to: 'The place in the whole list of the last item on this page; null on an empty page.',
  total: 'How many items the whole list has.',
  'EventPage.data': 'The events, oldest first.',

  // Parameters
  'query.limit': 'How many events the answer has at most, 1 to 500.',
  'query.page': 'The number of the page, from 1. Ignored where there is a `cursor`.',
  'query.per_page': 'How many items a page has at most, 1 to 100.',
  'query.sort': 'The field to sort by, ascending; descending with a `-` before it.',
  'filter[active]': 'Messages that are there (`true`), or deleted ones (`false`).',
  'filter[brand_tag]': 'Ambassadors under the brand tag with this id.',
  'filter[dialogue]': 'Rooms in which two authors have posted, or those in which they have not.',
  'filter[exclude]': 'Ambassadors other than those with these ids, separated by commas.',
  'filter[flag]': 'Rooms that the ambassador has flagged so: 1 to do, 2 done. Several with commas.',
  'filter[id_chat_topic]': 'Entries on topics with these ids, separated by commas.',
  'filter[id_user]': 'Entries of users with these ids, separated by commas.',
  'filter[last_action_date_before]':
    'Rooms whose last message, or creation while there is none, is before this moment, to the last digit of a second.',
  'filter[last_rating]': 'Rooms with this last rating, 0 to 5 or `not_rated`. Several with commas.',
  'filter[sent_before]': 'Messages from before this moment, to the last digit of a second.',
  'filter[source]': 'Rooms that come from here. Several with commas.',
  'filter[status]':
    'Ambassadors with this status: 0 ambassador, 1 employee, 2 administrator, 3 seller, 4 shop manager, 5 manager, 6 expert, 7 client, 8 temp. Several with commas.',
  'filter[type]': 'Events of this type. Several with commas.',
  'filter[type_chatroom]': 'Rooms of this type: 0 one to one, 7 one to many. Several with commas.',
  'filter[type_discussion]':
    'Rooms of this kind: 0 between members, 1 between external, 2 between both. Several with commas.',
  'filter[type_message]':
    'Messages of this type: 0 text, 1 picture, 2 rating, 3 product, 4 connection, 5 request, 6 unavailable, 7 video, 8 email, 9 missed. Several with commas.',
  'filter[unread]': 'Rooms with unread messages (`true`), or those without (`false`).',
  'listManagedAmbassadors.filter[active]':
    'Ambassadors with this code: 1 active, 0 not activated, -1 blocked, -2 unsubscribed, -3 unsubscribed by the brand. Several with commas.',
}
