-- STRICT and WITHOUT ROWID are added by hand.
CREATE TABLE `webhooks` (
	`id_brand` integer NOT NULL,
	`id_webhook` integer NOT NULL,
	`url` text NOT NULL,
	`types` integer NOT NULL,
	`active` integer NOT NULL,
	`disabled_reason` text,
	`date_secrets` text NOT NULL,
	`first_event` integer NOT NULL,
	`date_insert` integer NOT NULL,
	`date_update` integer NOT NULL,
	`date_delete` integer,
	`request_key` text,
	`request_hash` text,
	PRIMARY KEY(`id_brand`, `id_webhook`),
	FOREIGN KEY (`id_brand`) REFERENCES `brands`(`id_brand`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "webhooks_active" CHECK("webhooks"."active" in (0, 1))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `webhooks_wanting` ON `webhooks` (`id_brand`,`types`,`id_webhook`) WHERE "webhooks"."active" = 1;--> statement-breakpoint
CREATE UNIQUE INDEX `webhooks_request_key` ON `webhooks` (`id_brand`,`request_key`) WHERE "webhooks"."request_key" is not null;