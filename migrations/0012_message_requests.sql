ALTER TABLE `messages` ADD `request` text;
