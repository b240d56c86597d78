CREATE INDEX `ratings_rater` ON `ratings` (`id_brand`,`id_user_rater`,`id_rating`);--> statement-breakpoint
CREATE INDEX `ratings_rated` ON `ratings` (`id_brand`,`id_user_rated`,`id_rating`);--> statement-breakpoint
CREATE INDEX `waiting_list_taker` ON `waiting_list` (`id_brand`,`id_ambassador`,`id_waiting`) WHERE "waiting_list"."id_ambassador" is not null;