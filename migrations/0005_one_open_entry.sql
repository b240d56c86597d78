-- Reviewed by hand: the expression of the index as SQL, and what makes room for it.
-- Of several open entries of a user and topic the newest stays open. Each older one counts as handled when the next one came: it
-- stays in the list with all that it says.
UPDATE `waiting_list` SET (`date_handled`, `date_update`) = (
  SELECT `newer`.`date_insert`, `newer`.`date_insert` FROM `waiting_list` AS `newer` INDEXED BY `waiting_list_user`
  WHERE `newer`.`id_brand` = `waiting_list`.`id_brand` AND `newer`.`id_user` = `waiting_list`.`id_user`
    AND `newer`.`id_waiting` > `waiting_list`.`id_waiting`
    AND coalesce(`newer`.`id_chat_topic`, 0) = coalesce(`waiting_list`.`id_chat_topic`, 0)
    AND `newer`.`date_handled` IS NULL AND `newer`.`date_delete` IS NULL
  ORDER BY `newer`.`id_waiting` LIMIT 1
) WHERE `date_handled` IS NULL AND `date_delete` IS NULL AND EXISTS (
  SELECT 1 FROM `waiting_list` AS `newer` INDEXED BY `waiting_list_user`
  WHERE `newer`.`id_brand` = `waiting_list`.`id_brand` AND `newer`.`id_user` = `waiting_list`.`id_user`
    AND `newer`.`id_waiting` > `waiting_list`.`id_waiting`
    AND coalesce(`newer`.`id_chat_topic`, 0) = coalesce(`waiting_list`.`id_chat_topic`, 0)
    AND `newer`.`date_handled` IS NULL AND `newer`.`date_delete` IS NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `waiting_list_open_user` ON `waiting_list` (`id_brand`,`id_user`,coalesce(`id_chat_topic`, 0)) WHERE "waiting_list"."date_handled" is null and "waiting_list"."date_delete" is null;
