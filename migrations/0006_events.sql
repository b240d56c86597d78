-- STRICT and WITHOUT ROWID are added by hand.
CREATE TABLE `events` (
	`id_brand` integer NOT NULL,
	`id_event` integer NOT NULL,
	`type_event` integer NOT NULL,
	`id_chatroom` integer,
	`id_message` integer,
	`id_ambassador` integer,
	`id_rating` integer,
	`id_summary` integer,
	`id_waiting` integer,
	`date_insert` integer NOT NULL,
	PRIMARY KEY(`id_brand`, `id_event`),
	FOREIGN KEY (`id_brand`) REFERENCES `brands`(`id_brand`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
