-- Reviewed by hand: STRICT and WITHOUT ROWID are added to what drizzle-kit generates, parents come before children.
CREATE TABLE `brands` (
  `id_brand` integer PRIMARY KEY NOT NULL,
  `date_insert` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `ambassadors` (
  `id_brand` integer NOT NULL,
  `id_ambassador` integer NOT NULL,
  `image` text,
  `firstname` text,
  `lastname` text,
  `username` text,
  `email` text,
  `email_tmp` text,
  `active` integer NOT NULL,
  `status` integer NOT NULL,
  `last_action_date` integer,
  `customer_id` text,
  `anonymized` integer DEFAULT 0 NOT NULL,
  PRIMARY KEY(`id_brand`, `id_ambassador`),
  FOREIGN KEY (`id_brand`) REFERENCES `brands`(`id_brand`) ON UPDATE no action ON DELETE no action,
  CONSTRAINT "ambassadors_active" CHECK("ambassadors"."active" between -3 and 1),
  CONSTRAINT "ambassadors_status" CHECK("ambassadors"."status" between 0 and 8),
  CONSTRAINT "ambassadors_anonymized" CHECK("ambassadors"."anonymized" in (0, 1))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `brand_tags` (
  `id_brand` integer NOT NULL,
  `id_brand_tag` integer NOT NULL,
  `name` text NOT NULL,
  `visibility_chat` integer DEFAULT 1 NOT NULL,
  PRIMARY KEY(`id_brand`, `id_brand_tag`),
  FOREIGN KEY (`id_brand`) REFERENCES `brands`(`id_brand`) ON UPDATE no action ON DELETE no action,
  CONSTRAINT "brand_tags_visibility_chat" CHECK("brand_tags"."visibility_chat" in (1, 2))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `brand_tag_members` (
  `id_brand` integer NOT NULL,
  `id_brand_tag` integer NOT NULL,
  `id_ambassador` integer NOT NULL,
  PRIMARY KEY(`id_brand`, `id_brand_tag`, `id_ambassador`),
  FOREIGN KEY (`id_brand`,`id_brand_tag`) REFERENCES `brand_tags`(`id_brand`,`id_brand_tag`) ON UPDATE no action ON DELETE no action,
  FOREIGN KEY (`id_brand`,`id_ambassador`) REFERENCES `ambassadors`(`id_brand`,`id_ambassador`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `chatrooms` (
  `id_brand` integer NOT NULL,
  `id_chatroom` integer NOT NULL,
  `room_key` text NOT NULL,
  `type_chatroom` integer NOT NULL,
  `type_discussion` integer NOT NULL,
  `source` integer NOT NULL,
  `date_insert` integer NOT NULL,
  `last_message_date` integer,
  `established_dialogue` integer,
  PRIMARY KEY(`id_brand`, `id_chatroom`),
  FOREIGN KEY (`id_brand`) REFERENCES `brands`(`id_brand`) ON UPDATE no action ON DELETE no action,
  CONSTRAINT "chatrooms_type_chatroom" CHECK("chatrooms"."type_chatroom" in (0, 7)),
  CONSTRAINT "chatrooms_type_discussion" CHECK("chatrooms"."type_discussion" in (0, 1, 2)),
  CONSTRAINT "chatrooms_source" CHECK("chatrooms"."source" in (0, 1, 2))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `chatrooms_room_key` ON `chatrooms` (`id_brand`,`room_key`);
--> statement-breakpoint
CREATE TABLE `chatroom_pivots` (
  `id_brand` integer NOT NULL,
  `id_chatroom` integer NOT NULL,
  `id_ambassador` integer NOT NULL,
  `last_read_message` integer,
  `is_blocked` integer DEFAULT 0 NOT NULL,
  `archived` integer DEFAULT 0 NOT NULL,
  PRIMARY KEY(`id_brand`, `id_chatroom`, `id_ambassador`),
  FOREIGN KEY (`id_brand`,`id_chatroom`) REFERENCES `chatrooms`(`id_brand`,`id_chatroom`) ON UPDATE no action ON DELETE no action,
  FOREIGN KEY (`id_brand`,`id_ambassador`) REFERENCES `ambassadors`(`id_brand`,`id_ambassador`) ON UPDATE no action ON DELETE no action,
  CONSTRAINT "chatroom_pivots_is_blocked" CHECK("chatroom_pivots"."is_blocked" in (0, 1)),
  CONSTRAINT "chatroom_pivots_archived" CHECK("chatroom_pivots"."archived" in (0, 1))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `ratings` (
  `id_brand` integer NOT NULL,
  `id_rating` integer NOT NULL,
  `id_chatroom` integer NOT NULL,
  `id_user_rater` integer NOT NULL,
  `id_user_rated` integer NOT NULL,
  `value` integer,
  `content` text,
  `date_insert` integer NOT NULL,
  `date_update` integer NOT NULL,
  `date_delete` integer,
  PRIMARY KEY(`id_brand`, `id_rating`),
  FOREIGN KEY (`id_brand`,`id_chatroom`) REFERENCES `chatrooms`(`id_brand`,`id_chatroom`) ON UPDATE no action ON DELETE no action,
  FOREIGN KEY (`id_brand`,`id_user_rater`) REFERENCES `ambassadors`(`id_brand`,`id_ambassador`) ON UPDATE no action ON DELETE no action,
  FOREIGN KEY (`id_brand`,`id_user_rated`) REFERENCES `ambassadors`(`id_brand`,`id_ambassador`) ON UPDATE no action ON DELETE no action,
  CONSTRAINT "ratings_value" CHECK("ratings"."value" between 0 and 5)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ratings_given` ON `ratings` (`id_brand`,`id_chatroom`,`id_rating`) WHERE "ratings"."value" is not null and "ratings"."date_delete" is null;
--> statement-breakpoint
CREATE TABLE `summaries` (
  `id_brand` integer NOT NULL,
  `id_summary` integer NOT NULL,
  `id_chatroom` integer NOT NULL,
  `summary` text NOT NULL,
  `anomaly` integer,
  `topic` integer,
  `date_insert` integer NOT NULL,
  PRIMARY KEY(`id_brand`, `id_summary`),
  FOREIGN KEY (`id_brand`,`id_chatroom`) REFERENCES `chatrooms`(`id_brand`,`id_chatroom`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `summaries_chatroom` ON `summaries` (`id_brand`,`id_chatroom`,`id_summary`);
