ALTER TABLE `summaries` ADD `request_key` text;--> statement-breakpoint
ALTER TABLE `summaries` ADD `request_hash` text;--> statement-breakpoint
CREATE UNIQUE INDEX `summaries_request_key` ON `summaries` (`id_brand`,`request_key`) WHERE "summaries"."request_key" is not null;--> statement-breakpoint
ALTER TABLE `waiting_list` ADD `request_key` text;--> statement-breakpoint
ALTER TABLE `waiting_list` ADD `request_hash` text;--> statement-breakpoint
CREATE UNIQUE INDEX `waiting_list_request_key` ON `waiting_list` (`id_brand`,`request_key`) WHERE "waiting_list"."request_key" is not null;--> statement-breakpoint
ALTER TABLE `brand_tags` ADD `request_key` text;--> statement-breakpoint
ALTER TABLE `brand_tags` ADD `request_hash` text;--> statement-breakpoint
CREATE UNIQUE INDEX `brand_tags_request_key` ON `brand_tags` (`id_brand`,`request_key`) WHERE "brand_tags"."request_key" is not null;