// Made from docs/openapi.json by npm run client:types.

export interface paths {
    "/api/v2/chat/chatrooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a chatroom
         * @description Opens the room of two ambassadors, or of everybody under a brand tag. A room is identified by who is in it: asking again answers the room that is there, with 200. For a tag, ambassadors who came under it since join the room.
         *
         *     A token with the scope `chat:self` may only open rooms that its own ambassador is part of; a room for a tag needs `chat:brand`.
         */
        post: operations["createChatroom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/chat/chatrooms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a chatroom
         * @description The room with all of its members. A `chat:self` token sees only rooms that its ambassador is in.
         */
        get: operations["getChatroom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set when the dialogue of a chatroom began
         * @description Messages set it by themselves; this corrects it.
         */
        patch: operations["updateChatroom"];
        trace?: never;
    };
    "/api/v2/manager/chatrooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the chatrooms of the brand
         * @description All rooms of the brand. Rooms without the date or rating that sorts the list come last. A list shows the first 50 members of a room.
         */
        get: operations["listChatroomsOfBrand"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/manager/chatrooms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a chatroom with its messages
         * @description Any room of the brand with all of its members and its newest 100 messages.
         */
        get: operations["getChatroomOfBrand"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/chat/ambassadors/{ambassador}/chatrooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the chatrooms of an ambassador
         * @description By last action: the last message, else the creation. Each room comes with its last message and the exact number of unread ones. Archived rooms are listed only with `filter[archived]=true`. A list shows the first 50 members of a room, and the ambassador itself.
         */
        get: operations["listChatroomsOfAmbassador"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/chat/chatrooms/{chatroom}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the messages of a chatroom
         * @description Newest first unless sorted otherwise. Deleted messages are listed with `filter[active]=false`, for a `chat:self` token its own alone. What the ambassador of a `chat:self` token has purged is not listed.
         */
        get: operations["listMessages"];
        put?: never;
        /**
         * Post a message
         * @description Writes a message in a room that its author is in. In a one-to-one room with a block nobody can write (403). With an `Idempotency-Key` a repeat of the request is answered with what the first one made, and 200; the key with another body is a 422.
         */
        post: operations["postMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/chat/chatrooms/{chatroom}/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a rating
         * @description Writes a message of type 2, whose rating has no value yet. A `chat:self` token asks as its own ambassador, who gives or gets the rating; for a `chat:brand` token the author is the rated one. In a one-to-one room with a block nobody can ask (403). With an `Idempotency-Key` a repeat of the request is answered with what the first one made, and 200; the key with another body is a 422.
         */
        post: operations["requestRating"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/chat/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a message
         * @description A deleted message is there for its author and for `chat:brand` tokens only.
         */
        get: operations["getMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change or delete a message
         * @description Only its author, or a `chat:brand` token. `active: false` deletes the message. With a `chat:self` token, new content and `active: true` need what posting needs (403 in a one-to-one room with a block); deleting does not.
         */
        patch: operations["updateMessage"];
        trace?: never;
    };
    "/api/v2/chat/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what has happened
         * @description The events of the brand behind a cursor, oldest first: what a `chat:self` token may see of them by the rules of the lists, all of them for `chat:brand`. Ask once without `since`, load your lists, and ask on with the `cursor` of each answer. A cursor that the log does not have, such as one from before the database was restored, is a 410: load the lists again. Where WebSockets work, `GET /api/v2/chat/socket` tells the same without being asked; see docs/realtime.md.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/chat/ambassadors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the ambassadors of a brand
         * @description Those who acted last come first unless sorted otherwise; those who never acted count as the oldest. Anonymized ambassadors are left out.
         */
        get: operations["listAmbassadors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/chat/ambassadors/shop-customer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get or create a client by e-mail
         * @description The client (`status` 7) of the brand with this e-mail, made if there was none. One per e-mail and brand, whatever the concurrency. Only addresses that the brand wrote count, here, with `chat:brand` or by a manager: somebody who has set this one for itself with `chat:self` is not found. The id of a new client is 1073741824 or above, so that it never collides with an id of the brand.
         */
        post: operations["getOrCreateShopCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/chat/ambassadors/{ambassador}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set the temporary e-mail of an ambassador
         * @description With `chat:brand` the address is the brand's: the client can be found by it, and two clients of a brand cannot have the same. A `chat:self` token may only set that of its own ambassador. Such an address is shown and finds nobody, may be the same as another's, and leaves the one that the brand wrote in force.
         */
        patch: operations["updateAmbassador"];
        trace?: never;
    };
    "/api/v2/manager/ambassadors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all ambassadors of a brand
         * @description By id unless sorted otherwise; anonymized ones included. Where an ambassador has set `email_tmp` for itself, `email_tmp_by_brand` has what the brand wrote.
         */
        get: operations["listManagedAmbassadors"];
        /**
         * Create or replace ambassadors
         * @description All of them or, if one is refused, none. An `email_tmp` counts as written by the brand, also in place of one that the ambassador had set for itself. A brand is created with its first ambassador. The body may take up to 1024 KiB.
         */
        put: operations["putAmbassadors"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Create or change ambassadors
         * @description Like the PUT, but a field that is absent from a record stays as it is, and null clears it. Only a new ambassador needs a `status`. The body may take up to 1024 KiB.
         */
        patch: operations["patchAmbassadors"];
        trace?: never;
    };
    "/api/v2/manager/ambassadors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an ambassador
         * @description As in the list, anonymized ones included.
         */
        get: operations["getManagedAmbassador"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/manager/ambassadors/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export all that is held about an ambassador
         * @description For a request under data protection law: the record, tags, places in rooms, messages written (deleted ones too), ratings given and got, and entries of the waiting list, those that it took without what the user wrote. NDJSON: a JSON object on each line, of which `type` says what it is, the types in no order. It is sent while it is read, page by page. The last line has the type `end`; an answer that ends without it is incomplete.
         */
        get: operations["exportAmbassador"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/manager/ambassadors/{id}/anonymize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Anonymize an ambassador
         * @description Removes its personal data for good, in one transaction. Its messages, ratings and places in rooms stay. Needs no body.
         */
        patch: operations["anonymizeAmbassador"];
        trace?: never;
    };
    "/api/v2/manager/brand-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the brand tags
         * @description By id unless sorted otherwise, each with the first 50 of its members.
         */
        get: operations["listBrandTags"];
        put?: never;
        /**
         * Create a brand tag
         * @description Names need not be unique. The body may take up to 256 KiB. With an `Idempotency-Key` a repeat of the request is answered with what the first one made, and 200; the key with another body is a 422.
         */
        post: operations["createBrandTag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/manager/brand-tags/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a brand tag
         * @description `ids_members` replaces the members. Who is under the tag already may stay although it has been blocked or anonymized since. The body may take up to 256 KiB.
         */
        patch: operations["updateBrandTag"];
        trace?: never;
    };
    "/api/v2/manager/chat-topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the chat topics
         * @description By id unless sorted otherwise. A token without `manager` sees the active ones alone.
         */
        get: operations["listChatTopics"];
        put?: never;
        /**
         * Create a chat topic
         * @description From the first topic of a brand on, `id_chat_topic` of the waiting list and `topic` of a summary must name one of its topics. With an `Idempotency-Key` a repeat of the request is answered with what the first one made, and 200; the key with another body is a 422.
         */
        post: operations["createChatTopic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/manager/chat-topics/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a chat topic
         * @description One that is not active is a 404 for a token without `manager`.
         */
        get: operations["getChatTopic"];
        put?: never;
        post?: never;
        /**
         * Delete a chat topic
         * @description Refused with 409 while an entry of the waiting list or a summary has the topic; `active` false hides it from the chat instead. A deleted topic is gone for every other request and its id is not given again; deleting it once more is answered alike.
         */
        delete: operations["deleteChatTopic"];
        options?: never;
        head?: never;
        /**
         * Change a chat topic
         * @description `contents` and `roles` replace what is there.
         */
        patch: operations["updateChatTopic"];
        trace?: never;
    };
    "/api/v2/chat/chatrooms/{chatroom}/purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Purge a chatroom for an ambassador
         * @description Hides everything said so far from that ambassador alone: it is no longer listed or counted as unread for it.
         */
        patch: operations["purgeChatroom"];
        trace?: never;
    };
    "/api/v2/chat/chatrooms/{chatroom}/ambassadors/{ambassador}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Archive or unarchive a chatroom
         * @description An archived room is listed only with `filter[archived]=true`. A new message from somebody else brings it back.
         */
        patch: operations["archiveChatroom"];
        trace?: never;
    };
    "/api/v2/chat/chatrooms/{chatroom}/ambassadors/{ambassador}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Block or unblock a chatroom
         * @description Nobody can write in a one-to-one room with a block. In a one-to-many room a block changes nothing for the others.
         */
        patch: operations["blockChatroom"];
        trace?: never;
    };
    "/api/v2/chat/chatrooms/{chatroom}/ambassadors/{ambassador}/flag": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Flag a chatroom
         * @description Puts a note for itself on a room: to do, done, or none.
         */
        patch: operations["flagChatroom"];
        trace?: never;
    };
    "/api/v2/chat/chatrooms/{chatroom}/ambassadors/{ambassador}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a chatroom as read
         * @description Marks everything up to the last message as read, and never moves backwards.
         */
        post: operations["readChatroom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/chat/ratings/{rating}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Give or change a rating
         * @description Only the rater, or a `chat:brand` token. With a `chat:self` token, a comment needs what posting needs (403 in a one-to-one room with a block); a value does not.
         */
        patch: operations["giveRating"];
        trace?: never;
    };
    "/api/v2/manager/realtime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at the hubs
         * @description How many listen to the brand, and what its hubs have done. `healed` and `longest_gap` that grow say that notifications get lost; `cursor` of a hub that stays behind that of the log, that it is not told at all.
         */
        get: operations["getRealtime"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/chat/chatrooms/{chatroom}/summaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Summarize a chatroom
         * @description The newest summary of a room is its `last_summary`. For the brand's own systems: `chat:brand` only. With an `Idempotency-Key` a repeat of the request is answered with what the first one made, and 200; the key with another body is a 422.
         */
        post: operations["writeSummary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/chat/waiting-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the waiting list
         * @description The newest 1,000 entries, oldest first. A `chat:self` token of a member lists all of them, one of an external ambassador its own.
         */
        get: operations["listWaitingList"];
        put?: never;
        /**
         * Join the waiting list
         * @description Adds an entry for an external ambassador, or answers the open one that it has for the same `id_chat_topic`, as it is, with 200. No topic counts as one topic. A `chat:self` token may only add its own ambassador, which can have 20 open entries in this way; more are a 409. With an `Idempotency-Key` a repeat of the request is answered with what the first one made, and 200; the key with another body is a 422.
         */
        post: operations["joinWaitingList"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/chat/waiting-list/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Take an entry of the waiting list
         * @description Hands the entry over to a member and opens the room of both with `source` 1, or uses the room that they have. Only one member gets the entry, any other a 409; a repeat by the one who got it is answered with 200. When the user of an open entry is not available any more, nobody gets it (409). A `chat:self` token may only take entries for its own ambassador.
         */
        patch: operations["takeWaitingEntry"];
        trace?: never;
    };
    "/api/v2/manager/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the webhooks
         * @description Where the events of the brand are sent; see docs/webhooks.md.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Create a webhook
         * @description Sends the events of the brand from now on to `url`, by the Standard Webhooks specification: in order inside a room, at least once, with the same `webhook-id` on every try. Keep `secret`: the receiver verifies with it, and it is not shown again: in the answer to a repeat with the same `Idempotency-Key` it is null. If the first answer was lost, make a new secret. A brand has at most 20 webhooks (409). With an `Idempotency-Key` a repeat of the request is answered with what the first one made, and 200; the key with another body is a 422.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/manager/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a webhook
         * @description An endpoint that has answered 410, or has taken nothing for 5 days, has been switched off: `disabled_reason` says so.
         */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook
         * @description Nothing more is sent, and what became of its deliveries is forgotten. Its id is not given again; deleting it once more is answered alike.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description `events` replaces what is there. With `active` false nothing is sent; with `active` true it goes on where it stopped. With another `url`, or when it is switched on, what has failed is sent again at once.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/api/v2/manager/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret
         * @description The new secret is shown here and never again. For 24 hours events are signed with the one before too, so a receiver may change in its own time. At most 5 secrets are good at once.
         */
        post: operations["renewWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/manager/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event
         * @description Sends a `webhook.test` event at once, also if the webhook is not active, and answers what came back within 15 seconds.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/manager/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deliveries
         * @description What has become of events: those that wait, have failed or are dead, and those that were delivered in the last 24 hours, newest first.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/manager/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send events again
         * @description With `since` all events that the webhook wants behind a cursor, in order, before anything newer; a cursor that the log does not have is a 410. With `ids_events` these alone, dead letters among them, as they are now. Each has the `webhook-id` that it had before.
         */
        post: operations["replayEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check the service
         * @description Says, without a token, whether every database answers and is migrated, whether tokens can be verified, whether apps can listen for events, and whether webhooks can be signed. A database, and a hub, is asked at most once a second by each isolate of the Worker: the answer may be a second old.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CreateChatroom: {
            /** @description The two ambassadors of a one-to-one room, in any order. */
            ids_ambassadors?: [
                number,
                number
            ] | null;
            /** @description The brand tag whose ambassadors share a one-to-many room. */
            id_brand_tag?: number | null;
            /**
             * @description Where the room comes from: 0 direct, 1 waiting_list, 2 hot_list.
             * @enum {integer}
             */
            source: 0 | 1 | 2;
        } & ({
            /** @description The two ambassadors of a one-to-one room, in any order. */
            ids_ambassadors: number[];
            /** @description The brand tag whose ambassadors share a one-to-many room. */
            id_brand_tag?: null;
        } | {
            /** @description The brand tag whose ambassadors share a one-to-many room. */
            id_brand_tag: number;
            /** @description The two ambassadors of a one-to-one room, in any order. */
            ids_ambassadors?: null;
        });
        UpdateChatroom: {
            /** @description When the dialogue began; null for not yet. Left out, nothing changes. */
            established_dialogue?: string | null;
        };
        PostMessage: {
            /**
             * Format: int32
             * @description The author, a member of the room.
             */
            id_ambassador: number;
            /**
             * @description 0 text, 1 picture, 2 rating, 3 product, 4 connection, 5 request, 6 unavailable, 7 video, 8 email, 9 missed. 2 comes from a request to rate alone.
             * @enum {integer}
             */
            type_message: 0 | 1 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
            /** @description Required for text: 1 to 20,000 characters, not of white space alone. */
            content?: string | null;
        };
        RequestRating: {
            /**
             * Format: int32
             * @description The member who is asked to rate.
             */
            id_user_rater: number;
            /**
             * Format: int32
             * @description Another member of the room.
             */
            id_user_rated: number;
        };
        UpdateMessage: {
            /** @description The new text. What was there stays when it is left out. */
            content?: string | null;
            /** @description False deletes the message. */
            active?: boolean | null;
        };
        ShopCustomer: {
            /**
             * Format: email
             * @description The e-mail address that identifies the client. White space around it and upper case do not matter.
             */
            email_tmp: string;
            /** @description Used when the client is made. */
            firstname?: string | null;
            /** @description Used when the client is made. */
            lastname?: string | null;
        };
        UpdateAmbassador: {
            /** @description The new address. Null clears it. */
            email_tmp: string | null;
        };
        /** @description A whole record: what is absent becomes null. The last action stays as it is. */
        PutAmbassador: {
            /**
             * Format: int32
             * @description An id of the brand, below 1073741824; ids from there on are given out by the service.
             */
            id_ambassador: number;
            /**
             * Format: int32
             * @description 0 ambassador, 1 employee, 2 administrator, 3 seller, 4 shop manager, 5 manager, 6 expert, 7 client, 8 temp. 0 to 6 are members, 7 and 8 are external.
             */
            status: number;
            /** @description 1 active, 0 not activated, -1 blocked, -2 unsubscribed, -3 unsubscribed by the brand. 1 by default. */
            active?: number | null;
            /** @description The http or https URL of a picture, at most 512 characters; null for none. */
            image?: string | null;
            /** @description The first name, at most 100 characters; null for none. */
            firstname?: string | null;
            /** @description The last name, at most 100 characters; null for none. */
            lastname?: string | null;
            /** @description The name to show in the chat, at most 100 characters; null for none. */
            username?: string | null;
            /** @description The e-mail address, at most 254 characters; null for none. */
            email?: string | null;
            /** @description The address that the ambassador can be reached at for now, in lower case, at most 254 characters; null for none. */
            email_tmp?: string | null;
            /** @description As managers read it. If it is present it is written, and `email_tmp`, which the ambassador has set for itself, is left alone. */
            email_tmp_by_brand?: string | null;
            /** @description The customer's id in the systems of the brand, at most 100 characters; null for none. */
            customer_id?: string | null;
        };
        /** @description What is absent stays as it is; null clears it. `status` and `active` cannot be cleared: null counts as absent there. */
        PatchAmbassador: {
            /**
             * Format: int32
             * @description An id of the brand, below 1073741824; ids from there on are given out by the service.
             */
            id_ambassador: number;
            /** @description Required for a new ambassador. 0 ambassador, 1 employee, 2 administrator, 3 seller, 4 shop manager, 5 manager, 6 expert, 7 client, 8 temp. 0 to 6 are members, 7 and 8 are external. */
            status?: number | null;
            /** @description 1 active, 0 not activated, -1 blocked, -2 unsubscribed, -3 unsubscribed by the brand. 1 for a new ambassador. */
            active?: number | null;
            /** @description The http or https URL of a picture, at most 512 characters; null for none. */
            image?: string | null;
            /** @description The first name, at most 100 characters; null for none. */
            firstname?: string | null;
            /** @description The last name, at most 100 characters; null for none. */
            lastname?: string | null;
            /** @description The name to show in the chat, at most 100 characters; null for none. */
            username?: string | null;
            /** @description The e-mail address, at most 254 characters; null for none. */
            email?: string | null;
            /** @description The address that the ambassador can be reached at for now, in lower case, at most 254 characters; null for none. */
            email_tmp?: string | null;
            /** @description As managers read it. If it is present it is written, and `email_tmp`, which the ambassador has set for itself, is left alone. */
            email_tmp_by_brand?: string | null;
            /** @description The customer's id in the systems of the brand, at most 100 characters; null for none. */
            customer_id?: string | null;
        };
        CreateBrandTag: {
            /** @description The name of the tag, in 1 to 255 characters. */
            name: string;
            /** @description A code, 1 or 2, that apps give a meaning. 1 for a new tag that is not given one. */
            visibility_chat?: (1 | 2) | null;
            /** @description The ambassadors under the tag; those who are not named leave it. */
            ids_members?: number[] | null;
        };
        UpdateBrandTag: {
            /** @description The name of the tag, in 1 to 255 characters. */
            name?: string | null;
            /** @description A code, 1 or 2, that apps give a meaning. 1 for a new tag that is not given one. */
            visibility_chat?: (1 | 2) | null;
            /** @description The ambassadors under the tag; those who are not named leave it. */
            ids_members?: number[] | null;
        };
        CreateChatTopic: {
            /** @description The color that the topic is shown in, `#RRGGBB`. */
            color: string;
            /** @description One for each language that the topic is shown in. */
            contents: {
                /**
                 * @description The language with its country. A topic has each once at most.
                 * @enum {string}
                 */
                lang: "en_GB" | "fr_FR" | "es_ES" | "de_DE";
                /** @description The name of the topic in this language. */
                content: string;
            }[];
            /** @description Where the topic stands among the others; several may have the same. */
            position?: number | null;
            /** @description The roles of the members who take up the topic. */
            roles?: ("ambassador" | "employee" | "administrator" | "seller" | "shop_manager" | "manager" | "expert")[] | null;
            /** @description Whether the topic is offered; only managers see it otherwise. */
            active?: boolean | null;
        };
        UpdateChatTopic: {
            /** @description The color that the topic is shown in, `#RRGGBB`. */
            color?: string | null;
            /** @description One for each language that the topic is shown in. */
            contents?: {
                /**
                 * @description The language with its country. A topic has each once at most.
                 * @enum {string}
                 */
                lang: "en_GB" | "fr_FR" | "es_ES" | "de_DE";
                /** @description The name of the topic in this language. */
                content: string;
            }[] | null;
            /** @description Where the topic stands among the others; several may have the same. */
            position?: number | null;
            /** @description The roles of the members who take up the topic. */
            roles?: ("ambassador" | "employee" | "administrator" | "seller" | "shop_manager" | "manager" | "expert")[] | null;
            /** @description Whether the topic is offered; only managers see it otherwise. */
            active?: boolean | null;
        };
        Purge: {
            /**
             * Format: int32
             * @description The member of the room for whom it is purged.
             */
            id_ambassador: number;
        };
        Archive: {
            /** @description True archives the room for the ambassador, false brings it back. */
            archive: boolean;
        };
        Block: {
            /** @description True blocks the room for the ambassador, false unblocks it. */
            is_blocked: boolean;
        };
        Flag: {
            /** @description 1 to do, 2 done, null none. */
            flag: (1 | 2) | null;
        };
        GiveRating: {
            /**
             * Format: int32
             * @description The rating, from 0 to 5.
             */
            value: number;
            /** @description A comment; the one given before when absent. */
            content?: string | null;
        };
        WriteSummary: {
            /** @description What was said, in 1 to 20,000 characters. */
            summary: string;
            /** @description What was unusual, a number that the brand gives a meaning; null for nothing. */
            anomaly?: number | null;
            /** @description The chat topic that it was about, by its id, or any number while the brand has no chat topics; null for none. */
            topic?: number | null;
        };
        JoinWaitingList: {
            /**
             * Format: int32
             * @description The external ambassador who waits.
             */
            id_user: number;
            /** @description What the user wants, in at most 2,000 characters. */
            content?: string | null;
            /** @description What the user waits to talk about, by the id of the topic; null for anything. */
            id_chat_topic?: number | null;
            /** @description 0 direct, 1 waiting_list, 2 hot_list. */
            source?: (0 | 1 | 2) | null;
        };
        TakeEntry: {
            /**
             * Format: int32
             * @description The member who takes the entry.
             */
            id_ambassador: number;
        };
        CreateWebhook: {
            /**
             * Format: uri
             * @description Where events are sent: https, port 443, a public host name, no credentials, at most 2,048 characters.
             */
            url: string;
            /** @description The types of events that are sent; `*` alone for all, also those to come. */
            events?: ("*" | "message.created" | "message.updated" | "chatroom.created" | "chatroom.updated" | "chatroom.read" | "pivot.updated" | "rating.updated" | "summary.created" | "waiting.created" | "waiting.handled" | "ambassador.updated")[] | null;
            /** @description Whether events are sent; true if it is left out. */
            active?: boolean | null;
        };
        UpdateWebhook: {
            /** @description Where events are sent: https, port 443, a public host name, no credentials, at most 2,048 characters. */
            url?: string | null;
            /** @description The types of events that are sent; `*` alone for all, also those to come. */
            events?: ("*" | "message.created" | "message.updated" | "chatroom.created" | "chatroom.updated" | "chatroom.read" | "pivot.updated" | "rating.updated" | "summary.created" | "waiting.created" | "waiting.handled" | "ambassador.updated")[] | null;
            /** @description Whether events are sent. */
            active?: boolean | null;
        };
        ReplayWebhook: {
            /** @description The cursor of an event: all that come after it are sent again, in order. */
            since?: string | null;
            /** @description These events alone, 1 to 1,000. */
            ids_events?: number[] | null;
        };
        Chatroom: {
            /**
             * Format: int32
             * @description The id of the room, which counts up inside the brand.
             */
            id_chatroom: number;
            /** @description The members of the room, by `id_ambassador`, ascending. */
            ambassadors: components["schemas"]["ChatroomAmbassador"][];
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /** @description When the newest message was posted, in UTC; null until there is one. */
            last_message_date: string | null;
            /**
             * @description 0 one to one, 7 one to many.
             * @enum {integer}
             */
            type_chatroom: 0 | 7;
            /**
             * @description 0 between members, 1 between external, 2 between members and external.
             * @enum {integer}
             */
            type_discussion: 0 | 1 | 2;
            /**
             * @description 0 direct, 1 waiting_list, 2 hot_list.
             * @enum {integer}
             */
            source: 0 | 1 | 2;
            /** @description When a second author's first message arrived, in UTC; null while there is at most one author. */
            established_dialogue: string | null;
            /** @description The newest rating that has been given a value. */
            last_rating: {
                /**
                 * Format: int32
                 * @description The rating, from 0 to 5.
                 */
                value: number;
                /** @description What the rater wrote beside the value; null for nothing. */
                comment: string | null;
            } | null;
            /** @description The newest summary of the room; null while there is none. */
            last_summary: {
                /**
                 * Format: date-time
                 * @description When it was created, in UTC.
                 */
                date_insert: string;
                /** @description What was said, in 1 to 20,000 characters. */
                summary: string;
                /** @description What was unusual, a number that the brand gives a meaning; null for nothing. */
                anomaly: number | null;
                /** @description The chat topic that it was about, by its id, or any number while the brand has no chat topics; null for none. */
                topic: number | null;
            } | null;
        };
        ChatroomAmbassador: {
            /**
             * Format: int32
             * @description The id of the ambassador, which the brand has given or `shop-customer` has made.
             */
            id_ambassador: number;
            /** @description The http or https URL of a picture, at most 512 characters; null for none. */
            image: string | null;
            /** @description The first name, at most 100 characters; null for none. */
            firstname: string | null;
            /** @description The last name, at most 100 characters; null for none. */
            lastname: string | null;
            /** @description The name to show in the chat, at most 100 characters; null for none. */
            username: string | null;
            /** @description The e-mail address. Null for none, and to a `chat:self` token without `chat:contacts` unless it is that of its own ambassador. */
            email: string | null;
            /** @description The address that the ambassador can be reached at for now, in lower case. Null for none, and to a `chat:self` token without `chat:contacts` unless it is that of its own ambassador. */
            email_tmp: string | null;
            /**
             * Format: int32
             * @description 1 active, 0 not activated, -1 blocked, -2 unsubscribed, -3 unsubscribed by the brand.
             */
            active: number;
            /**
             * Format: int32
             * @description 0 ambassador, 1 employee, 2 administrator, 3 seller, 4 shop manager, 5 manager, 6 expert, 7 client, 8 temp. 0 to 6 are members, 7 and 8 are external.
             */
            status: number;
            /** @description True when last_action_date is less than 5 minutes ago. */
            online: boolean;
            /** @description When the ambassador was last seen, to about a minute, in UTC; null for never. */
            last_action_date: string | null;
            /** @description The customer's id in the systems of the brand. Null for none, and to a `chat:self` token without `chat:contacts` unless it is that of its own ambassador. */
            customer_id: string | null;
            /** @description True when the personal data has been removed; it is null then. */
            anonymized: boolean;
            /** @description One object: the ambassador's place in this room. */
            chatroom_pivot_data: components["schemas"]["ChatroomPivot"][];
        };
        ChatroomPivot: {
            /**
             * Format: int32
             * @description The id of the room, which counts up inside the brand.
             */
            id_chatroom: number;
            /**
             * Format: int32
             * @description The id of the ambassador, which the brand has given or `shop-customer` has made.
             */
            id_ambassador: number;
            /** @description The id of the last message read; null when nothing has been read. */
            last_read_message: number | null;
            /** @description Whether the ambassador has blocked the room. */
            is_blocked: boolean;
            /** @description Whether the ambassador has archived the room. */
            archived: boolean;
        };
        Error: {
            /** @description What is wrong and what to do. */
            message: string;
        };
        ValidationError: {
            /** @description The first error's text, followed by ` (and N more error)` when there are more. */
            message: string;
            /** @description The messages by field, for at most 100 fields; `message` counts them all. Nested fields use dots: `ids_ambassadors.0`. */
            errors: {
                [key: string]: string[];
            };
        };
        BriefChatroomPage: {
            /** @description The number of this page, from 1. */
            current_page: number;
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["BriefChatroom"][];
            /** @description The URL of page 1, with the same sort and filters. */
            first_page_url: string;
            /** @description The place in the whole list of the first item on this page, from 1; null on an empty page. */
            from: number | null;
            /** @description The number of the last page, 1 for an empty list. */
            last_page: number;
            /** @description The URL of the page with the number `last_page`, with the same sort and filters. */
            last_page_url: string;
            /** @description Links for a pager: the previous page, the first, the last and the near pages, the next one. */
            links: {
                /** @description The URL of the page; null where there is none. */
                url: string | null;
                /** @description What to show: a page number, `...` for a gap, or previous and next in HTML. */
                label: string;
                /** @description True for the current page. */
                active: boolean;
            }[];
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
            /** @description The place in the whole list of the last item on this page; null on an empty page. */
            to: number | null;
            /** @description How many items the list has, as far as they are counted: of 10,000 rows, unless it is all rooms or all people of the brand. */
            total: number;
        };
        BriefChatroom: {
            /**
             * Format: int32
             * @description The id of the room, which counts up inside the brand.
             */
            id_chatroom: number;
            /** @description The members of the room, by `id_ambassador`, ascending. */
            ambassadors: components["schemas"]["ChatroomAmbassador"][];
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /** @description When the newest message was posted, in UTC; null until there is one. */
            last_message_date: string | null;
            /**
             * @description 0 one to one, 7 one to many.
             * @enum {integer}
             */
            type_chatroom: 0 | 7;
            /**
             * @description 0 between members, 1 between external, 2 between members and external.
             * @enum {integer}
             */
            type_discussion: 0 | 1 | 2;
            /**
             * @description 0 direct, 1 waiting_list, 2 hot_list.
             * @enum {integer}
             */
            source: 0 | 1 | 2;
            /** @description When a second author's first message arrived, in UTC; null while there is at most one author. */
            established_dialogue: string | null;
            /** @description The newest rating that has been given a value. */
            last_rating: {
                /**
                 * Format: int32
                 * @description The rating, from 0 to 5.
                 */
                value: number;
                /** @description What the rater wrote beside the value; null for nothing. */
                comment: string | null;
            } | null;
            /** @description The newest summary of the room; null while there is none. */
            last_summary: {
                /**
                 * Format: date-time
                 * @description When it was created, in UTC.
                 */
                date_insert: string;
                /** @description What was said, in 1 to 20,000 characters. */
                summary: string;
                /** @description What was unusual, a number that the brand gives a meaning; null for nothing. */
                anomaly: number | null;
                /** @description The chat topic that it was about, by its id, or any number while the brand has no chat topics; null for none. */
                topic: number | null;
            } | null;
            /** @description How many members the room has; a list shows the first 50 of them. */
            ambassadors_count: number;
        };
        BriefChatroomCursorPage: {
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["BriefChatroom"][];
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The `cursor` of the page before; null on the first one. */
            prev_cursor: string | null;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
        };
        ManagedChatroom: {
            /**
             * Format: int32
             * @description The id of the room, which counts up inside the brand.
             */
            id_chatroom: number;
            /** @description The members of the room, by `id_ambassador`, ascending. */
            ambassadors: components["schemas"]["ChatroomAmbassador"][];
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /** @description When the newest message was posted, in UTC; null until there is one. */
            last_message_date: string | null;
            /**
             * @description 0 one to one, 7 one to many.
             * @enum {integer}
             */
            type_chatroom: 0 | 7;
            /**
             * @description 0 between members, 1 between external, 2 between members and external.
             * @enum {integer}
             */
            type_discussion: 0 | 1 | 2;
            /**
             * @description 0 direct, 1 waiting_list, 2 hot_list.
             * @enum {integer}
             */
            source: 0 | 1 | 2;
            /** @description When a second author's first message arrived, in UTC; null while there is at most one author. */
            established_dialogue: string | null;
            /** @description The newest rating that has been given a value. */
            last_rating: {
                /**
                 * Format: int32
                 * @description The rating, from 0 to 5.
                 */
                value: number;
                /** @description What the rater wrote beside the value; null for nothing. */
                comment: string | null;
            } | null;
            /** @description The newest summary of the room; null while there is none. */
            last_summary: {
                /**
                 * Format: date-time
                 * @description When it was created, in UTC.
                 */
                date_insert: string;
                /** @description What was said, in 1 to 20,000 characters. */
                summary: string;
                /** @description What was unusual, a number that the brand gives a meaning; null for nothing. */
                anomaly: number | null;
                /** @description The chat topic that it was about, by its id, or any number while the brand has no chat topics; null for none. */
                topic: number | null;
            } | null;
            /** @description The newest 100 messages, newest first. */
            messages: components["schemas"]["Message"][];
        };
        Message: {
            /**
             * Format: int32
             * @description The id of the message. A later message of the room has a higher one.
             */
            id_message: number;
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /** @description The ambassador who posted it. */
            author: components["schemas"]["Ambassador"];
            /** @description The text, or what the type of the message needs, such as the URL of a picture; null for none. */
            content: string | null;
            /**
             * Format: int32
             * @description 0 text, 1 picture, 2 rating, 3 product, 4 connection, 5 request, 6 unavailable, 7 video, 8 email, 9 missed.
             */
            type_message: number;
            /**
             * Format: int32
             * @description 0 for not moderated, the only code that the service gives.
             */
            status_moderation: number;
            /** @description Present when type_message is 2. */
            rating?: components["schemas"]["Rating"];
        };
        Ambassador: {
            /**
             * Format: int32
             * @description The id of the ambassador, which the brand has given or `shop-customer` has made.
             */
            id_ambassador: number;
            /** @description The http or https URL of a picture, at most 512 characters; null for none. */
            image: string | null;
            /** @description The first name, at most 100 characters; null for none. */
            firstname: string | null;
            /** @description The last name, at most 100 characters; null for none. */
            lastname: string | null;
            /** @description The name to show in the chat, at most 100 characters; null for none. */
            username: string | null;
            /** @description The e-mail address. Null for none, and to a `chat:self` token without `chat:contacts` unless it is that of its own ambassador. */
            email: string | null;
            /** @description The address that the ambassador can be reached at for now, in lower case. Null for none, and to a `chat:self` token without `chat:contacts` unless it is that of its own ambassador. */
            email_tmp: string | null;
            /**
             * Format: int32
             * @description 1 active, 0 not activated, -1 blocked, -2 unsubscribed, -3 unsubscribed by the brand.
             */
            active: number;
            /**
             * Format: int32
             * @description 0 ambassador, 1 employee, 2 administrator, 3 seller, 4 shop manager, 5 manager, 6 expert, 7 client, 8 temp. 0 to 6 are members, 7 and 8 are external.
             */
            status: number;
            /** @description True when last_action_date is less than 5 minutes ago. */
            online: boolean;
            /** @description When the ambassador was last seen, to about a minute, in UTC; null for never. */
            last_action_date: string | null;
            /** @description The customer's id in the systems of the brand. Null for none, and to a `chat:self` token without `chat:contacts` unless it is that of its own ambassador. */
            customer_id: string | null;
            /** @description True when the personal data has been removed; it is null then. */
            anonymized: boolean;
        };
        Rating: {
            /**
             * Format: int32
             * @description The id of the rating, by which the rater gives its value.
             */
            id_rating: number;
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /**
             * Format: date-time
             * @description When it was last changed, in UTC.
             */
            date_update: string;
            /** @description When it was deleted, in UTC; null while it is not. */
            date_delete: string | null;
            /** @description Null until the rater has answered. */
            value: number | null;
            /** @description The comment of the rater; null for none. */
            content: string | null;
            /**
             * Format: int32
             * @description The member of the room who rates.
             */
            id_user_rater: number;
            /**
             * Format: int32
             * @description The member of the room who is rated.
             */
            id_user_rated: number;
        };
        ListedChatroomPage: {
            /** @description The number of this page, from 1. */
            current_page: number;
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["ListedChatroom"][];
            /** @description The URL of page 1, with the same sort and filters. */
            first_page_url: string;
            /** @description The place in the whole list of the first item on this page, from 1; null on an empty page. */
            from: number | null;
            /** @description The number of the last page, 1 for an empty list. */
            last_page: number;
            /** @description The URL of the page with the number `last_page`, with the same sort and filters. */
            last_page_url: string;
            /** @description Links for a pager: the previous page, the first, the last and the near pages, the next one. */
            links: {
                /** @description The URL of the page; null where there is none. */
                url: string | null;
                /** @description What to show: a page number, `...` for a gap, or previous and next in HTML. */
                label: string;
                /** @description True for the current page. */
                active: boolean;
            }[];
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
            /** @description The place in the whole list of the last item on this page; null on an empty page. */
            to: number | null;
            /** @description How many items the list has, as far as they are counted: of 10,000 rows, unless it is all rooms or all people of the brand. */
            total: number;
        };
        ListedChatroom: {
            /**
             * Format: int32
             * @description The id of the room, which counts up inside the brand.
             */
            id_chatroom: number;
            /** @description The members of the room, by `id_ambassador`, ascending. */
            ambassadors: components["schemas"]["ChatroomAmbassador"][];
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /** @description When the newest message was posted, in UTC; null until there is one. */
            last_message_date: string | null;
            /**
             * @description 0 one to one, 7 one to many.
             * @enum {integer}
             */
            type_chatroom: 0 | 7;
            /**
             * @description 0 between members, 1 between external, 2 between members and external.
             * @enum {integer}
             */
            type_discussion: 0 | 1 | 2;
            /**
             * @description 0 direct, 1 waiting_list, 2 hot_list.
             * @enum {integer}
             */
            source: 0 | 1 | 2;
            /** @description When a second author's first message arrived, in UTC; null while there is at most one author. */
            established_dialogue: string | null;
            /** @description The newest rating that has been given a value. */
            last_rating: {
                /**
                 * Format: int32
                 * @description The rating, from 0 to 5.
                 */
                value: number;
                /** @description What the rater wrote beside the value; null for nothing. */
                comment: string | null;
            } | null;
            /** @description The newest summary of the room; null while there is none. */
            last_summary: {
                /**
                 * Format: date-time
                 * @description When it was created, in UTC.
                 */
                date_insert: string;
                /** @description What was said, in 1 to 20,000 characters. */
                summary: string;
                /** @description What was unusual, a number that the brand gives a meaning; null for nothing. */
                anomaly: number | null;
                /** @description The chat topic that it was about, by its id, or any number while the brand has no chat topics; null for none. */
                topic: number | null;
            } | null;
            /** @description How many members the room has; a list shows the first 50 of them. */
            ambassadors_count: number;
            /** @description The newest message that the ambassador sees. */
            last_message: components["schemas"]["Message"] | null;
            /** @description Messages of others, not deleted, behind what the ambassador has read or purged. */
            unread_messages: number;
        };
        ListedChatroomCursorPage: {
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["ListedChatroom"][];
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The `cursor` of the page before; null on the first one. */
            prev_cursor: string | null;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
        };
        MessagePage: {
            /** @description The number of this page, from 1. */
            current_page: number;
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["Message"][];
            /** @description The URL of page 1, with the same sort and filters. */
            first_page_url: string;
            /** @description The place in the whole list of the first item on this page, from 1; null on an empty page. */
            from: number | null;
            /** @description The number of the last page, 1 for an empty list. */
            last_page: number;
            /** @description The URL of the page with the number `last_page`, with the same sort and filters. */
            last_page_url: string;
            /** @description Links for a pager: the previous page, the first, the last and the near pages, the next one. */
            links: {
                /** @description The URL of the page; null where there is none. */
                url: string | null;
                /** @description What to show: a page number, `...` for a gap, or previous and next in HTML. */
                label: string;
                /** @description True for the current page. */
                active: boolean;
            }[];
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
            /** @description The place in the whole list of the last item on this page; null on an empty page. */
            to: number | null;
            /** @description How many items the list has, as far as they are counted: of 10,000 rows, unless it is all rooms or all people of the brand. */
            total: number;
        };
        MessageCursorPage: {
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["Message"][];
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The `cursor` of the page before; null on the first one. */
            prev_cursor: string | null;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
        };
        EventPage: {
            /** @description The events, oldest first. */
            data: components["schemas"]["Event"][];
            /** @description The place of the event in the log of the brand. Opaque: send it back as it is. */
            cursor: string;
            /** @description Whether the log goes on behind the cursor. A page may be empty and have more. */
            has_more: boolean;
        };
        Event: components["schemas"]["MessageEvent"] | components["schemas"]["ChatroomEvent"] | components["schemas"]["ReadEvent"] | components["schemas"]["PivotEvent"] | components["schemas"]["RatingEvent"] | components["schemas"]["SummaryEvent"] | components["schemas"]["WaitingEvent"] | components["schemas"]["AmbassadorEvent"];
        MessageEvent: {
            /**
             * @description What has happened.
             * @enum {string}
             */
            type: "message.created" | "message.updated";
            /** @description Counts up inside a brand, by one for each event. */
            id_event: number;
            /** @description The place of the event in the log of the brand. Opaque: send it back as it is. */
            cursor: string;
            /**
             * Format: date-time
             * @description When it happened, in UTC.
             */
            date_insert: string;
            /** @description The message. Null when the message has been deleted. */
            data: components["schemas"]["Message"] | null;
            /**
             * Format: int32
             * @description The room that the event is about.
             */
            id_chatroom: number;
            /**
             * Format: int32
             * @description The id of the message. A later message of the room has a higher one.
             */
            id_message: number;
        };
        ChatroomEvent: {
            /**
             * @description What has happened.
             * @enum {string}
             */
            type: "chatroom.created" | "chatroom.updated";
            /** @description Counts up inside a brand, by one for each event. */
            id_event: number;
            /** @description The place of the event in the log of the brand. Opaque: send it back as it is. */
            cursor: string;
            /**
             * Format: date-time
             * @description When it happened, in UTC.
             */
            date_insert: string;
            /** @description What the resource's own route answers. */
            data: components["schemas"]["BriefChatroom"];
            /**
             * Format: int32
             * @description The room that the event is about.
             */
            id_chatroom: number;
        };
        ReadEvent: {
            /**
             * @description What has happened.
             * @enum {string}
             */
            type: "chatroom.read";
            /** @description Counts up inside a brand, by one for each event. */
            id_event: number;
            /** @description The place of the event in the log of the brand. Opaque: send it back as it is. */
            cursor: string;
            /**
             * Format: date-time
             * @description When it happened, in UTC.
             */
            date_insert: string;
            /** @description What the resource's own route answers. */
            data: {
                /**
                 * Format: int32
                 * @description The id of the room, which counts up inside the brand.
                 */
                id_chatroom: number;
                /**
                 * Format: int32
                 * @description The id of the ambassador, which the brand has given or `shop-customer` has made.
                 */
                id_ambassador: number;
                /** @description The id of the last message read; null when nothing has been read. */
                last_read_message: number | null;
            };
            /**
             * Format: int32
             * @description The room that the event is about.
             */
            id_chatroom: number;
        };
        PivotEvent: {
            /**
             * @description What has happened.
             * @enum {string}
             */
            type: "pivot.updated";
            /** @description Counts up inside a brand, by one for each event. */
            id_event: number;
            /** @description The place of the event in the log of the brand. Opaque: send it back as it is. */
            cursor: string;
            /**
             * Format: date-time
             * @description When it happened, in UTC.
             */
            date_insert: string;
            /** @description What the resource's own route answers. */
            data: {
                /**
                 * Format: int32
                 * @description The id of the room, which counts up inside the brand.
                 */
                id_chatroom: number;
                /**
                 * Format: int32
                 * @description The id of the ambassador, which the brand has given or `shop-customer` has made.
                 */
                id_ambassador: number;
                /** @description The id of the last message read; null when nothing has been read. */
                last_read_message: number | null;
                /** @description Whether the ambassador has blocked the room. */
                is_blocked: boolean;
                /** @description Whether the ambassador has archived the room. */
                archived: boolean;
                /** @description 1 to do, 2 done, null none. */
                flag: (1 | 2) | null;
                /** @description Messages up to this one are hidden from the ambassador. */
                purged_message: number | null;
            };
            /**
             * Format: int32
             * @description The room that the event is about.
             */
            id_chatroom: number;
        };
        RatingEvent: {
            /**
             * @description What has happened.
             * @enum {string}
             */
            type: "rating.updated";
            /** @description Counts up inside a brand, by one for each event. */
            id_event: number;
            /** @description The place of the event in the log of the brand. Opaque: send it back as it is. */
            cursor: string;
            /**
             * Format: date-time
             * @description When it happened, in UTC.
             */
            date_insert: string;
            /** @description What the resource's own route answers. */
            data: components["schemas"]["Rating"];
            /**
             * Format: int32
             * @description The room that the event is about.
             */
            id_chatroom: number;
        };
        SummaryEvent: {
            /**
             * @description What has happened.
             * @enum {string}
             */
            type: "summary.created";
            /** @description Counts up inside a brand, by one for each event. */
            id_event: number;
            /** @description The place of the event in the log of the brand. Opaque: send it back as it is. */
            cursor: string;
            /**
             * Format: date-time
             * @description When it happened, in UTC.
             */
            date_insert: string;
            /** @description What the resource's own route answers. */
            data: components["schemas"]["Summary"];
            /**
             * Format: int32
             * @description The room that the event is about.
             */
            id_chatroom: number;
        };
        Summary: {
            /**
             * Format: int32
             * @description The id of the summary. A later summary of the room has a higher one.
             */
            id_summary: number;
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /** @description What was said, in 1 to 20,000 characters. */
            summary: string;
            /** @description What was unusual, a number that the brand gives a meaning; null for nothing. */
            anomaly: number | null;
            /** @description The chat topic that it was about, by its id, or any number while the brand has no chat topics; null for none. */
            topic: number | null;
        };
        WaitingEvent: {
            /**
             * @description What has happened.
             * @enum {string}
             */
            type: "waiting.created" | "waiting.handled";
            /** @description Counts up inside a brand, by one for each event. */
            id_event: number;
            /** @description The place of the event in the log of the brand. Opaque: send it back as it is. */
            cursor: string;
            /**
             * Format: date-time
             * @description When it happened, in UTC.
             */
            date_insert: string;
            /** @description What the resource's own route answers. */
            data: components["schemas"]["WaitingEntry"];
        };
        WaitingEntry: {
            /**
             * Format: int32
             * @description The id of the entry, by which a member takes it.
             */
            id_waiting: number;
            /** @description The member who has taken the entry. */
            id_ambassador: number | null;
            /**
             * Format: int32
             * @description The external ambassador who waits.
             */
            id_user: number;
            /**
             * Format: int32
             * @description The brand that it belongs to.
             */
            id_brand: number;
            /** @description What the user waits to talk about, by the id of the topic; null for anything. */
            id_chat_topic: number | null;
            /** @description What the user wrote on joining; null for nothing. */
            content: string | null;
            /** @description The room of both, once the entry is taken. */
            id_chatroom: number | null;
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /** @description When a member took the entry, in UTC; null while nobody has. */
            date_handled: string | null;
            /**
             * Format: date-time
             * @description When it was last changed, in UTC.
             */
            date_update: string;
            /** @description When it was deleted, in UTC; null while it is not. */
            date_delete: string | null;
            /** @description 0 direct, 1 waiting_list, 2 hot_list. */
            source: (0 | 1 | 2) | null;
            /** @description The ambassador who transferred the user to the waiting list; null for nobody. */
            id_transferrer: number | null;
            /** @description The chatroom that the user was transferred from; null for none. */
            id_chatroom_transferred: number | null;
            /** @description A remark on the entry; null for none. */
            comment: string | null;
        };
        AmbassadorEvent: {
            /**
             * @description What has happened.
             * @enum {string}
             */
            type: "ambassador.updated";
            /** @description Counts up inside a brand, by one for each event. */
            id_event: number;
            /** @description The place of the event in the log of the brand. Opaque: send it back as it is. */
            cursor: string;
            /**
             * Format: date-time
             * @description When it happened, in UTC.
             */
            date_insert: string;
            /** @description What the resource's own route answers. */
            data: components["schemas"]["Ambassador"];
        };
        AmbassadorPage: {
            /** @description The number of this page, from 1. */
            current_page: number;
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["Ambassador"][];
            /** @description The URL of page 1, with the same sort and filters. */
            first_page_url: string;
            /** @description The place in the whole list of the first item on this page, from 1; null on an empty page. */
            from: number | null;
            /** @description The number of the last page, 1 for an empty list. */
            last_page: number;
            /** @description The URL of the page with the number `last_page`, with the same sort and filters. */
            last_page_url: string;
            /** @description Links for a pager: the previous page, the first, the last and the near pages, the next one. */
            links: {
                /** @description The URL of the page; null where there is none. */
                url: string | null;
                /** @description What to show: a page number, `...` for a gap, or previous and next in HTML. */
                label: string;
                /** @description True for the current page. */
                active: boolean;
            }[];
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
            /** @description The place in the whole list of the last item on this page; null on an empty page. */
            to: number | null;
            /** @description How many items the list has, as far as they are counted: of 10,000 rows, unless it is all rooms or all people of the brand. */
            total: number;
        };
        AmbassadorCursorPage: {
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["Ambassador"][];
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The `cursor` of the page before; null on the first one. */
            prev_cursor: string | null;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
        };
        ManagedAmbassadorPage: {
            /** @description The number of this page, from 1. */
            current_page: number;
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["ManagedAmbassador"][];
            /** @description The URL of page 1, with the same sort and filters. */
            first_page_url: string;
            /** @description The place in the whole list of the first item on this page, from 1; null on an empty page. */
            from: number | null;
            /** @description The number of the last page, 1 for an empty list. */
            last_page: number;
            /** @description The URL of the page with the number `last_page`, with the same sort and filters. */
            last_page_url: string;
            /** @description Links for a pager: the previous page, the first, the last and the near pages, the next one. */
            links: {
                /** @description The URL of the page; null where there is none. */
                url: string | null;
                /** @description What to show: a page number, `...` for a gap, or previous and next in HTML. */
                label: string;
                /** @description True for the current page. */
                active: boolean;
            }[];
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
            /** @description The place in the whole list of the last item on this page; null on an empty page. */
            to: number | null;
            /** @description How many items the list has, as far as they are counted: of 10,000 rows, unless it is all rooms or all people of the brand. */
            total: number;
        };
        ManagedAmbassador: {
            /**
             * Format: int32
             * @description The id of the ambassador, which the brand has given or `shop-customer` has made.
             */
            id_ambassador: number;
            /** @description The http or https URL of a picture, at most 512 characters; null for none. */
            image: string | null;
            /** @description The first name, at most 100 characters; null for none. */
            firstname: string | null;
            /** @description The last name, at most 100 characters; null for none. */
            lastname: string | null;
            /** @description The name to show in the chat, at most 100 characters; null for none. */
            username: string | null;
            /** @description The e-mail address. Null for none, and to a `chat:self` token without `chat:contacts` unless it is that of its own ambassador. */
            email: string | null;
            /** @description The address that the ambassador can be reached at for now, in lower case. Null for none, and to a `chat:self` token without `chat:contacts` unless it is that of its own ambassador. */
            email_tmp: string | null;
            /**
             * Format: int32
             * @description 1 active, 0 not activated, -1 blocked, -2 unsubscribed, -3 unsubscribed by the brand.
             */
            active: number;
            /**
             * Format: int32
             * @description 0 ambassador, 1 employee, 2 administrator, 3 seller, 4 shop manager, 5 manager, 6 expert, 7 client, 8 temp. 0 to 6 are members, 7 and 8 are external.
             */
            status: number;
            /** @description True when last_action_date is less than 5 minutes ago. */
            online: boolean;
            /** @description When the ambassador was last seen, to about a minute, in UTC; null for never. */
            last_action_date: string | null;
            /** @description The customer's id in the systems of the brand. Null for none, and to a `chat:self` token without `chat:contacts` unless it is that of its own ambassador. */
            customer_id: string | null;
            /** @description True when the personal data has been removed; it is null then. */
            anonymized: boolean;
            /** @description Only where the ambassador has set `email_tmp` for itself: the address that the brand wrote, by which clients are found. */
            email_tmp_by_brand?: string | null;
        };
        ManagedAmbassadorCursorPage: {
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["ManagedAmbassador"][];
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The `cursor` of the page before; null on the first one. */
            prev_cursor: string | null;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
        };
        PutResult: {
            /** @description How many were new. */
            created: number;
            /** @description How many existed before. */
            updated: number;
            /** @description How many of the updated ones were already exactly as sent. */
            unchanged: number;
        };
        ExportLine: {
            /**
             * @description What the line holds.
             * @constant
             */
            type: "ambassador";
            /**
             * Format: int32
             * @description The id of the ambassador, which the brand has given or `shop-customer` has made.
             */
            id_ambassador: number;
            /** @description The http or https URL of a picture, at most 512 characters; null for none. */
            image: string | null;
            /** @description The first name, at most 100 characters; null for none. */
            firstname: string | null;
            /** @description The last name, at most 100 characters; null for none. */
            lastname: string | null;
            /** @description The name to show in the chat, at most 100 characters; null for none. */
            username: string | null;
            /** @description The e-mail address. Null for none, and to a `chat:self` token without `chat:contacts` unless it is that of its own ambassador. */
            email: string | null;
            /** @description The address that the ambassador can be reached at for now, in lower case. Null for none, and to a `chat:self` token without `chat:contacts` unless it is that of its own ambassador. */
            email_tmp: string | null;
            /**
             * Format: int32
             * @description 1 active, 0 not activated, -1 blocked, -2 unsubscribed, -3 unsubscribed by the brand.
             */
            active: number;
            /**
             * Format: int32
             * @description 0 ambassador, 1 employee, 2 administrator, 3 seller, 4 shop manager, 5 manager, 6 expert, 7 client, 8 temp. 0 to 6 are members, 7 and 8 are external.
             */
            status: number;
            /** @description True when last_action_date is less than 5 minutes ago. */
            online: boolean;
            /** @description When the ambassador was last seen, to about a minute, in UTC; null for never. */
            last_action_date: string | null;
            /** @description The customer's id in the systems of the brand. Null for none, and to a `chat:self` token without `chat:contacts` unless it is that of its own ambassador. */
            customer_id: string | null;
            /** @description True when the personal data has been removed; it is null then. */
            anonymized: boolean;
            /** @description Only where the ambassador has set `email_tmp` for itself: the address that the brand wrote, by which clients are found. */
            email_tmp_by_brand?: string | null;
        } | {
            /**
             * @description What the line holds.
             * @constant
             */
            type: "brand_tag";
            /**
             * Format: int32
             * @description The id of the tag, by which `POST /chat/chatrooms` opens its room.
             */
            id_brand_tag: number;
            /** @description The name of the tag, in 1 to 255 characters. */
            name: string;
        } | {
            /**
             * @description What the line holds.
             * @constant
             */
            type: "chatroom_pivot";
            /**
             * Format: int32
             * @description The id of the room, which counts up inside the brand.
             */
            id_chatroom: number;
            /** @description The id of the last message read; null when nothing has been read. */
            last_read_message: number | null;
            /** @description Whether the ambassador has blocked the room. */
            is_blocked: boolean;
            /** @description Whether the ambassador has archived the room. */
            archived: boolean;
            /** @description 1 to do, 2 done, null none. */
            flag: number | null;
            /** @description Messages up to this one are hidden from the ambassador. */
            purged_message: number | null;
            /** @description True once the ambassador has posted in the room. */
            has_posted: boolean;
            /** @description When the ambassador was last seen, to about a minute, in UTC; null for never. */
            last_action_date: string | null;
        } | {
            /**
             * @description What the line holds.
             * @constant
             */
            type: "message";
            /**
             * Format: int32
             * @description The id of the message. A later message of the room has a higher one.
             */
            id_message: number;
            /**
             * Format: int32
             * @description The id of the room, which counts up inside the brand.
             */
            id_chatroom: number;
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /** @description The text; null for none. */
            content: string | null;
            /** @description 0 text, 1 picture, 2 rating, 3 product, 4 connection, 5 request, 6 unavailable, 7 video, 8 email, 9 missed. */
            type_message: number;
            /** @description 0 for not moderated, the only code that the service gives. */
            status_moderation: number;
            /** @description False when the message has been deleted. */
            active: boolean;
            /** @description The id of the rating, by which the rater gives its value. */
            id_rating: number | null;
        } | {
            /**
             * @description What the line holds.
             * @constant
             */
            type: "rating";
            /**
             * Format: int32
             * @description The id of the room, which counts up inside the brand.
             */
            id_chatroom: number;
            /**
             * Format: int32
             * @description The id of the rating, by which the rater gives its value.
             */
            id_rating: number;
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /**
             * Format: date-time
             * @description When it was last changed, in UTC.
             */
            date_update: string;
            /** @description When it was deleted, in UTC; null while it is not. */
            date_delete: string | null;
            /** @description The rating, from 0 to 5. */
            value: number | null;
            /** @description The comment of the rater; null for none. */
            content: string | null;
            /**
             * Format: int32
             * @description The member of the room who rates.
             */
            id_user_rater: number;
            /**
             * Format: int32
             * @description The member of the room who is rated.
             */
            id_user_rated: number;
        } | {
            /**
             * @description What the line holds.
             * @constant
             */
            type: "waiting";
            /**
             * Format: int32
             * @description The id of the entry, by which a member takes it.
             */
            id_waiting: number;
            /** @description The member who has taken the entry. */
            id_ambassador: number | null;
            /**
             * Format: int32
             * @description The external ambassador who waits.
             */
            id_user: number;
            /**
             * Format: int32
             * @description The brand that it belongs to.
             */
            id_brand: number;
            /** @description What the user waits to talk about, by the id of the topic; null for anything. */
            id_chat_topic: number | null;
            /** @description What the user wrote on joining; null for nothing. */
            content: string | null;
            /** @description The room of both, once the entry is taken. */
            id_chatroom: number | null;
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /** @description When a member took the entry, in UTC; null while nobody has. */
            date_handled: string | null;
            /**
             * Format: date-time
             * @description When it was last changed, in UTC.
             */
            date_update: string;
            /** @description When it was deleted, in UTC; null while it is not. */
            date_delete: string | null;
            /** @description 0 direct, 1 waiting_list, 2 hot_list. */
            source: (0 | 1 | 2) | null;
            /** @description The ambassador who transferred the user to the waiting list; null for nobody. */
            id_transferrer: number | null;
            /** @description The chatroom that the user was transferred from; null for none. */
            id_chatroom_transferred: number | null;
            /** @description A remark on the entry; null for none. */
            comment: string | null;
        } | {
            /**
             * @description What the line holds.
             * @constant
             */
            type: "end";
            /** @description How many lines came before this one. What ends without this line is incomplete. */
            lines: number;
        };
        BrandTagPage: {
            /** @description The number of this page, from 1. */
            current_page: number;
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["BrandTag"][];
            /** @description The URL of page 1, with the same sort and filters. */
            first_page_url: string;
            /** @description The place in the whole list of the first item on this page, from 1; null on an empty page. */
            from: number | null;
            /** @description The number of the last page, 1 for an empty list. */
            last_page: number;
            /** @description The URL of the page with the number `last_page`, with the same sort and filters. */
            last_page_url: string;
            /** @description Links for a pager: the previous page, the first, the last and the near pages, the next one. */
            links: {
                /** @description The URL of the page; null where there is none. */
                url: string | null;
                /** @description What to show: a page number, `...` for a gap, or previous and next in HTML. */
                label: string;
                /** @description True for the current page. */
                active: boolean;
            }[];
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
            /** @description The place in the whole list of the last item on this page; null on an empty page. */
            to: number | null;
            /** @description How many items the list has, as far as they are counted: of 10,000 rows, unless it is all rooms or all people of the brand. */
            total: number;
        };
        BrandTag: {
            /**
             * Format: int32
             * @description The id of the tag, by which `POST /chat/chatrooms` opens its room.
             */
            id_brand_tag: number;
            /** @description The name of the tag, in 1 to 255 characters. */
            name: string;
            /**
             * @description A code, 1 or 2, that apps give a meaning. 1 for a new tag that is not given one.
             * @enum {integer}
             */
            visibility_chat: 1 | 2;
            /** @description The ambassadors under the tag, by `id_ambassador`, ascending; a list of tags shows the first 50 of each. */
            members: components["schemas"]["Ambassador"][];
            /** @description How many members the tag has, also where `members` has the first of them alone. */
            members_count: number;
        };
        BrandTagCursorPage: {
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["BrandTag"][];
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The `cursor` of the page before; null on the first one. */
            prev_cursor: string | null;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
        };
        ChatTopicPage: {
            /** @description The number of this page, from 1. */
            current_page: number;
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["ChatTopic"][];
            /** @description The URL of page 1, with the same sort and filters. */
            first_page_url: string;
            /** @description The place in the whole list of the first item on this page, from 1; null on an empty page. */
            from: number | null;
            /** @description The number of the last page, 1 for an empty list. */
            last_page: number;
            /** @description The URL of the page with the number `last_page`, with the same sort and filters. */
            last_page_url: string;
            /** @description Links for a pager: the previous page, the first, the last and the near pages, the next one. */
            links: {
                /** @description The URL of the page; null where there is none. */
                url: string | null;
                /** @description What to show: a page number, `...` for a gap, or previous and next in HTML. */
                label: string;
                /** @description True for the current page. */
                active: boolean;
            }[];
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
            /** @description The place in the whole list of the last item on this page; null on an empty page. */
            to: number | null;
            /** @description How many items the list has, as far as they are counted: of 10,000 rows, unless it is all rooms or all people of the brand. */
            total: number;
        };
        ChatTopic: {
            /**
             * Format: int32
             * @description The id of the topic, which `id_chat_topic` of the waiting list and `topic` of a summary name.
             */
            id_chat_topic: number;
            /** @description The color that the topic is shown in, `#RRGGBB`. */
            color: string;
            /** @description One for each language that the topic is shown in. */
            contents: {
                /**
                 * Format: int32
                 * @description The id of the content; it stays when the text changes.
                 */
                id_i18n_content: number;
                /**
                 * @description The language with its country. A topic has each once at most.
                 * @enum {string}
                 */
                lang: "en_GB" | "fr_FR" | "es_ES" | "de_DE";
                /** @description The name of the topic in this language. */
                content: string;
            }[];
            /**
             * Format: int32
             * @description Where the topic stands among the others; several may have the same.
             */
            position: number;
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /** @description The roles of the members who take up the topic. */
            roles: ("ambassador" | "employee" | "administrator" | "seller" | "shop_manager" | "manager" | "expert")[];
            /**
             * Format: date-time
             * @description When it was last changed, in UTC.
             */
            date_update: string;
            /** @description Whether the topic is offered; only managers see it otherwise. */
            active: boolean;
        };
        ChatTopicCursorPage: {
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["ChatTopic"][];
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The `cursor` of the page before; null on the first one. */
            prev_cursor: string | null;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
        };
        Deleted: {
            /** @description What was done. */
            message: string;
        };
        Done: {
            /** @description What was done. */
            message: string;
        };
        Realtime: {
            /** @description Where the log ends. */
            cursor: string;
            /** @description Counted since the hub first had a listener. A hub that has slept may have forgotten what it delivered, read and marked in the 25 seconds before. */
            hubs: components["schemas"]["HubState"][];
        };
        HubState: {
            /** @description The number of the hub, from 0. */
            hub: number;
            /** @description Up to where the hub has passed the log on; null while nobody listens. */
            cursor: string | null;
            /** @description Sockets that are open. */
            sockets: number;
            /** @description Events that were sent, each counted for each socket. */
            delivered: number;
            /** @description Events that the hub has read from the log because it was not notified of them. */
            healed: number;
            /** @description Sockets that the hub has closed. */
            dropped: number;
            /** @description The longest that an event has waited for an earlier one, in milliseconds. */
            longest_gap: number;
            /** @description Round trips to the database that read the log, and who is in which room. */
            reads: number;
            /** @description Round trips that marked who is present, or looked up who still is: at most one a second, and one a beat. */
            marks: number;
        };
        WebhookPage: {
            /** @description The number of this page, from 1. */
            current_page: number;
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["Webhook"][];
            /** @description The URL of page 1, with the same sort and filters. */
            first_page_url: string;
            /** @description The place in the whole list of the first item on this page, from 1; null on an empty page. */
            from: number | null;
            /** @description The number of the last page, 1 for an empty list. */
            last_page: number;
            /** @description The URL of the page with the number `last_page`, with the same sort and filters. */
            last_page_url: string;
            /** @description Links for a pager: the previous page, the first, the last and the near pages, the next one. */
            links: {
                /** @description The URL of the page; null where there is none. */
                url: string | null;
                /** @description What to show: a page number, `...` for a gap, or previous and next in HTML. */
                label: string;
                /** @description True for the current page. */
                active: boolean;
            }[];
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
            /** @description The place in the whole list of the last item on this page; null on an empty page. */
            to: number | null;
            /** @description How many items the list has, as far as they are counted: of 10,000 rows, unless it is all rooms or all people of the brand. */
            total: number;
        };
        Webhook: {
            /**
             * Format: int32
             * @description The id of the webhook. That of one which is deleted is not given again.
             */
            id_webhook: number;
            /** @description Where events are sent: https, port 443, a public host name, no credentials, at most 2,048 characters. */
            url: string;
            /** @description The types of events that are sent; `*` alone for all, also those to come. */
            events: ("*" | "message.created" | "message.updated" | "chatroom.created" | "chatroom.updated" | "chatroom.read" | "pivot.updated" | "rating.updated" | "summary.created" | "waiting.created" | "waiting.handled" | "ambassador.updated")[];
            /** @description Whether events are sent. */
            active: boolean;
            /** @description Why the service has switched it off; null unless it has. */
            disabled_reason: string | null;
            /**
             * Format: date-time
             * @description When its newest secret was made, in UTC.
             */
            date_secret: string;
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /**
             * Format: date-time
             * @description When it was last changed, in UTC.
             */
            date_update: string;
        };
        WebhookCursorPage: {
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["Webhook"][];
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The `cursor` of the page before; null on the first one. */
            prev_cursor: string | null;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
        };
        WebhookWithSecret: {
            /**
             * Format: int32
             * @description The id of the webhook. That of one which is deleted is not given again.
             */
            id_webhook: number;
            /** @description Where events are sent: https, port 443, a public host name, no credentials, at most 2,048 characters. */
            url: string;
            /** @description The types of events that are sent; `*` alone for all, also those to come. */
            events: ("*" | "message.created" | "message.updated" | "chatroom.created" | "chatroom.updated" | "chatroom.read" | "pivot.updated" | "rating.updated" | "summary.created" | "waiting.created" | "waiting.handled" | "ambassador.updated")[];
            /** @description Whether events are sent. */
            active: boolean;
            /** @description Why the service has switched it off; null unless it has. */
            disabled_reason: string | null;
            /**
             * Format: date-time
             * @description When its newest secret was made, in UTC.
             */
            date_secret: string;
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /**
             * Format: date-time
             * @description When it was last changed, in UTC.
             */
            date_update: string;
            /** @description What the receiver verifies with. It is shown here and never again. Null in the answer to a repeat with the same idempotency key. */
            secret: string | null;
        };
        WebhookTrial: {
            /** @description The status of the answer; null when none came. */
            status: number | null;
            /** @description Why no answer came: `timeout` for none within 15 seconds, `unreachable` for no connection; null when one did. */
            error: ("timeout" | "unreachable") | null;
            /** @description How long the answer took. */
            milliseconds: number;
            /** @description The first 1,000 characters of the answer; null when none came. */
            body: string | null;
        };
        DeliveryPage: {
            /** @description The number of this page, from 1. */
            current_page: number;
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["Delivery"][];
            /** @description The URL of page 1, with the same sort and filters. */
            first_page_url: string;
            /** @description The place in the whole list of the first item on this page, from 1; null on an empty page. */
            from: number | null;
            /** @description The number of the last page, 1 for an empty list. */
            last_page: number;
            /** @description The URL of the page with the number `last_page`, with the same sort and filters. */
            last_page_url: string;
            /** @description Links for a pager: the previous page, the first, the last and the near pages, the next one. */
            links: {
                /** @description The URL of the page; null where there is none. */
                url: string | null;
                /** @description What to show: a page number, `...` for a gap, or previous and next in HTML. */
                label: string;
                /** @description True for the current page. */
                active: boolean;
            }[];
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
            /** @description The place in the whole list of the last item on this page; null on an empty page. */
            to: number | null;
            /** @description How many items the list has, as far as they are counted: of 10,000 rows, unless it is all rooms or all people of the brand. */
            total: number;
        };
        Delivery: {
            /** @description The event, by its id in the log of the brand. */
            id_event: number;
            /** @description The header `webhook-id` of each try. */
            webhook_id: string;
            /**
             * @description What has happened.
             * @enum {string}
             */
            type: "message.created" | "message.updated" | "chatroom.created" | "chatroom.updated" | "chatroom.read" | "pivot.updated" | "rating.updated" | "summary.created" | "waiting.created" | "waiting.handled" | "ambassador.updated";
            /**
             * @description `waiting` behind an earlier event of its room, `failed` and to be tried again, `delivered` in the last 24 hours, or `dead`: not tried again.
             * @enum {string}
             */
            state: "waiting" | "failed" | "delivered" | "dead";
            /** @description How often it was sent. */
            tries: number;
            /** @description The status of the last answer; null when none came. */
            status: number | null;
            /** @description Why no answer came to the last try, `timeout` or `unreachable`; null when one did. */
            error: ("timeout" | "unreachable") | null;
            /** @description How long the last try took. */
            milliseconds: number | null;
            /**
             * Format: date-time
             * @description When it was created, in UTC.
             */
            date_insert: string;
            /** @description When it was sent last, in UTC; null if it was not. */
            date_last_try: string | null;
            /** @description When it is sent again, in UTC; null unless it has failed. */
            date_next_try: string | null;
        };
        DeliveryCursorPage: {
            /** @description What is on this page, in the order of `sort`. */
            data: components["schemas"]["Delivery"][];
            /** @description The URL of the list without its query. */
            path: string;
            /** @description How many items a page has at most. */
            per_page: number;
            /** @description The `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description The URL of the next page; null on the last one. Behind 10,000 rows that were searched it goes on by cursor. */
            next_page_url: string | null;
            /** @description The `cursor` of the page before; null on the first one. */
            prev_cursor: string | null;
            /** @description The URL of the page before; null on the first one. */
            prev_page_url: string | null;
        };
        Health: {
            /**
             * @description The service can do its work.
             * @constant
             */
            status: "ok";
            /**
             * @description Every database that holds brands answers.
             * @constant
             */
            database: "ok";
            /**
             * @description Tokens can be verified.
             * @constant
             */
            keys: "ok";
            /**
             * @description Apps can listen for events.
             * @constant
             */
            hubs: "ok";
        };
        HealthProblem: {
            /** @description What is wrong and what to do. */
            message: string;
            /**
             * @description The service cannot do its work.
             * @constant
             */
            status: "error";
            /**
             * @description The first database that is not well: its binding is missing or misnamed, a migration has not been applied, or it does not answer.
             * @enum {string}
             */
            database: "ok" | "misconfigured" | "not_migrated" | "unavailable";
            /**
             * @description What tokens are verified with: `misconfigured` when there is no usable source or more than one, `unavailable` when the key set cannot be fetched and there are no keys at hand.
             * @enum {string}
             */
            keys: "ok" | "misconfigured" | "unavailable";
            /**
             * @description The Durable Objects where apps listen: `misconfigured` when the binding is missing, or `HUBS` or `JURISDICTIONS` has a slip; `unavailable` when one does not answer.
             * @enum {string}
             */
            hubs: "ok" | "misconfigured" | "unavailable";
        };
    };
    responses: {
        /** @description The token is missing, malformed, expired or not verifiable. */
        Unauthorized: {
            headers: {
                /** @description `Bearer`; with `error="invalid_token"` and a description when the token has expired. */
                "WWW-Authenticate": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The token is good, but does not cover this brand, this route or this ambassador, or it is a `chat:self` token of an ambassador who is unknown in the brand, anonymized or shut out (`active` below 0). */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The path exists, the method does not. */
        MethodNotAllowed: {
            headers: {
                /** @description The methods that the path has. */
                Allow: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is larger than the route takes, 64 KiB unless it says otherwise. The longest text fits as UTF-8, and may not when its characters are escaped. */
        BodyTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The query string is longer than 8 KiB. */
        QueryTooLong: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is not JSON, or it is compressed. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Some fields or headers are not valid; all of them are listed. */
        Invalid: {
            headers: {
                /** @description Where the database has got to. Send it with the next request. */
                "X-D1-Bookmark"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description The caller has made too many requests in this brand recently. */
        TooManyRequests: {
            headers: {
                /** @description Seconds. */
                "Retry-After": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A defect of the service. */
        Defect: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The service cannot answer at the moment. */
        Unavailable: {
            headers: {
                /** @description Seconds. */
                "Retry-After": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such resource, or the caller may not see it. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The log does not have the cursor, or no longer has it. */
        Gone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The state of the resource does not allow it: another request was faster, a limit has been reached, or it is in use. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createChatroom: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateChatroom"];
            };
        };
        responses: {
            /** @description The chatroom that was already there. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chatroom"];
                };
            };
            /** @description The created chatroom. */
            201: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chatroom"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    getChatroom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room, by its `id_chatroom`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The chatroom. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chatroom"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateChatroom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room, by its `id_chatroom`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateChatroom"];
            };
        };
        responses: {
            /** @description The chatroom. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chatroom"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    listChatroomsOfBrand: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. Ignored where there is a `cursor`. */
                page?: number;
                /** @description How many items a page has at most, 1 to 100. */
                per_page?: number;
                /** @description Empty for the first page, then the `next_cursor` of the previous answer. */
                cursor?: string;
                /** @description The field to sort by, ascending; descending with a `-` before it. */
                sort?: "id_chatroom" | "-id_chatroom" | "date_insert" | "-date_insert" | "last_message_date" | "-last_message_date" | "last_rating" | "-last_rating";
                /** @description Rooms of this type: 0 one to one, 7 one to many. Several with commas. */
                "filter[type_chatroom]"?: string;
                /** @description Rooms of this kind: 0 between members, 1 between external, 2 between both. Several with commas. */
                "filter[type_discussion]"?: string;
                /** @description Rooms with this source, by its name. Several with commas. */
                "filter[source]"?: string;
                /** @description Rooms in which two authors have posted, or those in which they have not. */
                "filter[dialogue]"?: "established" | "not_established";
                /** @description Rooms with this last rating, 0 to 5 or `not_rated`. Several with commas. */
                "filter[last_rating]"?: string;
                /** @description Rooms in which this ambassador has posted. */
                "filter[ambassador]"?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of chatrooms. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BriefChatroomPage"] | components["schemas"]["BriefChatroomCursorPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    getChatroomOfBrand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room, by its `id_chatroom`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The chatroom. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedChatroom"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    listChatroomsOfAmbassador: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. Ignored where there is a `cursor`. */
                page?: number;
                /** @description How many items a page has at most, 1 to 100. */
                per_page?: number;
                /** @description Empty for the first page, then the `next_cursor` of the previous answer. */
                cursor?: string;
                /** @description The field to sort by, ascending; descending with a `-` before it. */
                sort?: "last_action_date" | "-last_action_date";
                /** @description Rooms whose last message, or creation while there is none, is before this moment; fractions of a second count. */
                "filter[last_action_date_before]"?: string;
                /** @description True lists archived rooms instead of the others. */
                "filter[archived]"?: "true" | "false";
                /** @description Rooms with this flag of the ambassador: 1 to do, 2 done. Several with commas. */
                "filter[flag]"?: string;
                /** @description Rooms of this type: 0 one to one, 7 one to many. Several with commas. */
                "filter[type_chatroom]"?: string;
                /** @description Rooms with unread messages (`true`), or those without (`false`). */
                "filter[unread]"?: "true" | "false";
                /** @description Rooms with a rating that has a text, or the others. */
                "filter[commented]"?: "commented" | "not_commented";
            };
            header?: never;
            path: {
                /** @description The id of the ambassador whose rooms are listed. */
                ambassador: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of chatrooms. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedChatroomPage"] | components["schemas"]["ListedChatroomCursorPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. Ignored where there is a `cursor`. */
                page?: number;
                /** @description How many items a page has at most, 1 to 100. */
                per_page?: number;
                /** @description Empty for the first page, then the `next_cursor` of the previous answer. */
                cursor?: string;
                /** @description The field to sort by, ascending; descending with a `-` before it. */
                sort?: "date_insert" | "-date_insert";
                /** @description Messages posted before this moment; fractions of a second count. */
                "filter[sent_before]"?: string;
                /** @description Messages that are not deleted (`true`), or deleted ones (`false`). */
                "filter[active]"?: "true" | "false";
                /** @description Messages of this type: 0 text, 1 picture, 2 rating, 3 product, 4 connection, 5 request, 6 unavailable, 7 video, 8 email, 9 missed. Several with commas. */
                "filter[type_message]"?: string;
            };
            header?: never;
            path: {
                /** @description The room, by its `id_chatroom`. */
                chatroom: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of messages. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"] | components["schemas"]["MessageCursorPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    postMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of the request with the same key is answered with what the first one made, and 200. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The room, by its `id_chatroom`. */
                chatroom: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostMessage"];
            };
        };
        responses: {
            /** @description What came with this key before. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The new message. */
            201: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    requestRating: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of the request with the same key is answered with what the first one made, and 200. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The room, by its `id_chatroom`. */
                chatroom: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestRating"];
            };
        };
        responses: {
            /** @description What came with this key before. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The request to rate. */
            201: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message, by its `id_message`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message, by its `id_message`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMessage"];
            };
        };
        responses: {
            /** @description The changed message. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Events of this type. Several with commas. */
                "filter[type]"?: string;
                /** @description The cursor of an event or of an answer: the events after it are answered. Without it there are none, and the cursor of the answer is where the log ends now. */
                since?: string;
                /** @description How many events the answer has at most, 1 to 500. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events, and the cursor to go on with. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            410: components["responses"]["Gone"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAmbassadors: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. Ignored where there is a `cursor`. */
                page?: number;
                /** @description How many items a page has at most, 1 to 100. */
                per_page?: number;
                /** @description Empty for the first page, then the `next_cursor` of the previous answer. */
                cursor?: string;
                /** @description The field to sort by, ascending; descending with a `-` before it. */
                sort?: "last_action_date" | "-last_action_date";
                /** @description Ambassadors under the brand tag with this id. */
                "filter[brand_tag]"?: number;
                /** @description Words in any order: each must be a part of the first name, last name or username. Case, accents and ligatures do not matter. */
                "filter[name]"?: string;
                /** @description Ambassadors with this status: 0 ambassador, 1 employee, 2 administrator, 3 seller, 4 shop manager, 5 manager, 6 expert, 7 client, 8 temp. Several with commas. */
                "filter[status]"?: string;
                /** @description Ambassadors other than those with these ids, separated by commas. */
                "filter[exclude]"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of ambassadors. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AmbassadorPage"] | components["schemas"]["AmbassadorCursorPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOrCreateShopCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShopCustomer"];
            };
        };
        responses: {
            /** @description The client. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ambassador"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateAmbassador: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ambassador, by its `id_ambassador`. */
                ambassador: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateAmbassador"];
            };
        };
        responses: {
            /** @description The ambassador. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ambassador"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    listManagedAmbassadors: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. Ignored where there is a `cursor`. */
                page?: number;
                /** @description How many items a page has at most, 1 to 100. */
                per_page?: number;
                /** @description Empty for the first page, then the `next_cursor` of the previous answer. */
                cursor?: string;
                /** @description The field to sort by, ascending; descending with a `-` before it. */
                sort?: "id_ambassador" | "-id_ambassador" | "last_action_date" | "-last_action_date";
                /** @description Words in any order: each must be a part of the first name, last name or username. Case, accents and ligatures do not matter. */
                "filter[name]"?: string;
                /** @description Ambassadors with this status: 0 ambassador, 1 employee, 2 administrator, 3 seller, 4 shop manager, 5 manager, 6 expert, 7 client, 8 temp. Several with commas. */
                "filter[status]"?: string;
                /** @description Ambassadors with this code: 1 active, 0 not activated, -1 blocked, -2 unsubscribed, -3 unsubscribed by the brand. Several with commas. */
                "filter[active]"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of ambassadors. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedAmbassadorPage"] | components["schemas"]["ManagedAmbassadorCursorPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    putAmbassadors: {
        parameters: {
            query?: {
                /** @description With `true` nothing is written, and the answer is what it would otherwise be. */
                dry_run?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutAmbassador"][];
            };
        };
        responses: {
            /** @description All are written. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutResult"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    patchAmbassadors: {
        parameters: {
            query?: {
                /** @description With `true` nothing is written, and the answer is what it would otherwise be. */
                dry_run?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchAmbassador"][];
            };
        };
        responses: {
            /** @description All are written. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutResult"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    getManagedAmbassador: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ambassador, by its `id_ambassador`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ambassador. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedAmbassador"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    exportAmbassador: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ambassador, by its `id_ambassador`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines, of which the example is one. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["ExportLine"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    anonymizeAmbassador: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ambassador, by its `id_ambassador`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The anonymized ambassador. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ambassador"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    listBrandTags: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. Ignored where there is a `cursor`. */
                page?: number;
                /** @description How many items a page has at most, 1 to 100. */
                per_page?: number;
                /** @description Empty for the first page, then the `next_cursor` of the previous answer. */
                cursor?: string;
                /** @description The field to sort by, ascending; descending with a `-` before it. */
                sort?: "id_brand_tag" | "-id_brand_tag" | "visibility_chat" | "-visibility_chat";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of brand tags. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandTagPage"] | components["schemas"]["BrandTagCursorPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    createBrandTag: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of the request with the same key is answered with what the first one made, and 200. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateBrandTag"];
            };
        };
        responses: {
            /** @description What came with this key before. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandTag"];
                };
            };
            /** @description The new tag with all of its members. */
            201: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandTag"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateBrandTag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tag, by its `id_brand_tag`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateBrandTag"];
            };
        };
        responses: {
            /** @description The tag with all of its members. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandTag"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    listChatTopics: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. Ignored where there is a `cursor`. */
                page?: number;
                /** @description How many items a page has at most, 1 to 100. */
                per_page?: number;
                /** @description Empty for the first page, then the `next_cursor` of the previous answer. */
                cursor?: string;
                /** @description The field to sort by, ascending; descending with a `-` before it. */
                sort?: "id_chat_topic" | "-id_chat_topic" | "position" | "-position";
                /** @description Topics that are active (`true`), or the others (`false`). */
                "filter[active]"?: "true" | "false";
                /** @description Words that all have to be in the contents, whatever the case and accents. */
                "filter[chat_topic_search]"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of chat topics. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatTopicPage"] | components["schemas"]["ChatTopicCursorPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    createChatTopic: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of the request with the same key is answered with what the first one made, and 200. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateChatTopic"];
            };
        };
        responses: {
            /** @description What came with this key before. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatTopic"];
                };
            };
            /** @description The new topic. */
            201: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatTopic"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    getChatTopic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The topic, by its `id_chat_topic`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The topic. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatTopic"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteChatTopic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The topic, by its `id_chat_topic`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The topic is deleted. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deleted"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateChatTopic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The topic, by its `id_chat_topic`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateChatTopic"];
            };
        };
        responses: {
            /** @description The topic. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatTopic"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    purgeChatroom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room, by its `id_chatroom`. */
                chatroom: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Purge"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    archiveChatroom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room, by its `id_chatroom`. */
                chatroom: number;
                /** @description The id of the ambassador whose place in the room it is. */
                ambassador: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Archive"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    blockChatroom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room, by its `id_chatroom`. */
                chatroom: number;
                /** @description The id of the ambassador whose place in the room it is. */
                ambassador: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Block"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    flagChatroom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room, by its `id_chatroom`. */
                chatroom: number;
                /** @description The id of the ambassador whose place in the room it is. */
                ambassador: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Flag"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    readChatroom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room, by its `id_chatroom`. */
                chatroom: number;
                /** @description The id of the ambassador whose place in the room it is. */
                ambassador: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last message, now read; null in an empty room. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"] | null;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    giveRating: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The rating, by its `id_rating`. */
                rating: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveRating"];
            };
        };
        responses: {
            /** @description The rating. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rating"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRealtime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The end of the log, and each hub. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Realtime"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    writeSummary: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of the request with the same key is answered with what the first one made, and 200. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The room, by its `id_chatroom`. */
                chatroom: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteSummary"];
            };
        };
        responses: {
            /** @description What came with this key before. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Summary"];
                };
            };
            /** @description The new summary. */
            201: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Summary"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWaitingList: {
        parameters: {
            query?: {
                /** @description Entries of users with these ids, separated by commas. */
                "filter[id_user]"?: string;
                /** @description Entries on topics with these ids, separated by commas. */
                "filter[id_chat_topic]"?: string;
                /** @description `null` for what nobody has handled yet, or a date-time for what was handled then or later. */
                "filter[date_handled]"?: string | "null";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingEntry"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    joinWaitingList: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of the request with the same key is answered with what the first one made, and 200. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinWaitingList"];
            };
        };
        responses: {
            /** @description The open entry of the same user and topic, or what came with this key. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingEntry"];
                };
            };
            /** @description The new entry. */
            201: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingEntry"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    takeWaitingEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The entry, by its `id_waiting`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeEntry"];
            };
        };
        responses: {
            /** @description The entry, taken. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingEntry"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. Ignored where there is a `cursor`. */
                page?: number;
                /** @description How many items a page has at most, 1 to 100. */
                per_page?: number;
                /** @description Empty for the first page, then the `next_cursor` of the previous answer. */
                cursor?: string;
                /** @description The field to sort by, ascending; descending with a `-` before it. */
                sort?: "id_webhook" | "-id_webhook";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of webhooks. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPage"] | components["schemas"]["WebhookCursorPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of the request with the same key is answered with what the first one made, and 200. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhook"];
            };
        };
        responses: {
            /** @description What came with this key before. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description The new webhook, with its secret. */
            201: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook, by its `id_webhook`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook, by its `id_webhook`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook is deleted. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook, by its `id_webhook`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWebhook"];
            };
        };
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    renewWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook, by its `id_webhook`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook, with its new secret. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook, by its `id_webhook`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came back. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTrial"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. Ignored where there is a `cursor`. */
                page?: number;
                /** @description How many items a page has at most, 1 to 100. */
                per_page?: number;
                /** @description Empty for the first page, then the `next_cursor` of the previous answer. */
                cursor?: string;
                /** @description The field to sort by, ascending; descending with a `-` before it. */
                sort?: "id_event" | "-id_event";
                /** @description Deliveries in this state. Several with commas. */
                "filter[state]"?: string;
            };
            header?: never;
            path: {
                /** @description The webhook, by its `id_webhook`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"] | components["schemas"]["DeliveryCursorPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["QueryTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    replayEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook, by its `id_webhook`. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayWebhook"];
            };
        };
        responses: {
            /** @description They will be sent. */
            200: {
                headers: {
                    /** @description Where the database has got to. Send it with the next request. */
                    "X-D1-Bookmark"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            410: components["responses"]["Gone"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["QueryTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Defect"];
            503: components["responses"]["Unavailable"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All is well. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description A database, the signing keys, the hubs or the master secret of webhooks cannot be used. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthProblem"];
                };
            };
        };
    };
}
