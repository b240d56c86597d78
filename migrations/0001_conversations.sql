-- Reviewed by hand: STRICT and WITHOUT ROWID, columns added in place of a rebuilt table, back-filling.
CREATE TABLE `messages` (
  `id_brand` integer NOT NULL,
  `id_message` integer NOT NULL,
  `id_chatroom` integer NOT NULL,
  `id_ambassador` integer NOT NULL,
  `type_message` integer NOT NULL,
  `content` text,
  `status_moderation` integer DEFAULT 0 NOT NULL,
  `active` integer DEFAULT 1 NOT NULL,
  `id_rating` integer,
  `date_insert` integer NOT NULL,
  `request_key` text,
  `request_hash` text,
  PRIMARY KEY(`id_brand`, `id_message`),
  FOREIGN KEY (`id_brand`,`id_chatroom`,`id_ambassador`) REFERENCES `chatroom_pivots`(`id_brand`,`id_chatroom`,`id_ambassador`) ON UPDATE no action ON DELETE no action,
  FOREIGN KEY (`id_brand`,`id_rating`) REFERENCES `ratings`(`id_brand`,`id_rating`) ON UPDATE no action ON DELETE no action,
  CONSTRAINT "messages_type_message" CHECK("messages"."type_message" between 0 and 9),
  CONSTRAINT "messages_active" CHECK("messages"."active" in (0, 1))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `messages_chatroom` ON `messages` (`id_brand`,`id_chatroom`,`date_insert`,`id_message`,`active`,`id_ambassador`);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_request_key` ON `messages` (`id_brand`,`request_key`) WHERE "messages"."request_key" is not null;
--> statement-breakpoint
CREATE INDEX `messages_request_author` ON `messages` (`id_brand`,`id_ambassador`) WHERE "messages"."request_key" is not null;
--> statement-breakpoint
CREATE TABLE `waiting_list` (
  `id_brand` integer NOT NULL,
  `id_waiting` integer NOT NULL,
  `id_user` integer NOT NULL,
  `id_ambassador` integer,
  `id_chat_topic` integer,
  `content` text,
  `id_chatroom` integer,
  `source` integer,
  `id_transferrer` integer,
  `id_chatroom_transferred` integer,
  `comment` text,
  `date_insert` integer NOT NULL,
  `date_handled` integer,
  `date_update` integer NOT NULL,
  `date_delete` integer,
  PRIMARY KEY(`id_brand`, `id_waiting`),
  FOREIGN KEY (`id_brand`,`id_user`) REFERENCES `ambassadors`(`id_brand`,`id_ambassador`) ON UPDATE no action ON DELETE no action,
  FOREIGN KEY (`id_brand`,`id_ambassador`) REFERENCES `ambassadors`(`id_brand`,`id_ambassador`) ON UPDATE no action ON DELETE no action,
  FOREIGN KEY (`id_brand`,`id_chatroom`) REFERENCES `chatrooms`(`id_brand`,`id_chatroom`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `waiting_list_user` ON `waiting_list` (`id_brand`,`id_user`,`id_waiting`);
--> statement-breakpoint
CREATE INDEX `waiting_list_open` ON `waiting_list` (`id_brand`,`id_waiting`) WHERE "waiting_list"."date_handled" is null;
--> statement-breakpoint
ALTER TABLE `ambassadors` ADD `search_text` text;
--> statement-breakpoint
UPDATE `ambassadors` SET `search_text` = lower(coalesce(`firstname`, '') || ' ' || coalesce(`lastname`, '') || ' ' || coalesce(`username`, '')) WHERE `anonymized` = 0;
--> statement-breakpoint
ALTER TABLE `ambassadors` ADD `last_action_order` integer GENERATED ALWAYS AS (coalesce("last_action_date", 0)) VIRTUAL;
--> statement-breakpoint
CREATE INDEX `ambassadors_last_action` ON `ambassadors` (`id_brand`,`last_action_order`,`id_ambassador`);
--> statement-breakpoint
CREATE UNIQUE INDEX `ambassadors_client_email` ON `ambassadors` (`id_brand`,`email_tmp`) WHERE "ambassadors"."status" = 7 and "ambassadors"."email_tmp" is not null;
--> statement-breakpoint
ALTER TABLE `chatroom_pivots` ADD `flag` integer CONSTRAINT `chatroom_pivots_flag` CHECK(`flag` in (1, 2));
--> statement-breakpoint
ALTER TABLE `chatroom_pivots` ADD `purged_message` integer;
--> statement-breakpoint
ALTER TABLE `chatroom_pivots` ADD `has_posted` integer DEFAULT 0 NOT NULL CONSTRAINT `chatroom_pivots_has_posted` CHECK(`has_posted` in (0, 1));
--> statement-breakpoint
ALTER TABLE `chatroom_pivots` ADD `last_action_date` integer;
--> statement-breakpoint
UPDATE `chatroom_pivots` SET `last_action_date` = (
  SELECT `date_insert` FROM `chatrooms`
  WHERE `chatrooms`.`id_brand` = `chatroom_pivots`.`id_brand`
    AND `chatrooms`.`id_chatroom` = `chatroom_pivots`.`id_chatroom` AND `type_chatroom` = 0
);
--> statement-breakpoint
CREATE INDEX `chatroom_pivots_list` ON `chatroom_pivots` (`id_brand`,`id_ambassador`,`archived`,`last_action_date`,`id_chatroom`);
--> statement-breakpoint
CREATE INDEX `chatroom_pivots_flagged` ON `chatroom_pivots` (`id_brand`,`id_ambassador`,`flag`,`archived`,`last_action_date`,`id_chatroom`) WHERE "chatroom_pivots"."flag" is not null;
--> statement-breakpoint
CREATE INDEX `chatroom_pivots_archived` ON `chatroom_pivots` (`id_brand`,`id_chatroom`) WHERE "chatroom_pivots"."archived" = 1;
--> statement-breakpoint
ALTER TABLE `chatrooms` ADD `last_message` integer;
--> statement-breakpoint
ALTER TABLE `chatrooms` ADD `first_author` integer;
--> statement-breakpoint
ALTER TABLE `chatrooms` ADD `last_rating` integer;
--> statement-breakpoint
ALTER TABLE `chatrooms` ADD `member_count` integer DEFAULT 2 NOT NULL;
--> statement-breakpoint
UPDATE `chatrooms` SET `member_count` = (
  SELECT count(*) FROM `chatroom_pivots`
  WHERE `chatroom_pivots`.`id_brand` = `chatrooms`.`id_brand`
    AND `chatroom_pivots`.`id_chatroom` = `chatrooms`.`id_chatroom`
) WHERE `type_chatroom` = 7;
--> statement-breakpoint
CREATE INDEX `chatrooms_last_message_date` ON `chatrooms` (`id_brand`,`last_message_date`,`id_chatroom`) WHERE "chatrooms"."last_message_date" is not null;
--> statement-breakpoint
CREATE INDEX `chatrooms_last_rating` ON `chatrooms` (`id_brand`,`last_rating`,`id_chatroom`) WHERE "chatrooms"."last_rating" is not null;
--> statement-breakpoint
CREATE INDEX `brand_tags_visibility` ON `brand_tags` (`id_brand`,`visibility_chat`,`id_brand_tag`);
