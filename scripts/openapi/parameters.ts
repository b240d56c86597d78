// What the document says of parameters whose schemas say nothing themselves. One is looked up as `operation.name`, then as
// `place.name`, then by its name alone.
export const PARAMETERS: Readonly<Record<string, string>> = {
  'header.Idempotency-Key':
    'Makes a repeat of the request answer what the first one has made, with 200.',
  'header.X-D1-Bookmark':
    'The header of the same name of the answer before: what is read is at least as new as that answer.',
  'header.X-Popsell-Brand': 'The id of the target brand.',

  'path.ambassador': 'The id of the ambassador whose place in the room it is.',
  'listChatroomsOfAmbassador.ambassador': 'The id of the ambassador whose rooms are listed.',
  'updateAmbassador.ambassador': 'The id of the ambassador.',
  'path.chatroom': 'The id of the room.',
  'path.rating': 'The id of the rating.',
  'getChatroom.id': 'The id of the room.',
  'updateChatroom.id': 'The id of the room.',
  'getChatroomOfBrand.id': 'The id of the room.',
  'getMessage.id': 'The id of the message.',
  'updateMessage.id': 'The id of the message.',
  'getManagedAmbassador.id': 'The id of the ambassador.',
  'exportAmbassador.id': 'The id of the ambassador.',
  'anonymizeAmbassador.id': 'The id of the ambassador.',
  'updateBrandTag.id': 'The id of the tag.',
  'getChatTopic.id': 'The id of the topic.',
  'updateChatTopic.id': 'The id of the topic.',
  'deleteChatTopic.id': 'The id of the topic.',
  'takeWaitingEntry.id': 'The id of the entry.',
  'getWebhook.id': 'The id of the webhook.',
  'updateWebhook.id': 'The id of the webhook.',
  'deleteWebhook.id': 'The id of the webhook.',
  'renewWebhookSecret.id': 'The id of the webhook.',
  'testWebhook.id': 'The id of the webhook.',
  'listDeliveries.id': 'The id of the webhook.',
  'replayEvents.id': 'The id of the webhook.',

  'query.cursor': 'Empty for the first page, then the next_cursor of the answer before.',
  'query.dry_run':
    'With `true` nothing is written: the answer is the one that the request would get otherwise.',
  'query.since':
    'The cursor of an event or of an answer: what comes after it is answered. Left out, nothing is, and the cursor of the answer is where the log ends now.',
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
  'filter[state]': 'Deliveries in this state. Several with commas.',
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

  'filter[ambassador]': 'Rooms in which this ambassador has posted.',
  'filter[archived]': 'True lists archived rooms instead of the others.',
  'filter[chat_topic_search]':
    'Words that all have to be in the contents, whatever the case and accents.',
  'filter[commented]': 'Rooms with a rating that has a text, or the others.',
  'filter[date_handled]':
    '`null` for what nobody has handled yet, or a date-time for what was handled then or later.',
  'filter[name]':
    'Words in any order: each must be a part of the first name, last name or username. Case, accents and ligatures do not matter.',
  'listChatTopics.filter[active]': 'Topics that are active (`true`), or the others (`false`).',
}
