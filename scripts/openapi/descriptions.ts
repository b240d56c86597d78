// What the document says of fields whose schemas say nothing themselves. It is kept out of the schemas, which are
// part of the Worker. A field is looked up as `Schema.field`, then by its own name; a
// schema by its name.
import { WEBHOOKS } from './webhook-descriptions.ts'

const HIDDEN =
  'Null for none, and to a `chat:self` token without `chat:contacts` unless it is that of its own ambassador.'

const STATUS =
  '0 ambassador, 1 employee, 2 administrator, 3 seller, 4 shop manager, 5 manager, 6 expert, 7 client, 8 temp. 0 to 6 are members, 7 and 8 are external.'

const ACTIVE =
  '1 active, 0 not activated, -1 blocked, -2 unsubscribed, -3 unsubscribed by the brand.'

const SOURCE = '0 direct, 1 waiting_list, 2 hot_list.'

const TYPE_MESSAGE =
  '0 text, 1 picture, 2 rating, 3 product, 4 connection, 5 request, 6 unavailable, 7 video, 8 email, 9 missed.'

/** What events have in common. */
const ofEvents = Object.fromEntries(
  ['Message', 'Chatroom', 'Read', 'Pivot', 'Rating', 'Summary', 'Waiting', 'Ambassador'].flatMap(
    (resource) => [
      [`${resource}Event.data`, "What the resource's own route answers."],
      [`${resource}Event.date_insert`, 'When it happened, in UTC.'],
      [`${resource}Event.id_chatroom`, 'The room that the event is about.'],
    ],
  ),
)

/** What a record of an import may hold. */
const imported = (schema: string) => ({
  [`${schema}.customer_id`]:
    "The customer's id in the systems of the brand, at most 100 characters; null for none.",
  [`${schema}.email`]: 'The e-mail address, at most 254 characters; null for none.',
  [`${schema}.email_tmp`]:
    'The address that the ambassador can be reached at for now, in lower case, at most 254 characters; null for none.',
  [`${schema}.email_tmp_by_brand`]:
    'As managers read it. Where it is there it is written, and `email_tmp` is left alone: that is what the ambassador has set for itself.',
  [`${schema}.id_ambassador`]:
    'An id of the brand, below 1073741824; ids from there on are given out by the service.',
})

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

  // Ambassadors
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
  online: 'True when last_action_date is less than 5 minutes ago.',
  status: STATUS,
  username: 'The name to show in the chat, at most 100 characters; null for none.',
  'ShopCustomer.email_tmp':
    'The e-mail address that identifies the client. White space around it and upper case do not matter.',
  'ShopCustomer.firstname': 'Used when the client is made.',
  'ShopCustomer.lastname': 'Used when the client is made.',
  'UpdateAmbassador.email_tmp': 'The new address. Null clears it.',

  // Imports of ambassadors
  ...imported('PutAmbassador'),
  ...imported('PatchAmbassador'),
  PutAmbassador: 'A whole record: what is absent becomes null. The last action stays as it is.',
  PatchAmbassador:
    'What is absent stays as it is; null clears it. `status` and `active` can not be cleared: null is absent there.',
  'PutAmbassador.active': `${ACTIVE} 1 by default.`,
  'PatchAmbassador.active': `${ACTIVE} 1 for a new ambassador.`,
  'PatchAmbassador.status': `Required for a new ambassador. ${STATUS}`,
  created: 'How many were new.',
  unchanged: 'How many of those were there just as they were sent.',
  updated: 'How many were there before.',

  // An ambassador's place in a room
  archive: 'True archives the room for the ambassador, false brings it back.',
  archived: 'Whether the ambassador has archived the room.',
  chatroom_pivot_data: "One object: the ambassador's place in this room.",
  flag: '1 to do, 2 done, null none.',
  is_blocked: 'Whether the ambassador has blocked the room.',
  'Block.is_blocked': 'True blocks the room for the ambassador, false unblocks it.',
  last_read_message: 'The id of the last message read; null when nothing has been read.',
  purged_message: 'Messages up to this one are hidden from the ambassador.',

  // Rooms
  ambassadors: 'By id_ambassador, ascending.',
  ambassadors_count: 'How many members the room has; a list shows the first 50 of them.',
  comment: 'A remark on the entry; null for none.',
  'last_rating.comment': 'What the rater wrote beside the value; null for nothing.',
  established_dialogue:
    "When a second author's first message arrived, in UTC; null while there is at most one author.",
  last_message: 'The newest message that the ambassador sees.',
  last_message_date: 'Null until a first message.',
  last_rating: 'The newest rating that has been given a value.',
  last_summary: 'The newest summary of the room; null while there is none.',
  messages: 'The newest 100 messages, newest first.',
  source: SOURCE,
  type_chatroom: '0 one to one, 7 one to many.',
  type_discussion: '0 between members, 1 between external, 2 between members and external.',
  unread_messages:
    'Messages of others, not deleted, behind what the ambassador has read or purged.',
  'CreateChatroom.id_brand_tag': 'The brand tag whose ambassadors share a one-to-many room.',
  'CreateChatroom.ids_ambassadors': 'The two ambassadors of a one-to-one room, in any order.',
  'CreateChatroom.source': `Where the room comes from: ${SOURCE}`,
  'UpdateChatroom.established_dialogue':
    'When the dialogue began; null for not yet. Left out, nothing changes.',

  // Messages
  author: 'The ambassador who posted it.',
  status_moderation: '0 = not moderated.',
  type_message: TYPE_MESSAGE,
  'Message.content':
    'The text, or what the type of the message needs, such as the URL of a picture; null for none.',
  'Message.rating': 'Present when type_message is 2.',
  'PostMessage.content': 'Required for text: 1 to 20,000 characters, not of white space alone.',
  'PostMessage.id_ambassador': 'The author, a member of the room.',
  'PostMessage.type_message': `${TYPE_MESSAGE} 2 comes from a request to rate alone.`,
  'RequestRating.id_user_rated': 'Another member of the room.',
  'RequestRating.id_user_rater': 'The member who is asked to rate.',
  'UpdateMessage.active': 'False deletes the message.',
  'UpdateMessage.content': 'The new text. What was there stays when it is left out.',

  // Ratings, summaries, the waiting list
  anomaly: 'What was unusual, a number that the brand gives a meaning; null for nothing.',
  summary: 'What was said, in 1 to 20,000 characters.',
  topic: 'What it was about, a number that the brand gives a meaning; null for none.',
  value: 'The rating, from 0 to 5.',
  'Rating.content': 'The comment of the rater; null for none.',
  'Rating.value': 'Null until the rater has answered.',
  'GiveRating.content': 'A comment; the one given before when absent.',
  id_user: 'The external ambassador who waits.',
  'TakeEntry.id_ambassador': 'The member who takes the entry.',
  'WaitingEntry.content': 'What the user wrote on joining; null for nothing.',
  'WaitingEntry.id_ambassador': 'The member who has taken the entry.',
  'WaitingEntry.id_chatroom': 'The room of both, once the entry is taken.',
  'JoinWaitingList.content': 'What the user wants, in at most 2,000 characters.',

  // Brand tags
  ids_members: 'The ambassadors under the tag; those who are not named leave it.',
  members: 'By id_ambassador, ascending; a list of tags shows the first 50 of each.',
  members_count: 'How many members the tag has.',
  name: 'The name of the tag, in 1 to 255 characters.',
  visibility_chat:
    'A code, 1 or 2, that apps give a meaning. 1 for a new tag that is not given one.',

  // Chat topics
  color: 'The color that the topic is shown in, `#RRGGBB`.',
  contents: 'One for each language that the topic is shown in.',
  'contents.content': 'The name of the topic in this language.',
  'contents.id_i18n_content': 'The id of the content; it stays when the text changes.',
  'contents.lang': 'The language of the content.',
  position: 'Where the topic stands among the others; several may have the same.',
  roles: 'The roles of the members who take up the topic.',
  'ChatTopic.active': 'Whether the topic is offered; only managers see it otherwise.',
  'ChatTopic.id_chat_topic': 'The id of the topic.',
  'CreateChatTopic.active': 'Whether the topic is offered; only managers see it otherwise.',
  'UpdateChatTopic.active': 'Whether the topic is offered; only managers see it otherwise.',

  // Lines of an export
  lines: 'How many lines came before this one: what ends without it is not whole.',
  'ExportLine.type': 'What the line holds.',
  'ExportLine/message.active': 'False when the message has been deleted.',
  'ExportLine/message.content': 'The text; null for none.',
  'ExportLine/waiting.id_ambassador': 'The member who has taken the entry.',
  'ExportLine/waiting.id_chatroom': 'The room of both, once the entry is taken.',

  // Events
  ...ofEvents,
  cursor: 'The place of the event in the log of the brand. Opaque: send it back as it is.',
  has_more: 'Whether the log goes on behind the cursor. A page may be empty and have more.',
  id_event: 'Counts up inside a brand, by one for each event.',
  type: 'What has happened.',
  'EventPage.data': 'The events, oldest first.',
  'MessageEvent.data': 'The message. Null when the message has been deleted.',

  // Hubs
  delivered: 'Events that were sent, each counted for each socket.',
  dropped: 'Sockets that the hub has closed.',
  healed: 'Events that the hub has read from the log because it was not told of them.',
  hub: 'The number of the hub, from 0.',
  hubs: 'Counted since the hub first had a listener. A hub that has slept may have forgotten what it delivered, read and marked in the 25 seconds before.',
  longest_gap: 'Milliseconds that an event has waited for an earlier one at most.',
  marks: 'Round trips that marked who is present: at most one a second, and one a beat.',
  reads: 'Round trips to the database that read the log, and who is in which room.',
  sockets: 'Sockets that are open.',
  'HubState.cursor': 'Up to where the hub has told the log; null while nobody listens.',
  'Realtime.cursor': 'Where the log ends.',

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
  ...WEBHOOKS,
}
