-- STRICT and WITHOUT ROWID are added by hand.
CREATE TABLE `chat_topics` (
	`id_brand` integer NOT NULL,
	`id_chat_topic` integer NOT NULL,
	`color` text NOT NULL,
	`contents` text NOT NULL,
	`position` integer NOT NULL,
	`roles` text NOT NULL,
	`active` integer NOT NULL,
	`search_text` text NOT NULL,
	`date_insert` integer NOT NULL,
	`date_update` integer NOT NULL,
	`date_delete` integer,
	`request_key` text,
	`request_hash` text,
	PRIMARY KEY(`id_brand`, `id_chat_topic`),
	FOREIGN KEY (`id_brand`) REFERENCES `brands`(`id_brand`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "chat_topics_active" CHECK("chat_topics"."active" in (0, 1))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `chat_topics_position` ON `chat_topics` (`id_brand`,`position`,`id_chat_topic`) WHERE "chat_topics"."date_delete" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `chat_topics_request_key` ON `chat_topics` (`id_brand`,`request_key`) WHERE "chat_topics"."request_key" is not null;--> statement-breakpoint
CREATE INDEX `summaries_topic` ON `summaries` (`id_brand`,`topic`) WHERE "summaries"."topic" is not null;--> statement-breakpoint
CREATE INDEX `waiting_list_topic` ON `waiting_list` (`id_brand`,`id_chat_topic`) WHERE "waiting_list"."id_chat_topic" is not null;