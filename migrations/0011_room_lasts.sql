-- Back-filling and triggers are added by hand. With triggers a Worker that does not know the columns yet keeps them, too.
ALTER TABLE `chatrooms` ADD `id_last_rating` integer;--> statement-breakpoint
ALTER TABLE `chatrooms` ADD `id_last_summary` integer;--> statement-breakpoint
UPDATE `chatrooms` SET
  `id_last_rating` = (
    SELECT max(`id_rating`) FROM `ratings` INDEXED BY `ratings_given`
    WHERE `ratings`.`id_brand` = `chatrooms`.`id_brand` AND `ratings`.`id_chatroom` = `chatrooms`.`id_chatroom`
      AND `value` IS NOT NULL AND `date_delete` IS NULL),
  `id_last_summary` = (
    SELECT max(`id_summary`) FROM `summaries` INDEXED BY `summaries_chatroom`
    WHERE `summaries`.`id_brand` = `chatrooms`.`id_brand` AND `summaries`.`id_chatroom` = `chatrooms`.`id_chatroom`)
WHERE `last_rating` IS NOT NULL OR EXISTS (
  SELECT 1 FROM `summaries` INDEXED BY `summaries_chatroom`
  WHERE `summaries`.`id_brand` = `chatrooms`.`id_brand` AND `summaries`.`id_chatroom` = `chatrooms`.`id_chatroom`);
--> statement-breakpoint
CREATE TRIGGER `ratings_updated` AFTER UPDATE OF `value`, `date_delete` ON `ratings` BEGIN
  UPDATE `chatrooms` SET (`id_last_rating`, `last_rating`) = (
    SELECT `id_rating`, `value` FROM `ratings` INDEXED BY `ratings_given`
    WHERE `ratings`.`id_brand` = NEW.`id_brand` AND `ratings`.`id_chatroom` = NEW.`id_chatroom`
      AND `value` IS NOT NULL AND `date_delete` IS NULL
    ORDER BY `id_rating` DESC LIMIT 1)
  WHERE `id_brand` = NEW.`id_brand` AND `id_chatroom` = NEW.`id_chatroom` AND coalesce(`id_last_rating`, 0) <= NEW.`id_rating`;
END;
--> statement-breakpoint
CREATE TRIGGER `ratings_inserted` AFTER INSERT ON `ratings` WHEN NEW.`value` IS NOT NULL BEGIN
  UPDATE `chatrooms` SET (`id_last_rating`, `last_rating`) = (
    SELECT `id_rating`, `value` FROM `ratings` INDEXED BY `ratings_given`
    WHERE `ratings`.`id_brand` = NEW.`id_brand` AND `ratings`.`id_chatroom` = NEW.`id_chatroom`
      AND `value` IS NOT NULL AND `date_delete` IS NULL
    ORDER BY `id_rating` DESC LIMIT 1)
  WHERE `id_brand` = NEW.`id_brand` AND `id_chatroom` = NEW.`id_chatroom` AND coalesce(`id_last_rating`, 0) <= NEW.`id_rating`;
END;
--> statement-breakpoint
CREATE TRIGGER `summaries_written` AFTER INSERT ON `summaries` BEGIN
  UPDATE `chatrooms` SET `id_last_summary` = NEW.`id_summary`
  WHERE `id_brand` = NEW.`id_brand` AND `id_chatroom` = NEW.`id_chatroom` AND coalesce(`id_last_summary`, 0) < NEW.`id_summary`;
END;
